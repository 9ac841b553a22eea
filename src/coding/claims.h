// Codes typed in the note are claims to check, not evidence (domain.md, convention 14).
#pragma once

#include <vector>

#include "coding/analysis.h"
#include "coding/code_set.h"

namespace evident {

// Finds what has the shape of an ICD-10-CM code of a category that the set holds, or is an ICD-9
// code that it knows, and judges each against the candidates and the date.
std::vector<Claim> judge_claims(const Text& text, const std::vector<Candidate>& candidates,
                                const CodeSet& codes, Date date);

}  // namespace evident
