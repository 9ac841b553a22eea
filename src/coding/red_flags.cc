#include "coding/red_flags.h"

namespace evident {

std::vector<RedFlag> find_red_flags(const std::vector<Finding>& holding,
                                    const std::vector<Section>& sections, const Lexicon& lexicon) {
  std::vector<RedFlag> flags;
  for (const Finding& one : holding) {
    const Concept& concept_ = lexicon.concepts()[one.concept_index];
    if (concept_.kind != ConceptKind::red_flag) continue;
    flags.push_back({concept_.id,
                     {one.span, Role::anchor, concept_.id, sections[one.section].id},
                     concept_.message});
  }
  return flags;
}

}  // namespace evident
