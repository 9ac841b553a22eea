#include "text/heads.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/dotted_heads.h"
#include "text/function_words.h"
#include "text/head_words.h"
#include "text/inline_heads.h"
#include "text/soap_lines.h"
#include "text/statement.h"

namespace evident {
namespace {

constexpr int kMostWords = 8;
constexpr int kMostWordsCapitals = 12;
constexpr int kMostWordsAlone = 6;
constexpr int kMostWordsDash = 5;
constexpr int kRealWord = 3;  // letters

class HeadFinder {
 public:
  HeadFinder(const Layout& layout, const Wrapping& wrapping)
      : layout_(layout),
        wrapping_(wrapping),
        words_(layout),
        inline_(layout, wrapping),
        soap_(soap_lines(layout)),
        dotted_(dotted_heads(layout)) {}

  std::vector<Head> run() {
    for (line_ = 0; line_ < layout_.lines.size(); ++line_) {
      const Line& line = layout_.lines[line_];
      if (!line.speaks() || line.running || layout_.at(line.body.begin) == '|') continue;
      const bool inside = wrapping_.continues(line_);
      const bool head =
          soap_head(line) || inside || dotted_head(line) || colon_head(line) || dash_head(line);
      if (!head) alone_head(line);
      inline_.find(line_, heads_);
    }
    drop_last_lines();
    return std::move(heads_);
  }

 private:
  // "A  Cervicalgia", "A) Cervicalgia": letters of a SOAP note.
  bool soap_head(const Line& line) {
    if (!std::ranges::binary_search(soap_, line_)) return false;
    const Span words = {line.body.begin, line.body.begin + 1};
    const uint32_t end = words_.skip(words.end, line.body.end, ")/.>");
    add(line, words, end, words_.shape(words), true);
    return true;
  }

  // "HPI. 37 y.o. female", "DX."
  bool dotted_head(const Line& line) {
    const auto found = std::ranges::lower_bound(dotted_, line_, {}, &DottedHead::line);
    if (found == dotted_.end() || found->line != line_) return false;
    add(line, found->words, found->words.end + 1, words_.shape(found->words), true);
    heads_.back().dotted = true;
    return true;
  }

  bool colon_head(const Line& line) {
    const uint32_t begin = words_.begin_of(line);
    const uint32_t colon = words_.colon_after(begin, line.body.end);
    if (colon == line.body.end) return false;
    const Span words = words_.framed({begin, colon});
    const HeadCase shape = words_.shape(words);
    const int count = words_.count(words);
    const bool strong = shape.capitals || shape.title;
    const int most = shape.capitals && !layout_.shouting ? kMostWordsCapitals : kMostWords;
    if (shape.letters == 0 || count < 1 || count > (strong ? most : kMostWords - 1)) return false;
    if (!words_.sets_off(colon, strong || count <= 2)) return false;
    if ((!shape.capitals || layout_.shouting) && !words_.name_something(words)) return false;
    if (inline_.runs_into_capitals(words)) return false;
    add(line, words, colon + 1, shape, true);
    return true;
  }

  // "NECK - supple", "Impression - strain", "S - pain": a dash before a blank.
  bool dash_head(const Line& line) {
    const uint32_t begin = words_.begin_of(line);
    const uint32_t limit = std::min(line.body.end, begin + kLongestHead);
    if (begin >= limit || layout_.slice({begin, limit}).find('-') == std::string_view::npos) {
      return false;
    }
    uint32_t dash = begin + 1;
    while (dash < limit && !parting_dash(dash) && words_.holds(dash, limit)) ++dash;
    if (dash >= limit || !parting_dash(dash)) return false;
    const Span words = words_.framed({begin, dash});
    const HeadCase shape = words_.shape(words);
    const int count = words_.count(words);
    if (layout_.shouting || count < 1 || count > kMostWordsDash ||
        states_something(layout_.text, words) ||
        !(is_blank(layout_.at(dash - 1)) ? dashed(line, words, shape)
                                         : tightly_dashed(dash, shape))) {
      return false;
    }
    add(line, words, words_.skip(dash, line.body.end, "-"), shape, true);
    return true;
  }

