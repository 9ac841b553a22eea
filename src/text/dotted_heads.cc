#include "text/dotted_heads.h"

#include <algorithm>

#include "text/abbreviations.h"
#include "text/ascii.h"
#include "text/head_case.h"

namespace evident {
namespace {

constexpr size_t kHabit = 2;  // lines
constexpr size_t kHabitOfTitles = 3;
constexpr uint32_t kLongest = 28;  // bytes
constexpr int kFewestLetters = 2;  // "A." counts a list
constexpr int kMostBlanks = 2;     // between words

uint32_t past_blanks(const Layout& layout, uint32_t at) {
  while (is_blank(layout.at(at))) ++at;
  return at;
}

// The period or wide gap that ends the first words of the line, or its end; no gap before the
// box of a form.
uint32_t end_of_words(const Layout& layout, const Line& line) {
  const uint32_t limit = std::min(line.body.end, line.body.begin + kLongest);
  int blanks = 0;
  for (uint32_t at = line.body.begin; at < limit; ++at) {
    const char c = layout.at(at);
    if (c == '.') return is_space(layout.at(at + 1)) ? at : line.body.end;
    if (c == '\t' || (c == ' ' && is_blank(layout.at(at + 1))))
      return line.row || !is_word(layout.at(past_blanks(layout, at))) ? line.body.end : at;
    blanks += is_blank(c) ? 1 : 0;
    if (blanks > kMostBlanks || !(is_letter(c) || is_one_of(c, " &/"))) break;
  }
  return line.body.end;
}

// "Assessment. Flare of fibromyalgia", "Exam   Well appearing": a capital, at the start of a
// paragraph or before a gap, and no title of a person.
bool opens_prose(const Layout& layout, size_t number, Span words) {
  const bool apart = layout.at(words.end) != '.' || layout.previous_in_block(number) == nullptr;
  return apart && layout.text.capital_at(words.begin) &&
         abbreviation(layout.slice(words)) == Abbreviation::none;
}

// "A/P  Lumbar strain" needs no habit, "A/P  and lateral films" is no head.
bool has_slash(const Layout& layout, const DottedHead& head) {
  const uint32_t next = past_blanks(layout, head.words.end);
  return layout.slice(head.words).find('/') != std::string::npos && next > head.words.end &&
         (layout.text.capital_at(next) || is_digit(layout.at(next)));
}

}  // namespace

std::vector<DottedHead> dotted_heads(const Layout& layout) {
  std::vector<DottedHead> heads, titles, alone;  // alone: on lines that the period ends
  if (layout.shouting) return heads;
  for (uint32_t number = 0; number < layout.lines.size(); ++number) {
    const Line& line = layout.lines[number];
    if (!line.speaks() || line.running || !line.mark.empty()) continue;
    const uint32_t end = end_of_words(layout, line);
    if (end == line.body.end) continue;
    const Span words = {line.body.begin, end};
    const HeadCase shape = head_case(layout.text, words);
    if (shape.letters < kFewestLetters) continue;
    if (shape.capitals) heads.push_back({number, words});
    if (shape.capitals || !opens_prose(layout, number, words)) continue;
    if (end + 2 < line.body.end) titles.push_back({number, words});
    if (end + 1 == line.body.end) alone.push_back({number, words});
  }
  if (heads.size() < kHabit)
    std::erase_if(heads, [&](const DottedHead& head) { return !has_slash(layout, head); });
  if (titles.size() < kHabit || titles.size() + alone.size() < kHabitOfTitles) return heads;
  heads.insert(heads.end(), titles.begin(), titles.end());
  heads.insert(heads.end(), alone.begin(), alone.end());
  std::ranges::sort(heads, {}, &DottedHead::line);
  return heads;
}

}  // namespace evident
