// What only a picture says: the radiologist's finding until the provider takes it up (Guidelines
// III.B, IV.K).
#pragma once

#include <vector>

#include "coding/drafts.h"

namespace evident {

// Is the draft a diagnosis, and has it all its anchors under the head of a picture or as what a
// picture shows ("the MRI shows"), none in the assessment?
bool told_by_imaging(const Draft& draft, const Analysis& analysis, const Lexicon& lexicon);

// Withholds what only pictures say, and what never leads and stands in the history, where an
// assessment was written and no other word of the note speaks of neck or back: the worn spine on
// the chest film of a pneumonia, the fusion among the old operations. Comes after check_standing.
void check_imaging(std::vector<Draft>& drafts, const Analysis& analysis, const Lexicon& lexicon);

}  // namespace evident