  bool parting_dash(uint32_t at) const {
    if (layout_.at(at) != '-' || layout_.at(at - 1) == '-') return false;
    return is_space(layout_.at(words_.skip(at, at + 3, "-")));
  }

  bool dashed(const Line& line, Span words, const HeadCase& shape) const {
    if (shape.capitals) return shape.letters > 1 || words.size() == 1 || words_.has_digit(words);
    const bool open = layout_.previous_in_block(line_) != nullptr && line.mark.empty() &&
                      wrapping_.goes_on(line_ - 1);
    return shape.title && shape.longest_word >= kRealWord && !open && words_.name_something(words);
  }

  // "IMPRESSION- strain", "Hemoglobin- 8.2"; but "Follow- up", "L5- S1".
  bool tightly_dashed(uint32_t dash, const HeadCase& shape) const {
    if (shape.longest_word <= kRealWord || is_digit(layout_.at(dash - 1))) return false;
    const uint32_t next = words_.skip(dash, dash + kLongestHead, "- ");
    return shape.capitals || (shape.title && is_digit(layout_.at(next)));
  }

  void alone_head(const Line& line) {
    if (line.row || line.body.size() > kLongestHead || ends_statement(line)) return;
    const Span words = words_.framed({words_.begin_of(line), line.body.end});
    HeadCase shape = words_.shape(words);
    const int count = words_.count(words);
    if (shape.letters < 2 || count < 1 || count > kMostWords || !names(words)) return;
    if (drawn(line) || alone_in_capitals(line, words, shape, count) ||
        alone_in_title(line, shape, count)) {
      add(line, words, line.body.end, shape, false);
    } else if (alone_by_place(line, words, shape, count)) {
      shape.capitals = shape.title = false;
      add(line, words, line.body.end, shape, false);
    }
  }

  bool ends_statement(const Line& line) const {
    return is_one_of(layout_.at(line.body.end - 1), ".,;?!");
  }

  // Head words only: no number at the end, no statement.
  bool names(Span words) const {
    const char last = layout_.at(words.end - 1);
    if (!is_word(last) && last != ')') return false;
    const size_t remark = layout_.slice(words).find(" (");
    if (remark != std::string_view::npos &&
        ends_in_number({words.begin, words.begin + static_cast<uint32_t>(remark)})) {
      return false;
    }
    return !ends_in_number(words) && words_.all_words(words) &&
           !states_something(layout_.text, words);
  }

  bool ends_in_number(Span words) const {
    const std::string_view word = word_before(layout_.norm, words.begin, words.end);
    return !word.empty() && std::ranges::all_of(word, is_digit);
  }

  // Underlined, marked up as a heading or framed by signs on both sides.
  bool drawn(const Line& line) const {
    const char first = layout_.at(line.body.begin), last = layout_.at(line.body.end - 1);
    if (line_ + 1 < layout_.lines.size() && layout_.lines[line_ + 1].ruler && line.mark.empty()) {
      const Line& ruler = layout_.lines[line_ + 1];
      if (is_one_of(layout_.at(ruler.body.begin), "-=~")) return true;
    }
    if (first == '#' && line.mark.empty()) return true;
    return is_one_of(first, "*=-[<~") && is_one_of(last, "*=-]>~") && line.body.size() > 4;
  }

  bool alone_in_capitals(const Line& line, Span words, const HeadCase& shape, int count) const {
    if (!shape.capitals) return false;
    const bool digits = words_.has_digit(words);
    if (shape.longest_word < kRealWord && (count > 3 || digits)) return false;
    if (!line.mark.empty() && in_list(line)) return false;
    if (!layout_.shouting || (count <= kMostWordsAlone && beside_blank(line))) return true;
    const Line* before = layout_.previous_in_block(line_);
    const bool opener = opens_sentence(word_at(layout_.norm, words.begin, words.end));
    return count <= 2 && !opener && shape.longest_word > kRealWord && line.mark.empty() &&
           (before == nullptr || is_one_of(layout_.at(before->body.end - 1), ".?!"));
  }

