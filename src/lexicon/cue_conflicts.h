// Cues that contradict each other: words that stand in two concepts whose meanings exclude each
// other ("absent" as negated and as affirmed), so that which of them counts is left to chance.
#pragma once

#include "base/diagnostic.h"
#include "lexicon/lexicon.h"

namespace evident {

// One error for each pair of phrases that share a wording, at the later one. Takes a while: for
// authors, not for every start. Of a phrase with very many wordings the first ones are compared.
void find_cue_conflicts(const Lexicon& lexicon, Diagnostics& diagnostics);

}  // namespace evident
