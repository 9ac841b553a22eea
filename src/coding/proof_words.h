// The words that prove a code: the findings shown, and what decides its digits.
#pragma once

#include <vector>

#include "coding/proof.h"

namespace evident {

// Anchors, and as support what filters ask for ("chronic"), what gave the chosen values ("L5-S1")
// and the adjective of the condition; in order of the note. No span stands inside another.
std::vector<Evidence> proof_words(const std::vector<Satisfied>& leaves,
                                  const std::vector<Choice>& chosen, const Shown& shown,
                                  const FindingPool& pool, const Lexicon& lexicon);

}  // namespace evident
