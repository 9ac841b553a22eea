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
  const auto concept_of = [&](const Satisfied& one) -> const Concept& {
    return lexicon.concepts()[one.entries.front()->finding->concept_index];
  };
  const auto is_problem = [&](const Satisfied& one) {
    return concept_of(one).kind == ConceptKind::problem;
  };
  // A pain joins the diagnosis that explains it, which leads no more for the pain that does.
  Standing standing = best;
  for (const Satisfied& one : told) {
    const Finding& finding = *one.entries.front()->finding;
    // What is of the whole body, osteoporosis, holds wherever it is told.
    const bool parts = is_problem(one) && concept_of(one).place != PlaceFrom::none;
    if (parts && finding.standing > standing && !told_with_another(one, told))
      standing = finding.standing;
  }
  return standing;
}

}  // namespace evident
