// What the analyzer says, as lines of a case: the counterpart of case_line.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/case_line.h"
#include "coding/analysis.h"

namespace evident {

// The contexts of a finding other than: affirmed, current, the patient's own.
std::vector<std::string> contexts_of(const Finding& finding);
// The values a finding has on one axis, sorted.
std::vector<std::string> values_of(const Finding& finding, std::string_view axis);

// `like`: the line that is not met, so that only the axes it names are written; null: all axes
// but those that the concept itself implies.
std::string finding_line(const Analysis& analysis, const Finding& finding, const Expectation* like);
// With its rule when `like` names one, or is null.
std::string code_line(const Analysis& analysis, const Candidate& candidate,
                      const Expectation* like);
std::string withheld_line(const Analysis& analysis, const Candidate& candidate);
std::string query_line(const Query& query);
std::string claim_line(const Analysis& analysis, const Claim& claim);
std::string red_flag_line(const Analysis& analysis, const RedFlag& flag);
// One line a warning; "no warnings CODE" when there is none.
std::vector<std::string> warning_lines(const Analysis& analysis, const Candidate& candidate);

}  // namespace evident
