#include "context/clauses.h"

#include <algorithm>

#include "text/ascii.h"

namespace evident {
namespace {

constexpr uint32_t kShortListEntry = 3;  // words: "chills", "leg weakness", "low back pain"
constexpr int kLongestListBack = 12;     // entries

uint32_t first_from(const std::vector<uint32_t>& positions, uint32_t begin, uint32_t end) {
  const auto at = std::ranges::lower_bound(positions, begin);
  return at == positions.end() ? end : std::min(*at, end);
}

// The last of the positions in [begin, end), or `otherwise`.
uint32_t last_in(const std::vector<uint32_t>& positions, uint32_t begin, uint32_t end,
                 uint32_t otherwise) {
  const auto after = std::ranges::lower_bound(positions, end);
  return after == positions.begin() || after[-1] < begin ? otherwise : after[-1];
}

}  // namespace

bool is_fact(CueMeaning means) {
  return means == CueMeaning::negated || means == CueMeaning::past || means == CueMeaning::possible;
}

Clauses::Clauses(const SentenceView& view) : view_(view) {
  read_signs();
  read_joiners();
  read_cues();
}

void Clauses::read_signs() {
  const std::string_view norm = view_.text->norm();
  for (uint32_t i = view_.span.begin; i < view_.span.end; ++i) {
    switch (norm[i]) {
      case ',':
        commas_.push_back(i);
        break;
      case ':':
        colons_.push_back(i);
        break;
      case '(':
      case ')':
        brackets_.push_back(i);
        break;
      case ';':
      case '|':
        stops_.push_back({i, i + 1});
        break;
      case '.':
        // What looks like an abbreviation may be a full stop: "radiculopathy, L. Ankle jerk
        // absent".
        if (i + 2 < view_.span.end && norm[i + 1] == ' ' && view_.text->capital_at(i + 2))
          sentences_.push_back(i + 2);
        break;
      case '/':
        joins_.push_back(i);
        break;
      case '-':
        if (i > view_.span.begin && norm[i - 1] == ' ' && i + 1 < view_.span.end &&
            norm[i + 1] == ' ')
          dashes_.push_back(i);
        break;
      default:
        break;
    }
  }
}

void Clauses::read_joiners() {
  const std::string_view norm = view_.text->norm();
  const auto& tokens = view_.text->tokens();
  for (size_t i = view_.text->token_at(view_.span.begin); i < tokens.size(); ++i) {
    const Span token = tokens[i];
    if (token.end >= view_.span.end) break;
    if (token.begin == view_.span.begin || token.size() > 3) continue;
    if (!is_space(norm[token.begin - 1]) || !is_space(norm[token.end])) continue;
    const std::string_view word = norm.substr(token.begin, token.size());
    const bool is_or = word == "or" || word == "nor";
    if (is_or) ors_.push_back(token.begin);
    if (is_or || word == "and") joins_.push_back(token.begin);
  }
  std::ranges::sort(joins_);
}

void Clauses::read_cues() {
  fact_ends_ = stops_;
  for (const Mention& cue : view_.cues) {
    const Concept& concept_ = view_.concept_of(cue);
    if (concept_.direction != Direction::forward) continue;
    if (concept_.means == CueMeaning::stop) stops_.push_back(cue.span);
    if (concept_.means == CueMeaning::stop || concept_.means == CueMeaning::affirmed)
      fact_ends_.push_back(cue.span);
    if (is_other_subject(cue)) fact_ends_.push_back(cue.span);
  }
  std::ranges::sort(stops_);
  std::ranges::sort(fact_ends_);
}

// "Denies back pain, father has sciatica": another person behind a comma begins a clause.
bool Clauses::is_other_subject(const Mention& cue) const {
  const CueMeaning means = view_.concept_of(cue).means;
  if (means != CueMeaning::family && means != CueMeaning::other) return false;
  return cue.span.begin >= view_.span.begin + 2 &&
         view_.between(cue.span.begin - 2, cue.span.begin) == ", ";
}

uint32_t Clauses::clause_end(uint32_t begin, CueMeaning means) const {
  if (means == CueMeaning::leading)
    return view_.span.end;  // "Dx: cauda equina syndrome due to HNP"
  const auto& ends = is_fact(means) ? fact_ends_ : stops_;
  const auto at = std::ranges::lower_bound(ends, begin, {}, &Span::begin);
  return at == ends.end() ? view_.span.end : at->begin;
}

uint32_t Clauses::clause_begin(uint32_t end, CueMeaning means) const {
  const auto& ends = is_fact(means) ? fact_ends_ : stops_;
  auto at = std::ranges::lower_bound(ends, end, {}, &Span::begin);
  while (at != ends.begin() && at[-1].end > end) --at;
  return std::max(view_.head_end, at == ends.begin() ? view_.head_end : at[-1].end);
}

uint32_t Clauses::list_end(uint32_t begin, uint32_t end, CueMeaning means) const {
  bool open = means != CueMeaning::negated;
  auto comma = std::ranges::lower_bound(commas_, begin);
  for (; comma != commas_.end() && *comma < end; ++comma, open = true)
    if (!list_goes_on(*comma + 1, end, open)) return *comma;
  return end;
}

// `open`: an "and" behind the comma brings the last entry, however long.
bool Clauses::list_goes_on(uint32_t after, uint32_t end, bool open) const {
  const uint32_t entry_end = first_from(commas_, after, end);
  if (view_.words_between(after, entry_end) <= kShortListEntry) return true;
  return has_or(after, end) || (open && begins_with_and(after, end));
}

bool Clauses::has_or(uint32_t begin, uint32_t end) const {
  const uint32_t at = first_from(ors_, begin, end);
  return at + 3 < end;
}

bool Clauses::begins_with_and(uint32_t begin, uint32_t end) const {
  const uint32_t token = view_.text->token_at(begin);
  if (token >= view_.text->tokens().size()) return false;
  const Span word = view_.text->tokens()[token];
  return word.end <= end && view_.between(word.begin, word.end) == "and";
}

uint32_t Clauses::list_begin(uint32_t begin, uint32_t end) const {
  uint32_t last = after_last_comma(begin, end);
  if (view_.words_between(last, end) == 0) return begin;  // "x, once suspected, was ruled out"
  const uint32_t join = first_from(joins_, last, end);
  if (join >= end) return last;
  const bool leads = view_.words_between(last, join) == 0;  // ", and c"
  if (!leads || first_from(joins_, join + 1, end) < end) return begin;
  // "a, b, and c": short entries, of which one at least stands between commas.
  for (int entries = 0; entries < kLongestListBack && last > begin; ++entries) {
    const uint32_t before = after_last_comma(begin, last - 1);
    const bool is_short = view_.words_between(before, last - 1) <= kShortListEntry;
    if (entries == 0 && (!is_short || before == begin)) return last;
    last = before;
    if (!is_short) return last;
  }
  return last;
}

uint32_t Clauses::bracket_end(uint32_t begin, uint32_t end) const {
  const uint32_t at = first_from(brackets_, begin, end);
  return at < end && view_.text->norm()[at] == ')' ? at : end;
}

bool Clauses::has_bracket(uint32_t begin, uint32_t end) const {
  return first_from(brackets_, begin, end) < end;
}

uint32_t Clauses::comma_from(uint32_t begin, uint32_t end) const {
  return first_from(commas_, begin, end);
}

uint32_t Clauses::dash_from(uint32_t begin, uint32_t end) const {
  const uint32_t dash = first_from(dashes_, begin, end);
  if (dash >= end || view_.words_between(begin, dash) == 0) return end;
  return first_from(dashes_, dash + 1, view_.span.end) < view_.span.end ? end : dash;
}

uint32_t Clauses::colon_from(uint32_t begin, uint32_t end) const {
  const uint32_t colon = first_from(colons_, begin, end);
  return colon < end && view_.words_between(begin, colon) > 0 ? colon : end;
}

uint32_t Clauses::after_open_bracket(uint32_t begin, uint32_t end) const {
  const uint32_t at = last_in(brackets_, begin, end, end);
  if (at >= end || view_.text->norm()[at] != '(') return begin;
  return view_.words_between(at, end) > 1 ? at + 1 : begin;
}

uint32_t Clauses::after_last_dash(uint32_t begin, uint32_t end) const {
  const uint32_t at = last_in(dashes_, begin, end, end);
  return at < end && view_.words_between(at, end) > 0 ? at + 1 : begin;
}

uint32_t Clauses::after_last_comma(uint32_t begin, uint32_t end) const {
  const uint32_t at = last_in(commas_, begin, end, end);
  return at < end ? at + 1 : begin;
}

uint32_t Clauses::after_last_colon(uint32_t begin, uint32_t end) const {
  const uint32_t at = last_in(colons_, begin, end, end);
  return at < end ? at + 1 : begin;
}

uint32_t Clauses::after_last_full_stop(uint32_t begin, uint32_t end) const {
  return last_in(sentences_, begin + 1, end, begin);
}

}  // namespace evident
