// Look-ups. Codes are sorted by their bytes, so that a code stands right before all below it.
#include "coding/code_set.h"

#include <algorithm>

namespace evident {
namespace {

const CodePeriod* period_at(const Code& code, Date date) {
  for (const CodePeriod& period : code.periods)
    if (period.from <= date && (!period.to || date <= *period.to)) return &period;
  return nullptr;
}

// "M54.5-" -> "M54.5", "M50.-" -> "M50".
std::string_view without_dash(std::string_view pattern) {
  while (pattern.ends_with('-') || pattern.ends_with('.')) pattern.remove_suffix(1);
  return pattern;
}

}  // namespace

bool Code::in_force(Date date) const { return period_at(*this, date) != nullptr; }

bool Code::billable(Date date) const {
  const CodePeriod* period = period_at(*this, date);
  return period != nullptr && period->billable;
}

const Code* CodeSet::find(std::string_view code) const {
  const Code* shipped = find_shipped(code);
  return shipped != nullptr ? shipped : find_in_file(code);
}

const Code* CodeSet::find_shipped(std::string_view code) const {
  const auto found = std::lower_bound(codes_.begin(), codes_.end(), code,
                                      [](const Code& c, std::string_view v) { return c.code < v; });
  return found != codes_.end() && found->code == code ? &*found : nullptr;
}

std::vector<std::pair<char, std::string>> CodeSet::seventh_of(std::string_view code) const {
  for (; code.size() >= 3; code.remove_suffix(1)) {
    const Code* entry = find(code);
    if (entry != nullptr && !entry->seventh.empty()) return entry->seventh;
  }
  return {};
}

// The nearest note at `code`, above it or at its block that names `other`, null when none does.
// Goes by the written code, so that codes outside the set are under the notes of the entries above
// them too. The notes of a category stand together, those of the entries above `code` from the top
// down.
const CodeSet::Excludes1* CodeSet::note_between(std::string_view code,
                                                std::string_view other) const {
  const std::string_view category = code.substr(0, 3);
  const Excludes1* nearest = nullptr;
  auto note = std::lower_bound(excludes1_.begin(), excludes1_.end(), category,
                               [](const Excludes1& n, std::string_view v) { return n.holds < v; });
  for (; note != excludes1_.end() && note->holds <= code; ++note)
    if ((nearest == nullptr || nearest->holds.size() < note->holds.size()) &&
        code.starts_with(note->holds) && names_code(note->names, other))
      nearest = &*note;
  return nearest;
}

std::optional<CodeSet::Exclusion> CodeSet::excludes1(std::string_view a, std::string_view b) const {
  if (a.starts_with(b) || b.starts_with(a)) return std::nullopt;
  const Excludes1* note = note_between(a, b);
  if (note == nullptr) note = note_between(b, a);
  if (note != nullptr) return Exclusion{note->at, note->names};
  std::optional<Exclusion> of_file = note_of_file(a, b);
  return of_file ? of_file : note_of_file(b, a);
}

const OldCode* CodeSet::find_icd9(std::string_view code) const {
  const auto found =
      std::lower_bound(old_codes_.begin(), old_codes_.end(), code,
                       [](const OldCode& c, std::string_view v) { return c.code < v; });
  return found != old_codes_.end() && found->code == code ? &*found : nullptr;
}

bool names_code(std::string_view pattern, std::string_view code) {
  const std::string_view whole = without_dash(pattern);
  const size_t dash = whole.find('-');
  if (dash == whole.npos) return !whole.empty() && code.starts_with(whole);
  const std::string_view first = whole.substr(0, dash), last = whole.substr(dash + 1);
  return code >= first && code.substr(0, last.size()) <= last;
}

}  // namespace evident
