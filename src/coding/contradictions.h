// Where a note says two things of one condition: the left leg in the history, the right one in the
// assessment.
#pragma once

#include <vector>

#include "coding/analysis.h"
#include "coding/evidence.h"

namespace evident {

// Of the findings that count and name one condition in one part of the spine, those of the leading
// sections give a side and the others only another one. One condition is one concept, or the
// concepts of a group whose name begins with "same-"; a value that stands for both sides
// contradicts nothing. One entry a condition, with the words of both, in order of the note.
std::vector<Contradiction> find_contradictions(const FindingPool& pool, const Lexicon& lexicon);

}  // namespace evident
