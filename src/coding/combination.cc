#include "coding/combination.h"

#include <algorithm>
#include <set>

namespace evident {
namespace {

using Entry = FindingPool::Entry;

bool told_in(const std::set<uint32_t>& sentences, const std::vector<const Entry*>& entries) {
  return std::any_of(entries.begin(), entries.end(), [&](const Entry* entry) {
    return sentences.contains(entry->finding->sentence);
  });
}

bool told_with_another(const Satisfied& one, const std::vector<Satisfied>& leaves) {
  std::set<uint32_t> sentences;
  for (const Satisfied& other : leaves)
    for (const Entry* entry : other.entries)
      if (other.leaf != one.leaf) sentences.insert(entry->finding->sentence);
  return told_in(sentences, one.entries);
}

// Do the leading words name, in whatever sentence, a cause that the rule yields to?
bool names_another_cause(Standing leading, const Rule& rule, const FindingPool& pool,
                         std::string_view area) {
  const std::vector<const Entry*> causes = pool.of(rule.yields, area, true);
  return std::any_of(causes.begin(), causes.end(), [&](const Entry* cause) {
    return cause->finding->standing == leading;
  });
}

}  // namespace

Standing combined_standing(const std::vector<Satisfied>& leaves, Standing best, const Rule& rule,
                           const FindingPool& pool, std::string_view area, const Lexicon& lexicon) {
  Standing standing = best;
  for (const Satisfied& one : leaves) {
    const Finding& finding = *one.entries.front()->finding;
    const bool problem = lexicon.concepts()[finding.concept_index].kind == ConceptKind::problem;
    if (!problem || finding.standing <= standing || told_with_another(one, leaves)) continue;
    const bool condition = one.leaf == leaves.front().leaf;
    if (!condition || names_another_cause(standing, rule, pool, area))
      standing = finding.standing;
  }
  return standing;
}

}  // namespace evident
