// How much a code of several diagnoses counts when they stand in different parts of the note.
#pragma once

#include <string_view>
#include <vector>

#include "coding/evidence.h"
#include "coding/rules.h"

namespace evident {

// One leaf of `when` that holds, with the findings that make it hold, best first.
struct Satisfied {
  const Expression* leaf = nullptr;
  std::vector<const FindingPool::Entry*> entries;
};

// The standing of a combination whose best diagnosis stands at `best`. It counts as little as the
// weaker of its diagnoses, unless one sentence names both: "radiculopathy" in the history does not
// join the spondylosis of the assessment. The condition itself, the first leaf, may stand elsewhere
// (a disc on the films), unless the leading words name a cause that the rule yields to.
Standing combined_standing(const std::vector<Satisfied>& leaves, Standing best, const Rule& rule,
                           const FindingPool& pool, std::string_view area, const Lexicon& lexicon);

}  // namespace evident
