#include "coding/sequence.h"

#include <algorithm>

#include "coding/code_text.h"

namespace evident {
namespace {

bool listed(const Draft& draft) { return draft.candidate.proposed() && draft.candidate.stated(); }

bool may_lead(const Rule& rule, const std::vector<Finding>& holding) {
  if (!rule.leads_when) return true;
  return std::any_of(holding.begin(), holding.end(),
                     [&](const Finding& one) { return one.concept_index == *rule.leads_when; });
}

}  // namespace

bool ranks_before(const Draft& a, const Draft& b) {
  const bool proposed = a.candidate.proposed();
  if (a.candidate.status != b.candidate.status) return proposed;
  if (!proposed) return a.candidate.code < b.candidate.code;
  if (a.candidate.support != b.candidate.support) return a.candidate.stated();
  if (a.standing != b.standing) return a.standing < b.standing;
  if (a.first != b.first) return a.first < b.first;
  return a.candidate.code < b.candidate.code;
}

bool is_first_of(const Code& second, std::string_view first) {
  return std::any_of(second.code_first.begin(), second.code_first.end(),
                     [&](const std::string& pattern) { return names_code(pattern, first); });
}

bool is_manifestation(const Code& code) {
  return code.title.find("classified elsewhere") != std::string::npos;
}

void put_in_sequence(std::vector<Draft>& drafts, const CodeSet& codes,
                     const std::vector<Finding>& holding) {
  const auto end = std::find_if_not(drafts.begin(), drafts.end(), listed);
  std::stable_partition(drafts.begin(), end, [&](const Draft& draft) {
    const std::string& code = draft.candidate.code;
    return may_lead(*draft.rule, holding) && !is_manifestation(*codes.find(code)) &&
           seventh_character(code) != 'S';  // behind what it left
  });
  // Each code of which another one is the second goes right before it; notes make no circles.
  for (auto second = drafts.begin(); second != end; ++second) {
    const Code& code = *codes.find(second->candidate.code);
    if (code.code_first.empty()) continue;
    const auto first = std::find_if(
        second, end, [&](const Draft& other) { return is_first_of(code, other.candidate.code); });
    if (first != end) std::rotate(second, first, first + 1);
  }
}

}  // namespace evident
