// The words that phrases are made of: "radiculopath(y|ies)" holds radiculopathy and
// radiculopathies.
#pragma once

#include <set>
#include <string>

#include "lexicon/phrase.h"

namespace evident {

// Adds the words of letters alone, of `least` letters or more, that the phrase can hold. Of one
// with too many ways to be written, words that are made of several parts may be left out.
void add_words_of(const PhraseNode& root, size_t least, std::set<std::string>& words);

}  // namespace evident
