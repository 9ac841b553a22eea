// The report's fixed words ("absorbed", "less-specific", "deleted") as sentences for a coder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coding/analysis.h"

namespace evident {

// Titles of the parts of a report.
inline constexpr std::string_view kStatedTitle = "Codes";
inline constexpr std::string_view kInferredTitle =
    "Suggested by findings, not stated: ask, do not bill";
inline constexpr std::string_view kQueriesTitle = "Questions for the provider";
inline constexpr std::string_view kContradictionsTitle = "Contradictions";
inline constexpr std::string_view kRedFlagsTitle =
    "Red flags (for the reviewer; no code follows from them)";
inline constexpr std::string_view kClaimsTitle =
    "Codes typed in the note (checked, never evidence)";
// What is not looked at; belongs under a report.
inline constexpr std::string_view kScopeOfReport =
    "evident codes back and neck conditions only; everything else in the note is not looked at.";

// An id as words: "past-history" is "past history".
std::string spaced(std::string id);
// "outpatient, date of service 2024-05-01, code set icd10cm-2026".
std::string encounter_in_words(const Encounter& encounter, const std::string& code_set);
// Where words stand: "hpi, line 3", or "line 3" when the section has no name.
std::string place_in_words(const Evidence& evidence, const Text& text);
// Instead of codes when none is proposed, and why; `hint` follows the count of the withheld.
std::string no_code_in_words(const Analysis& analysis, std::string_view hint);
// "unspecified side: The side is not documented. Would change to M54.42."
std::string warning_in_words(const Warning& warning);
// "The answer would change M54.40 to M54.41."; "" when the query does not say to what.
std::string answer_in_words(const Query& query);

// Why a code is withheld: "negated by 'denies'", "absorbed by M54.41".
std::string reason_in_words(const Candidate& candidate, const Text& text);
// The same up to what did it, which `by` names: "negated by ", "absorbed by ". Ends with a blank
// if and only if that is to follow.
std::string reason_lead(const Candidate& candidate);
// What is to be said of a code typed in the note: "deleted on 2021-10-01; today M54.50 or M54.51".
std::string verdict_in_words(const Claim& claim);
// Do these words leave anything for the claim's own reason to say?
bool says_it_all(const Claim& claim);
size_t count_of(const Analysis& analysis, Status status);
// "3 withheld (negated 2, past 1)", the most frequent reason first; "" when none is.
std::string withheld_count(const Analysis& analysis);
// "M54.41", "M54.41 or M54.42", "M54.40, M54.41 or M54.42".
std::string either(const std::vector<std::string>& codes);

}  // namespace evident
