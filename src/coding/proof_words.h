// The words that prove a code: the findings shown, and what decides its digits.
#pragma once

#include <string_view>
#include <vector>

#include "coding/proof.h"
#include "coding/rules.h"

namespace evident {

// Anchors, and as support what filters ask for ("chronic"), what gave the chosen values ("L5-S1"),
// the adjective of the condition and, in this part of the spine, the first denial of each concept
// that the rule is without ("no claudication"); in order of the note. No span stands inside
// another.
std::vector<Evidence> proof_words(const std::vector<Satisfied>& leaves,
                                  const std::vector<Choice>& chosen, const Shown& shown,
                                  const Rule& rule, std::string_view area, const FindingPool& pool,
                                  const Lexicon& lexicon);

}  // namespace evident
