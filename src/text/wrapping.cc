#include "text/wrapping.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/function_words.h"

namespace evident {
namespace {

constexpr uint32_t kNarrowest = 40;  // columns of a wrapped note
constexpr uint32_t kWidest = 200;
constexpr uint32_t kUsual = 70;  // no narrower wrap is seen in single long lines
constexpr uint32_t kProse = 45;  // a line at least as long can be part of a broken sentence
constexpr size_t kFewestBreaks = 3;

uint32_t first_word(const Layout& layout, const Line& line) {
  const std::string_view body = layout.slice(line.body);
  return static_cast<uint32_t>(std::min(body.find_first_of(" \t"), body.size()));
}

// A full stop inside the line with text after it: the writer ends sentences.
bool stops_inside(std::string_view body) {
  for (size_t at = body.find(". "); at != body.npos; at = body.find(". ", at + 1)) {
    if (at > 2 && !is_digit(body[at - 1])) return true;
  }
  return false;
}

}  // namespace

Wrapping::Wrapping(const Layout& layout) : layout_(layout) { measure(); }

void Wrapping::measure() {
  std::vector<uint32_t> widths;
  std::vector<size_t> breaks;
  size_t unfinished = 0, stopped = 0;
  for (size_t i = 0; i < layout_.lines.size(); ++i) {
    const Line& line = layout_.lines[i];
    const Line* next = layout_.next_in_block(i);
    if (!line.speaks() || line.row || next == nullptr || next->row || !next->mark.empty()) continue;
    breaks.push_back(i);
    widths.push_back(line.width());
    unfinished += !is_one_of(layout_.at(line.body.end - 1), ".?!:,;");
    stopped += stops_inside(layout_.slice(line.body));
  }
  if (breaks.empty()) return;
  const auto wide = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() * 9 / 10);
  std::ranges::nth_element(widths, wide);
  const uint32_t width = *wide;
  longest_ = *std::ranges::max_element(widths);
  const auto full = static_cast<size_t>(std::ranges::count_if(breaks, [&](size_t i) {
    const Line& next = layout_.lines[i + 1];
    return layout_.lines[i].width() + 1 + first_word(layout_, next) > width;
  }));
  if (breaks.size() >= kFewestBreaks && width >= kNarrowest && width <= kWidest &&
      full * 2 >= breaks.size()) {
    width_ = width;
  }
  prose_ = stopped * 5 > breaks.size();
  statements_ = width_ == 0 && unfinished * 10 >= breaks.size() * 6 && !prose_;
}

bool Wrapping::fits(const Line& line, const Line& next, uint32_t width) const {
  return line.width() + 1 + first_word(layout_, next) <= width;
}

bool Wrapping::begins_small(const Line& line) const {
  return is_lower(layout_.at(line.body.begin)) && !layout_.text.capital_at(line.body.begin);
}

bool Wrapping::goes_on(size_t index) const {
  const Line& line = layout_.lines[index];
  const Line& next = layout_.lines[index + 1];
  if (line.row || next.row) return false;
  const char last = layout_.at(line.body.end - 1);
  if (is_one_of(last, ",/(&.")) return true;
  if (last == '-' && is_letter(layout_.at(line.body.end - 2))) return true;
  const bool small = begins_small(next);
  const std::string_view word = word_at(layout_.norm, next.body.begin, next.body.end);
  const std::string_view end_word = word_before(layout_.norm, line.body.begin, line.body.end);
  if (expects_more(end_word) || (small && tells_part(end_word))) return true;
  if (small && (carries_on(word) || (!line.mark.empty() && next.indent > line.indent))) return true;
  const bool telling = small && !layout_.lower && last != ':';
  if (statements_) return telling && longest_ >= kUsual && !fits(line, next, longest_);
  if (width_ > 0 && !fits(line, next, width_)) return true;
  if (!telling) return false;
  if (width_ > 0) return line.width() * 2 >= width_;
  return prose_ || line.width() >= kProse;
}

bool Wrapping::continues(size_t index) const {
  const Line& line = layout_.lines[index];
  const Line* before = layout_.previous_in_block(index);
  if (before == nullptr || width_ == 0 || !line.mark.empty() || !begins_small(line)) return false;
  return !is_one_of(layout_.at(before->body.end - 1), ".?!:;") && !fits(*before, line, width_);
}

}  // namespace evident
