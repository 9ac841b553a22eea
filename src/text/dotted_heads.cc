#include "text/dotted_heads.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/head_case.h"

namespace evident {
namespace {

constexpr size_t kHabit = 2;       // lines
constexpr uint32_t kLongest = 28;  // bytes
constexpr int kFewestLetters = 2;  // "A." counts a list
constexpr int kMostBlanks = 2;     // between words

// The period that ends the first words of the line, or its end.
uint32_t period_of(const Layout& layout, const Line& line) {
  const uint32_t limit = std::min(line.body.end, line.body.begin + kLongest);
  int blanks = 0;
  for (uint32_t at = line.body.begin; at < limit; ++at) {
    const char c = layout.at(at);
    if (c == '.') return is_space(layout.at(at + 1)) ? at : line.body.end;
    blanks += is_blank(c) ? 1 : 0;
    if (blanks > kMostBlanks || !(is_letter(c) || is_one_of(c, " &/"))) break;
  }
  return line.body.end;
}

}  // namespace

std::vector<DottedHead> dotted_heads(const Layout& layout) {
  std::vector<DottedHead> heads;
  if (layout.shouting) return heads;
  for (uint32_t number = 0; number < layout.lines.size(); ++number) {
    const Line& line = layout.lines[number];
    if (!line.speaks() || line.running || !line.mark.empty()) continue;
    const uint32_t period = period_of(layout, line);
    if (period == line.body.end) continue;
    const Span words = {line.body.begin, period};
    const HeadCase shape = head_case(layout.text, words);
    if (shape.capitals && shape.letters >= kFewestLetters) heads.push_back({number, words});
  }
  if (heads.size() < kHabit) heads.clear();
  return heads;
}

}  // namespace evident
