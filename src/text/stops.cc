#include "text/stops.h"

#include <algorithm>

#include "text/abbreviations.h"
#include "text/ascii.h"
#include "text/function_words.h"
#include "text/marks.h"

namespace evident {
namespace {

constexpr std::string_view kStopMarks = ".?!";
constexpr std::string_view kClosers = ")]}\"'";
constexpr std::string_view kOpeningMarks = "([{\"";

bool all_digits(std::string_view word) { return std::ranges::all_of(word, is_digit); }
bool all_letters(std::string_view word) { return std::ranges::all_of(word, is_letter); }

bool has_vowel(std::string_view word) {
  return word.find_first_of("aeiouy") != std::string_view::npos;
}

// The last part of an address or file name.
bool ends_address(std::string_view word) {
  constexpr std::string_view kEndings[] = {"com", "doc", "docx", "edu", "gov", "htm", "html",
                                           "jpg", "net", "org",  "pdf", "txt", "xls", "xml"};
  return std::ranges::find(kEndings, word) != std::end(kEndings);
}

}  // namespace

uint32_t Stops::end_at(uint32_t begin, uint32_t at) const {
  if (at > begin && is_one_of(layout_.at(at - 1), kStopMarks)) return 0;  // judged as a run
  uint32_t last = at;
  while (is_one_of(layout_.at(last + 1), kStopMarks)) ++last;
  uint32_t end = last + 1;
  while (is_one_of(layout_.at(end), kClosers)) ++end;
  if (!is_word(layout_.at(end))) {
    end = after_signs(end);
    if (end == 0 || is_word(layout_.at(end))) return end;
  }
  const char next = layout_.at(end);
  const bool apart = is_space(next) || is_one_of(next, kOpeningMarks);
  const int answers = answers_behind(end);
  if (answers > 1 || (answers > 0 && last > at + 1)) return 0;
  if (layout_.at(at) != '.') {
    // " ? herniation" is a doubt, not a question.
    const char before = layout_.at(at - 1);
    const bool doubt = at == begin || is_space(before) || is_one_of(before, kOpeningMarks);
    if (apart) return doubt && !follower(end).nothing ? 0 : end;
    return layout_.text.capital_at(end) && !doubt ? end : 0;
  }
  if (last > at) return follower(end).small ? 0 : end;
  if (apart) return spaced(begin, at, end) ? end : 0;
  return glued(begin, at) ? end : 0;
}

// "Back pain?   Y  (N)", "Back pain ..... N": how many answers of a form the rest of the line is.
int Stops::answers_behind(uint32_t end) const {
  int answers = 0;
  for (uint32_t at = end;; ++answers) {
    while (is_one_of(layout_.at(at), " \t()")) ++at;
    if (layout_.at(at) == '\n') return answers;
    const std::string_view word = word_at(layout_.norm, at, at + 8);
    if (!is_answer(word)) return 0;
    at += static_cast<uint32_t>(word.size());
  }
}

// Past signs that cling to the stop ("./// L5"); 0 when they carry the sentence on ("etc., ").
uint32_t Stops::after_signs(uint32_t end) const {
  constexpr uint32_t kMost = 8;
  const char next = layout_.at(end);
  if (is_space(next) || is_one_of(next, kOpeningMarks)) return end;
  if (is_one_of(next, ",;:")) {
    // ".,She": a comma where a line break was.
    return is_word(layout_.at(end + 1)) && layout_.text.capital_at(end + 1) ? end + 1 : 0;
  }
  uint32_t at = end;
  while (at < end + kMost && !is_space(layout_.at(at)) && !is_word(layout_.at(at))) ++at;
  return is_space(layout_.at(at)) ? at : 0;
}

Stops::Follower Stops::follower(uint32_t end) const {
  Follower next;
  uint32_t at = end;
  int line_ends = 0;
  for (; at < layout_.norm.size() && is_space(layout_.at(at)); ++at) {
    if (layout_.at(at) == '\n' && ++line_ends == 2) return next;
  }
  if (at >= layout_.norm.size()) return next;
  next.nothing = false;
  next.on_next_line = line_ends > 0;
  next.digit = is_digit(layout_.at(at));
  const bool letter = is_lower(layout_.at(at));
  const bool capital = letter && layout_.text.capital_at(at);
  next.capital = capital && !layout_.shouting;
  next.small = letter && !capital;
  next.word = word_at(layout_.norm, at, at + 12);
  const bool initial = next.word.size() == 1 && layout_.at(at + 1) == '.';
  if (initial) next.word = {};  // "A. Smith" is not the article
  return next;
}

// Letters, digits and full stops right before `at`: "p.o", "l5", "smith".
std::string_view Stops::chunk_before(uint32_t begin, uint32_t at) const {
  constexpr uint32_t kFarthest = 24;
  uint32_t from = at;
  while (from > begin && at - from < kFarthest &&
         (is_word(layout_.at(from - 1)) || layout_.at(from - 1) == '.')) {
    --from;
  }
  return layout_.norm.substr(from, at - from);
}

bool Stops::spaced(uint32_t begin, uint32_t at, uint32_t end) const {
  const std::string_view word = chunk_before(begin, at);
  const Follower next = follower(end);
  if (next.nothing || word.empty()) return true;
  const bool first = at - word.size() == begin;
  if (first && counter_end(layout_, begin) == at + 1) return false;  // "1. Pain", "IV. Plan"
  if (all_digits(word)) return true;
  const char before = first ? ' ' : layout_.at(at - static_cast<uint32_t>(word.size()) - 1);
  if (word.size() == 1 && is_letter(word[0]) && is_one_of(before, " (.\n")) {
    return after_letter(begin, at, next);
  }
  const Abbreviation kind = abbreviation(word);
  if (kind != Abbreviation::none && (first || layout_.at(at + 1) != ')')) {
    if (first && kind != Abbreviation::counts) return false;  // "Pt. C/o pain"
    return after_abbreviation(at, word, next);
  }
  const bool enclosed = end > at + 1;  // "(since 2019.) and"
  return !next.small || (!enclosed && after_word(at, word, next));
}

// A small letter follows: does the word look cut short? "6h. as needed" "1cm. deep"
bool Stops::after_word(uint32_t at, std::string_view word, const Follower& next) const {
  constexpr size_t kShort = 3;
  if (layout_.lower || next.on_next_line || is_subject(next.word)) return true;
  if (layout_.text.capital_at(at - 1)) return true;  // "no MI. denies"
  const size_t last = word.rfind('.') + 1;           // of "q.6h"; 0 when there is none
  const size_t letters = std::min(word.find_first_not_of("0123456789", last), word.size());
  const std::string_view unit = word.substr(letters);
  return unit.empty() || unit.size() > kShort || !all_letters(unit) || has_vowel(unit);
}

// "John J. Smith", "E. coli", "q. day" go on; "hepatitis C. The liver" ends.
bool Stops::after_letter(uint32_t begin, uint32_t at, const Follower& next) const {
  if (opens_sentence(next.word) && !next.small) return true;
  if (is_subject(next.word) || (next.capital && next.on_next_line)) return true;
  if (next.small || !layout_.text.capital_at(at - 1)) return false;
  uint32_t before = at - 1;
  while (before > begin && is_one_of(layout_.at(before - 1), " .")) --before;
  const std::string_view name = word_before(layout_.norm, begin, before);
  return !name.empty() && !layout_.shouting &&
         !layout_.text.capital_at(before - static_cast<uint32_t>(name.size()));
}

bool Stops::after_abbreviation(uint32_t at, std::string_view word, const Follower& next) const {
  const bool opener = next.capital && opens_sentence(next.word);
  switch (abbreviation(word)) {
    case Abbreviation::counts:
      return !next.digit;
    case Abbreviation::leads: {
      // "history of MS. Denies": letters of a name, not a title.
      const bool capitals =
          word.size() == 2 && layout_.text.capital_at(at - 1) && !layout_.shouting;
      return opener || (capitals && next.capital);
    }
    case Abbreviation::closes:
      if (layout_.lower && next.small) return !carries_on(next.word) && !expects_more(next.word);
      [[fallthrough]];
    default:
      if (layout_.shouting) return opens_sentence(next.word);
      return next.capital || is_subject(next.word) || (!next.small && !next.digit);
  }
}

// "pain.He denies", "pain.he denies", "L4-5.There"; not "2.5", "e.g", "example.com".
bool Stops::glued(uint32_t begin, uint32_t at) const {
  const std::string_view chunk = chunk_before(begin, at);
  const std::string_view before = word_before(layout_.norm, begin, at);
  const std::string_view after = word_at(layout_.norm, at + 1, at + 13);
  if (before.empty() || after.empty() || before.size() != chunk.size()) return false;
  if (at - chunk.size() == begin && all_digits(chunk)) return false;
  if (abbreviation(chunk) != Abbreviation::none || ends_address(after)) return false;
  const char sign = layout_.at(at - static_cast<uint32_t>(chunk.size()) - 1);
  if (sign == '@' || chunk == "www") return false;
  const bool capital = layout_.text.capital_at(at + 1);
  const bool digit = is_digit(before.back());
  if (is_digit(after[0])) return all_letters(before) && before.size() > 3;
  if (capital && !layout_.shouting) return after.size() >= 2 && (digit || before.size() >= 2);
  if (before.size() < (digit ? 2 : 3)) return false;
  return (after.size() >= 3 && all_letters(after)) || is_subject(after);
}

}  // namespace evident
