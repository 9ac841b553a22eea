#include "coding/red_flags.h"

#include <algorithm>
#include <set>

namespace evident {
namespace {

bool holds(const Finding& finding, bool may_be_past) {
  const bool in_time = finding.time == Time::current || (may_be_past && finding.time == Time::past);
  return in_time && !finding.negated && !finding.hypothetical &&
         finding.certainty == Certainty::affirmed && finding.experiencer == Experiencer::patient &&
         finding.standing != Standing::excluded;
}

bool named_by(const std::vector<std::string>& names, const Concept& concept_) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    const auto& groups = concept_.groups;
    return name == concept_.id || std::find(groups.begin(), groups.end(), name) != groups.end();
  });
}

// Does the note affirm one of what the flag goes with?
bool accompanied(const Concept& flag, const std::vector<Finding>& findings,
                 const Lexicon& lexicon) {
  return flag.with.empty() ||
         std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
           return holds(finding, false) &&
                  named_by(flag.with, lexicon.concepts()[finding.concept_index]);
         });
}

}  // namespace

std::vector<RedFlag> find_red_flags(const std::vector<Finding>& flagged,
                                    const std::vector<Finding>& findings,
                                    const std::vector<Section>& sections, const Lexicon& lexicon) {
  std::vector<RedFlag> flags;
  std::set<uint32_t> judged;  // so that a note of nothing but flags stays linear
  for (const Finding& one : flagged) {
    const Concept& concept_ = lexicon.concepts()[one.concept_index];
    if (!holds(one, concept_.may_be_past) || !judged.insert(one.concept_index).second) continue;
    if (!accompanied(concept_, findings, lexicon)) continue;
    flags.push_back({concept_.id,
                     {one.span, Role::anchor, concept_.id, sections[one.section].id},
                     concept_.message});
  }
  return flags;
}

}  // namespace evident
