#include "text/sentences.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/stops.h"

namespace evident {
namespace {

constexpr ByteSet kStops(".?!");

// Where a sentence begins whatever stands before.
struct Start {
  uint32_t at = 0;
  uint32_t past = 0;  // end of the mark that begins here: its full stop ends nothing
  bool head = false;
};

std::vector<Start> find_starts(const Marks& marks, const std::vector<Head>& heads) {
  std::vector<Start> starts;
  starts.reserve(marks.marks.size() + heads.size() + marks.bounds.size());
  for (const Mark& mark : marks.marks) starts.push_back({mark.span.begin, mark.span.end, false});
  for (const Head& head : heads)
    starts.push_back({head.whole.begin, head.whole.begin, !head.weak()});
  for (uint32_t bound : marks.bounds) starts.push_back({bound, bound, false});
  std::ranges::sort(starts, {}, &Start::at);
  return starts;
}

class Splitter {
 public:
  Splitter(const Layout& layout, const Wrapping& wrapping, const Marks& marks,
           const std::vector<Head>& heads, const std::vector<ListItem>& items)
      : layout_(layout),
        wrapping_(wrapping),
        stops_(layout),
        heads_(heads),
        items_(items),
        starts_(find_starts(marks, heads)) {}

  std::vector<Sentence> run() {
    sentences_.reserve(layout_.norm.size() / 64 + 1);
    for (size_t i = 0; i < layout_.lines.size(); ++i) {
      const Line& line = layout_.lines[i];
      if (line.speaks()) {
        if (open_ && !wrapping_.goes_on(i - 1)) close(layout_.lines[i - 1].body.end);
        read(line);
        if (open_ && head_alone(i)) close(line.body.end);
      } else {
        if (open_) close(layout_.lines[i - 1].body.end);
        new_paragraph_ = true;
      }
    }
    if (open_) close(layout_.lines.back().body.end);
    return std::move(sentences_);
  }

 private:
  void read(const Line& line) {
    uint32_t at = line.body.begin;
    while (at < line.body.end) {
      if (start_ < starts_.size() && starts_[start_].at <= at) {
        at = begin_at_start(at);
        continue;
      }
      if (!open_) open(at);
      const uint32_t limit = next_start(line.body.end);
      at = read_until(at, limit);
    }
  }

  uint32_t next_start(uint32_t end) const {
    return start_ < starts_.size() ? std::min(starts_[start_].at, end) : end;
  }

  // Takes all starts up to `at`.
  uint32_t begin_at_start(uint32_t at) {
    uint32_t past = at;
    if (open_ && begin_ < at) close(at);
    for (; start_ < starts_.size() && starts_[start_].at <= at; ++start_) {
      past = std::max(past, starts_[start_].past);
      new_paragraph_ |= starts_[start_].head;
    }
    while (is_space(layout_.at(at)) && at < layout_.norm.size()) ++at;
    open(at);
    return std::max(past, at);
  }

  // Reads sentences until `limit`; the last one may stay open.
  uint32_t read_until(uint32_t at, uint32_t limit) {
    while (at < limit) {
      at = kStops.next(layout_.norm, at, limit);
      if (at == limit) break;
      const uint32_t end = std::min(stops_.end_at(begin_, at), limit);
      if (end == 0) {
        ++at;
        continue;
      }
      close(end);
      at = end;
      while (at < limit && is_blank(layout_.norm[at])) ++at;
      if (at < limit) open(at);
    }
    return limit;
  }

  // Nothing but a head stands on this line.
  bool head_alone(size_t line) {
    while (head_ < heads_.size() && heads_[head_].line < line) ++head_;
    return head_ < heads_.size() && heads_[head_].line == line && heads_[head_].alone;
  }

  void open(uint32_t at) {
    if (new_paragraph_ && !sentences_.empty()) ++paragraph_;
    new_paragraph_ = false;
    begin_ = at;
    open_ = true;
  }

  void close(uint32_t end) {
    open_ = false;
    Span rest = trimmed(layout_.norm, {begin_, end});
    while (rest.size() > kLongestSentence) {
      const uint32_t cut = cut_in(rest);
      add(trimmed(layout_.norm, {rest.begin, cut}));
      rest = trimmed(layout_.norm, {cut, rest.end});
    }
    add(rest);
  }

  void add(Span span) {
    if (span.empty()) return;
    while (item_ < items_.size() && items_[item_].span.end <= span.begin) ++item_;
    const bool inside = item_ < items_.size() && items_[item_].span.contains(span.begin);
    sentences_.push_back(
        {.span = span, .paragraph = paragraph_, .item = inside ? static_cast<int>(item_) : -1});
  }

  // Where a sentence that is too long is cut: at its last line break or blank, else between two
  // characters of the note.
  uint32_t cut_in(Span span) const {
    const std::string_view piece = layout_.norm.substr(span.begin, kLongestSentence);
    for (std::string_view blanks : {"\n", " \t"}) {
      const size_t at = piece.find_last_of(blanks);
      if (at != piece.npos && at > 0) return span.begin + static_cast<uint32_t>(at);
    }
    uint32_t cut = span.begin + kLongestSentence;
    const Text& text = layout_.text;
    while (text.note_span({cut - 1, cut}).end > text.note_span({cut, cut}).begin) --cut;
    return cut;
  }

  const Layout& layout_;
  const Wrapping& wrapping_;
  const Stops stops_;
  const std::vector<Head>& heads_;
  const std::vector<ListItem>& items_;
  const std::vector<Start> starts_;
  size_t start_ = 0;
  size_t head_ = 0;
  size_t item_ = 0;
  bool open_ = false;
  uint32_t begin_ = 0;
  uint32_t paragraph_ = 0;
  bool new_paragraph_ = false;
  std::vector<Sentence> sentences_;
};

}  // namespace

std::vector<Sentence> find_sentences(const Layout& layout, const Wrapping& wrapping,
                                     const Marks& marks, const std::vector<Head>& heads,
                                     const std::vector<ListItem>& items) {
  return Splitter(layout, wrapping, marks, heads, items).run();
}

}  // namespace evident
