#include "text/inline_heads.h"

#include <algorithm>

#include "text/abbreviations.h"
#include "text/ascii.h"
#include "text/function_words.h"

namespace evident {
namespace {

constexpr int kMostHeadWords = 5;
constexpr int kMostSmallWords = 3;  // of a head that does not begin with a capital

}  // namespace

void InlineHeads::find(uint32_t number, std::vector<Head>& heads) const {
  const Line& line = layout_.lines[number];
  uint32_t from = line.body.begin;
  bool labelled = false;
  const bool inside = wrapping_.continues(number);  // its first words end a sentence
  if (!heads.empty() && heads.back().line == number) {
    from = heads.back().whole.end;
    labelled = heads.back().colon;
  }
  const std::string_view until_end = layout_.norm.substr(0, line.body.end);
  for (size_t at = until_end.find(':', from); at != until_end.npos;
       at = until_end.find(':', at + 1)) {
    const auto colon = static_cast<uint32_t>(at);
    const Span words = words_before(from, colon, labelled);
    if (words.empty() || (words.begin == line.body.begin && inside)) continue;
    from = colon + 1;
    labelled = true;
    const HeadCase shape = words_.shape(words);
    heads.push_back({.words = words,
                     .whole = {words.begin, from},
                     .line = number,
                     .line_start = false,
                     .colon = true,
                     .capitals = shape.capitals,
                     .title = shape.title});
  }
}

// The words before `colon` that name something, or an empty span. `labelled`: what stands from
// `from` on is the value of a label.
Span InlineHeads::words_before(uint32_t from, uint32_t colon, bool labelled) const {
  const uint32_t end = trimmed_end(from, colon);
  for (const bool comma : {false, true}) {
    if (comma && !labelled) continue;
    const Span words = after_bound(from, end, comma);
    if (words.empty()) continue;
    const uint32_t before = trimmed_end(from, words.begin);
    if (comma && layout_.at(before - 1) != ',') continue;
    const bool value = labelled && (comma ? in_list_of_values(from, words.begin) : before == from);
    if (const Span label = past_answer(words); value && !comma && label.begin > words.begin) {
      if (acceptable(label, false, colon)) return label;
    }
    if (acceptable(words, value, colon) && !runs_into_capitals(words, value)) return words;
  }
  const Span capitals = capitals_before(from, end);
  if (!capitals.empty() && words_.sets_off(colon, true)) return capitals;
  return labelled ? after_value(from, end, colon) : Span{};
}

// "No Numbness" behind a label: its answer, and the next label.
Span InlineHeads::past_answer(Span words) const {
  const std::string_view first = word_at(layout_.norm, words.begin, words.end);
  const auto blank = words.begin + static_cast<uint32_t>(first.size());
  if (!is_answer(first) || layout_.at(blank) != ' ') return words;
  return {words_.skip(blank, words.end, " "), words.end};
}

// "never Alcohol", "120/80 Pulse", "back Onset" behind a label: a short value in small letters or
// digits, and then the next label, which begins with capitals.
Span InlineHeads::after_value(uint32_t from, uint32_t end, uint32_t colon) const {
  constexpr uint32_t kLongestValue = 40;
  Span words{end, end};
  uint32_t index = text_.token_at(end);
  for (int count = 0; index > 0; ++count) {
    const Span token = text_.tokens()[--index];
    if (token.begin < from || count > kMostHeadWords || !one_gap({token.end, words.begin}))
      return {};
    if (!text_.capital_at(token.begin)) break;
    words.begin = token.begin;
  }
  if (words.empty() || words.begin > from + kLongestValue || words_.has_digit(words)) return {};
  if (layout_.at(words.begin - 1) != ' ') return {};
  const std::string_view value = word_before(layout_.norm, from, words.begin - 1);
  if (value.empty() || expects_more(value) || carries_on(value)) return {};
  const bool label = words_.shape(words).longest_word > 1;  // "BP: 120/80 P: 72" is no plan
  return label && words_.sets_off(colon, false) && words_.name_something(words) ? words : Span{};
}

// The words that stand after something that ends: a sentence, a wide gap, a label's colon, with
// `comma` the value of a label ("back pain: no, numbness: yes").
Span InlineHeads::after_bound(uint32_t from, uint32_t end, bool comma) const {
  uint32_t begin = end;
  int depth = 0;
  while (begin > from && end - begin < kLongestHead) {
    const char c = layout_.at(begin - 1);
    if (c == ')' && depth == 0 && begin < end && closes_count(from, begin)) break;
    if (c == ')') ++depth;
    if (c == '(' && --depth < 0) return {};
    if (depth == 0 && c != '(' && ends_here(from, begin, comma)) break;
    --begin;
  }
  if (begin > from && layout_.at(begin - 1) == ':') return {};  // a colon that made no head
  return {words_.skip(begin, end, " \t.,;:?!/*)\"'-"), depth == 0 ? end : begin};
}

// Does something end right before `begin`?
bool InlineHeads::ends_here(uint32_t from, uint32_t begin, bool comma) const {
  const char last = layout_.at(begin - 1), before = layout_.at(begin - 2);
  const char next = layout_.at(begin);
  switch (last) {
    case ';':
    case '!':
    case ':':
    case '\t':
      return true;
    case '?':
      return is_space(next);
    case '.':
      return (!is_word(next) || text_.capital_at(begin)) && !shortens(from, begin - 1);
    case ',':
      return is_blank(next) ? comma : text_.capital_at(begin);
    case ' ':
      return before == ' ';
    default:
      return !is_word(last) && !is_one_of(last, "&/-'(),+%#*");
  }
}

// "2)" right before `end` and a capital behind it: an item of a list begins.
bool InlineHeads::closes_count(uint32_t from, uint32_t end) const {
  if (!is_blank(layout_.at(end)) || !text_.capital_at(end + 1)) return false;
  const std::string_view count = word_before(layout_.norm, from, end - 1);
  if (count.empty() || count.size() > 2 || !std::ranges::all_of(count, is_digit)) return false;
  const auto begin = end - 1 - static_cast<uint32_t>(count.size());
  return begin == from || is_one_of(layout_.at(begin - 1), " \t(,;.");
}

// A full stop after a title or an initial: "Dr. Smith:", "J. Smith:"; but "grade I. Chest:".
bool InlineHeads::shortens(uint32_t from, uint32_t stop) const {
  const std::string_view word = word_before(layout_.norm, from, stop);
  if (abbreviation(word) == Abbreviation::leads) return true;
  if (word.size() != 1 || !is_letter(word[0])) return false;
  const uint32_t before = trimmed_end(from, stop - 1);
  return !takes_number(word_before(layout_.norm, from, before));
}

// Do these words look like a head? `value`: they may be the value of a label before.
bool InlineHeads::acceptable(Span words, bool value, uint32_t colon) const {
  const int count = words_.count(words);
  const HeadCase shape = words_.shape(words);
  if (count < 1 || count > kMostHeadWords || shape.letters == 0) return false;
  if (!words_.sets_off(colon, shape.capitals && shape.letters > 1)) return false;
  if (shape.letters == 1) return shape.capitals && words.size() == 1;
  if (is_digit(layout_.at(words.begin)) || !words_.name_something(words)) return false;
  const std::string_view first = word_at(layout_.norm, words.begin, words.end);
  if (carries_on(first)) return false;
  if (expects_more(word_before(layout_.norm, words.begin, words.end))) return false;
  if (value && layout_.slice(words).find(',') != std::string_view::npos) return false;
  // Where all letters are small, a value may be a label as well ("exam: vital signs: ...").
  const bool label = !value || (layout_.lower && !opens_sentence(first));
  return shape.first_capital || (label && count <= kMostSmallWords);
}

bool InlineHeads::runs_into_capitals(Span words, bool value) const {
  constexpr int kLongWord = 4;
  const Span capitals = capitals_before(words.begin, words.end);
  if (capitals.empty() || words_.shape(words).capitals) return false;
  return words_.shape(capitals).longest_word >= kLongWord &&
         words_.count({words.begin, capitals.begin}) >= (value ? 1 : 2);
}

// Words in capitals right before `end`, whatever stands before them.
Span InlineHeads::capitals_before(uint32_t from, uint32_t end) const {
  if (layout_.shouting || !text_.capital_at(end - 1)) return {};
  Span words{end, end};
  uint32_t index = text_.token_at(end);
  for (int count = 0; index > 0 && count < kMostHeadWords; ++count) {
    const Span token = text_.tokens()[--index];
    if (token.begin < from || !one_gap({token.end, words.begin})) break;
    if (!words_.shape(token).capitals) break;
    words.begin = token.begin;
  }
  if (words_.shape(words).longest_word < 2 || words_.has_digit(words)) return {};
  if (!is_one_of(layout_.at(words.begin - 1), " \t.,;:!?/")) return {};
  // "The LAD: ...", "flow of the LAD: ...", "Dr. ABC: ..."
  const uint32_t before = trimmed_end(from, words.begin);
  if (layout_.at(before - 1) == '.' && before > from && shortens(from, before - 1)) return {};
  return expects_more(word_before(layout_.norm, from, before)) ? Span{} : words;
}

bool InlineHeads::one_gap(Span gap) const {
  constexpr std::string_view kGaps[] = {"", " ", "/", "-", "&", " & ", " / ", " - "};
  return std::ranges::find(kGaps, layout_.slice(gap)) != std::end(kGaps);
}

// More than one comma since the label: "abdomen: bladder, liver, kidney: normal".
bool InlineHeads::in_list_of_values(uint32_t from, uint32_t begin) const {
  constexpr uint32_t kFarthest = 2 * kLongestHead;
  const Span values{begin - from > kFarthest ? begin - kFarthest : from, begin};
  return std::ranges::count(layout_.slice(values), ',') > 1;
}

uint32_t InlineHeads::trimmed_end(uint32_t from, uint32_t end) const {
  while (end > from && is_one_of(layout_.at(end - 1), " \t*")) --end;
  return end;
}

}  // namespace evident
