#include "coding/combination.h"

#include <algorithm>
#include <set>

namespace evident {
namespace {

using Entry = FindingPool::Entry;

bool told_with_another(const Satisfied& one, const std::vector<Satisfied>& leaves) {
  std::set<uint32_t> sentences;
  for (const Satisfied& other : leaves)
    for (const Entry* entry : other.entries)
      if (other.leaf != one.leaf) sentences.insert(entry->finding->sentence);
  return std::any_of(one.entries.begin(), one.entries.end(), [&](const Entry* entry) {
    return sentences.contains(entry->finding->sentence);
  });
}

}  // namespace

Standing combined_standing(const std::vector<Satisfied>& told, Standing best,
                           const Lexicon& lexicon) {
  Standing standing = best;
  for (const Satisfied& one : told) {
    const Finding& finding = *one.entries.front()->finding;
    const Concept& concept_ = lexicon.concepts()[finding.concept_index];
    // What is of the whole body, osteoporosis, holds wherever it is told.
    const bool joins = concept_.kind == ConceptKind::problem && concept_.place != PlaceFrom::none;
    if (joins && finding.standing > standing && !told_with_another(one, told))
      standing = finding.standing;
  }
  return standing;
}

}  // namespace evident
