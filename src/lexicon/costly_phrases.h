// Phrases that slow the fast engine down for every note: those that can begin with any word, so
// that each word of a note is the begin of a walk. Whatever else a phrase is costs something only
// where its first words stand.
#pragma once

#include "base/diagnostic.h"
#include "lexicon/lexicon.h"

namespace evident {

// One warning for each. For authors, not for every start.
void find_costly_phrases(const Lexicon& lexicon, Diagnostics& diagnostics);

}  // namespace evident
