// Works on positions of utf8: a cut through norm may fall inside a character of the note ("½"
// is "1/2" there), a cut through utf8 between note_spans cannot.
#include "report/note_view.h"

#include <algorithm>

namespace evident {
namespace {

constexpr uint32_t kLongLine = 400;  // bytes; of longer lines only sentences are shown

// A mark in utf8, with the labels of all marks of the same words.
struct Shown {
  Span span;
  Style style;
  std::string label;  // "1,w2"
};

std::vector<Shown> shown_marks(const std::vector<MarkedWords>& merged,
                               const std::vector<Highlight>& highlights) {
  std::vector<Shown> all;
  for (const MarkedWords& words : merged) {
    Shown shown{words.span, words.style, highlights[words.marks.front()].label};
    for (size_t i : words.marks) {
      const std::string& label = highlights[i].label;
      if (("," + shown.label + ",").find("," + label + ",") == std::string::npos)
        shown.label += "," + label;
    }
    all.push_back(std::move(shown));
  }
  return all;
}

size_t line_index(const Text& text, uint32_t position) {
  const auto& lines = text.lines();
  const auto after = std::upper_bound(lines.begin(), lines.end(), position,
                                      [](uint32_t at, Span line) { return at < line.begin; });
  return after == lines.begin() ? 0 : static_cast<size_t>(after - lines.begin()) - 1;
}

// What to show around a mark: its line, or its sentences when the line is long.
Span context_of(const Text& text, Span mark) {
  Span context = mark;
  const auto& lines = text.lines();
  const Span first = lines[line_index(text, mark.begin)];
  const Span last = lines[line_index(text, mark.end - 1)];
  const auto widen = [&](Span line, Span sentence) {
    const Span wanted = line.size() <= kLongLine ? line : sentence;
    context.begin = std::min(context.begin, std::max(wanted.begin, line.begin));
    context.end = std::max(context.end, std::min(wanted.end, line.end));
  };
  const auto& sentences = text.sentences();
  const auto sentence = [&](uint32_t at) {
    return sentences.empty() ? mark : sentences[text.sentence_at(at)].span;
  };
  widen(first, sentence(mark.begin));
  widen(last, sentence(mark.end - 1));
  return context;
}

// Stretches of norm to show, in order and disjoint.
std::vector<Span> contexts(const Text& text, const std::vector<Highlight>& marks) {
  std::vector<Span> all;
  for (const Highlight& mark : marks)
    if (!mark.span.empty()) all.push_back(context_of(text, mark.span));
  std::sort(all.begin(), all.end());
  std::vector<Span> joined;
  for (Span span : all) {
    if (!joined.empty() && span.begin <= joined.back().end + 1)
      joined.back().end = std::max(joined.back().end, span.end);
    else
      joined.push_back(span);
  }
  return joined;
}

bool blank(const Text& text, Span span) {
  return text.norm().substr(span.begin, span.size()).find_first_not_of(" \n") ==
         std::string_view::npos;
}

class NoteWriter {
 public:
  NoteWriter(Wrapper& out, const Text& text, const std::vector<Highlight>& highlights, bool color)
      : out_(out), text_(text), color_(color) {
    gutter_ = std::to_string(text.lines().size()).size();
    const std::vector<MarkedWords> merged = merge_highlights(text, highlights);
    marks_ = shown_marks(merged, highlights);
    ends_ = order_of_ends(merged);
  }

  // The part of line `index` that lies in `shown`, a span of norm.
  void line(size_t index, Span shown) {
    const Span line = text_.lines()[index];
    const Span part = {std::max(shown.begin, line.begin), std::min(shown.end, line.end)};
    std::string number = std::to_string(index + 1);
    number.insert(0, gutter_ + 1 - number.size(), ' ');
    out_.begin(number + " │ ", std::string(gutter_ + 1, ' ') + " │ ", Style::dim);
    if (part.begin > line.begin) out_.put("… ", Style::dim);
    if (!part.empty()) words(text_.note_span(part));
    if (part.end < line.end) out_.put(" …", Style::dim);
    out_.end();
  }

  void gap() {
    out_.begin(std::string(gutter_ + 1, ' ') + " …", "", Style::dim);
    out_.end();
  }

 private:
  // Writes utf8 [part), which comes after everything written before.
  void words(Span part) {
    uint32_t at = part.begin;
    while (at < part.end) {
      close_until(at);
      open_until(at);
      uint32_t next = part.end;
      if (opened_ < marks_.size()) next = std::min(next, marks_[opened_].span.begin);
      if (closed_ < ends_.size()) next = std::min(next, marks_[ends_[closed_]].span.end);
      if (next <= at) next = part.end;
      out_.put(visible(std::string_view(text_.utf8()).substr(at, next - at)), style());
      at = next;
    }
    close_until(part.end);
  }

  void open_until(uint32_t at) {
    for (; opened_ < marks_.size() && marks_[opened_].span.begin <= at; ++opened_) {
      open_.push_back(opened_);
      if (!color_) out_.put_whole(marks_[opened_].style == Style::anchor ? "«" : "‹");
    }
  }

  void close_until(uint32_t at) {
    for (; closed_ < ends_.size() && marks_[ends_[closed_]].span.end <= at; ++closed_) {
      const Shown& mark = marks_[ends_[closed_]];
      std::erase(open_, ends_[closed_]);
      if (!color_) out_.put_whole(mark.style == Style::anchor ? "»" : "›");
      out_.put_whole("[" + mark.label + "]", Style::dim);
    }
  }

  Style style() const {
    if (open_.empty()) return Style::plain;
    Style best = marks_[open_.front()].style;
    for (size_t i : open_)
      if (stronger(marks_[i].style, best)) best = marks_[i].style;
    return best;
  }

  Wrapper& out_;
  const Text& text_;
  std::vector<Shown> marks_;  // by begin
  std::vector<size_t> ends_;  // the same by end
  std::vector<size_t> open_;  // begun and not ended
  size_t opened_ = 0, closed_ = 0;
  bool color_;
  size_t gutter_ = 1;
};

}  // namespace

size_t line_number(const Text& text, uint32_t position) { return line_index(text, position) + 1; }

void write_note(Wrapper& out, const Text& text, const std::vector<Highlight>& marks, bool whole,
                bool color) {
  if (text.lines().empty()) return;
  std::vector<Span> shown = contexts(text, marks);
  const auto end = static_cast<uint32_t>(text.norm().size());
  if (whole) shown = {{0, end}};
  NoteWriter writer(out, text, marks, color);
  size_t next = 0;  // first line not yet written
  for (Span span : shown) {
    const size_t first = line_index(text, span.begin);
    const size_t last = line_index(text, span.empty() ? span.begin : span.end - 1);
    if (first > next && !blank(text, {text.lines()[next].begin, span.begin})) writer.gap();
    for (size_t line = first; line <= last; ++line) writer.line(line, span);
    next = last + 1;
  }
  if (next < text.lines().size() && !blank(text, {text.lines()[next].begin, end})) writer.gap();
}

}  // namespace evident
