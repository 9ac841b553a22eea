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
// weakest of its diagnoses, unless one sentence names it with another: "radiculopathy" in the
// history does not join the spondylosis of the assessment, nor a disc on the films the
// radiculopathy or the pain there. A pain joins its diagnosis wherever it is told itself. Of each
// diagnosis, `told` holds what agrees with the code, best first.
Standing combined_standing(const std::vector<Satisfied>& told, Standing best,
                           const Lexicon& lexicon);

}  // namespace evident
