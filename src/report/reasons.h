// The report's fixed words ("absorbed", "less-specific", "deleted") as sentences for a coder.
#pragma once

#include <string>

#include "coding/analysis.h"

namespace evident {

// Why a code is withheld: "negated by 'denies'", "absorbed by M54.41".
std::string reason_in_words(const Candidate& candidate, const Text& text);
// What is to be said of a code typed in the note: "deleted on 2021-10-01; today M54.50 or M54.51".
std::string verdict_in_words(const Claim& claim);
// "3 withheld (negated 2, past 1)", the most frequent reason first; "" when none is.
std::string withheld_count(const Analysis& analysis);
// "M54.41", "M54.41 or M54.42", "M54.40, M54.41 or M54.42".
std::string either(const std::vector<std::string>& codes);

}  // namespace evident