  bool alone_in_title(const Line& line, const HeadCase& shape, int count) const {
    return shape.title && count <= kMostWordsAlone && line.mark.empty() && beside_blank(line);
  }

  // By its place alone, after a blank line or what does not go on in it, and for a reader who
  // knows the name.
  bool alone_by_place(const Line& line, Span words, const HeadCase& shape, int count) const {
    if (!(shape.first_capital || layout_.lower) || count >= kMostWordsAlone) return false;
    const std::string_view first = word_at(layout_.norm, words.begin, words.end);
    const char behind = layout_.at(words.begin + static_cast<uint32_t>(first.size()));
    if (opens_sentence(first) && is_space(behind)) return false;  // but "a/p"
    if (const Line* before = layout_.previous_in_block(line_)) {
      const bool finished = is_one_of(layout_.at(before->body.end - 1), ".?!:;");
      if (layout_.next_in_block(line_) == nullptr) return false;
      if (!finished && wrapping_.goes_on(line_ - 1)) return false;
    }
    return line.mark.empty() && !goes_on() && !words_.has_digit(words) &&
           layout_.slice(words).find(" - ") == std::string_view::npos;
  }

  // Lines alone at the foot of the note open nothing: "JOHN DOE MD" over "SPINE CENTER". Those that
  // are counted or marked stay: "F. PLAN".
  void drop_last_lines() {
    size_t end = layout_.lines.size();
    size_t kept = heads_.size();
    while (end > 0) {
      const Line& line = layout_.lines[end - 1];
      if (line.speaks()) {
        if (kept == 0 || heads_[kept - 1].line != end - 1) break;
        const Head& head = heads_[kept - 1];
        if (!head.alone || head.colon || head.words.begin != line.body.begin) break;
        --kept;
      }
      --end;
    }
    if (end > 0) heads_.erase(heads_.begin() + static_cast<std::ptrdiff_t>(kept), heads_.end());
  }

  // A blank line before, or one after a line that ends here and not in mid-sentence.
  bool beside_blank(const Line& line) const {
    const Line* before = layout_.previous_in_block(line_);
    if (before == nullptr) return !goes_on();
    if (layout_.next_in_block(line_) != nullptr) return false;
    if (before->content().empty()) return false;  // the mark of this line
    const char last = layout_.at(before->body.end - 1);
    return is_one_of(last, ".:?!") || before->width() * 2 < line.width() * 3;
  }

  // The next line continues this one.
  bool goes_on() const {
    const Line* next = layout_.next_in_block(line_);
    return next != nullptr && next->mark.empty() && wrapping_.goes_on(line_);
  }

  // The lines around have marks as well.
  bool in_list(const Line& line) const {
    const Line* before = layout_.previous_in_block(line_);
    const Line* after = layout_.next_in_block(line_);
    if (after == nullptr) return before != nullptr || line.mark.size() == 1;
    return !after->mark.empty() && after->indent <= line.indent;
  }

  void add(const Line& line, Span words, uint32_t end, const HeadCase& shape, bool colon) {
    heads_.push_back({.words = words,
                      .whole = {line.body.begin, end},
                      .line = line_,
                      .line_start = true,
                      .alone = words_.skip(end, line.body.end, " \t*,:") == line.body.end,
                      .colon = colon,
                      .capitals = shape.capitals,
                      .title = shape.title});
  }

  const Layout& layout_;
  const Wrapping& wrapping_;
  const HeadWords words_;
  const InlineHeads inline_;
  const std::vector<uint32_t> soap_;
  const std::vector<DottedHead> dotted_;
  uint32_t line_ = 0;
  std::vector<Head> heads_;
};

}  // namespace

std::vector<Head> find_heads(const Layout& layout, const Wrapping& wrapping) {
  return HeadFinder(layout, wrapping).run();
}

}  // namespace evident
