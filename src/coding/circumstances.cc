#include "coding/circumstances.h"

#include <algorithm>
#include <map>
#include <set>

namespace evident {
namespace {

bool holds(const Finding& finding, bool may_be_past) {
  const bool in_time = finding.time == Time::current || (may_be_past && finding.time == Time::past);
  return in_time && !finding.negated && !finding.hypothetical &&
         finding.certainty == Certainty::affirmed && finding.experiencer == Experiencer::patient &&
         finding.standing != Standing::excluded;
}

// Does the note affirm one of what the concept goes with?
bool has_company(const Concept& concept_, const std::vector<Finding>& findings,
                 const Lexicon& lexicon) {
  return concept_.with.empty() ||
         std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
           return holds(finding, false) &&
                  lexicon.concepts()[finding.concept_index].bears_one_of(concept_.with);
         });
}

void lend(const Finding& circumstance, const Concept& says, Finding& finding) {
  for (const AxisValue& value : says.values) {
    if (finding.value(value.axis) != nullptr) continue;
    const auto place = std::ranges::upper_bound(finding.linked, value.axis, {}, &Linked::axis);
    finding.linked.insert(place, {value.axis, value.value, circumstance.span, false});
    finding.by.push_back({value.axis, circumstance.span});
  }
}

}  // namespace

std::vector<Mention> accompanied(const std::vector<Mention>& mentions,
                                 const std::vector<Finding>& findings, const Lexicon& lexicon) {
  std::vector<Mention> apart;
  std::map<uint32_t, bool> judged;  // so that a note of nothing but red flags stays linear
  for (const Mention& mention : mentions) {
    const Concept& concept_ = lexicon.concepts()[mention.concept_index];
    if (!is_apart(concept_.kind)) continue;
    const auto [known, fresh] = judged.try_emplace(mention.concept_index);
    if (fresh) known->second = has_company(concept_, findings, lexicon);
    if (known->second) apart.push_back(mention);
  }
  return apart;
}

std::vector<Finding> what_holds(const std::vector<Finding>& apart, const Lexicon& lexicon) {
  std::vector<Finding> kept;
  std::set<uint32_t> said;
  for (const Finding& one : apart) {
    const bool may_be_past = lexicon.concepts()[one.concept_index].may_be_past;
    if (holds(one, may_be_past) && said.insert(one.concept_index).second) kept.push_back(one);
  }
  return kept;
}

void lend_values(const std::vector<Finding>& holding, const Lexicon& lexicon,
                 std::vector<Finding>& findings) {
  for (const Finding& one : holding) {
    const Concept& says = lexicon.concepts()[one.concept_index];
    if (says.of.empty()) continue;
    for (Finding& finding : findings)
      if (lexicon.concepts()[finding.concept_index].bears_one_of(says.of)) lend(one, says, finding);
  }
}

}  // namespace evident
