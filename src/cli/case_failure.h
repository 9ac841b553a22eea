// What is printed of a case that fails:
//
//     tests/cases/negation.txt:12: a denial
//       - finding back-pain "back pain" negated by "Denies"
//       + finding back-pain "back pain"
//           Denies back pain.
//                  ^~~~~~~~~
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/case_runner.h"

namespace evident {

// Expected lines with '-', got ones with '+', each with the words of the note that it is about.
std::string render_failure(const Case& one, const Analysis& analysis,
                           const std::vector<Mismatch>& mismatches);
// Of a :todo case that holds.
std::string render_done_todo(const Case& one);

// The lines of the note that hold `places` with carets under them; a long line is cut.
std::string underline(std::string_view note, std::vector<Span> places, std::string_view indent);

}  // namespace evident
