// The report as a coder reads it on a terminal: codes with the words that prove them, questions,
// contradictions, red flags, codes typed in the note, and the lines of the note that matter.
#pragma once

#include <string>

#include "coding/analysis.h"

namespace evident {

struct TerminalOptions {
  std::string id;        // of the note
  std::string code_set;  // "icd10cm-2026"
  int width = 80;        // columns; at least kNarrowest are used
  bool color = false;    // ANSI sequences
  bool all = false;      // every withheld code with its reason, and the whole note
};

inline constexpr int kNarrowest = 40;

// Ends with a line end. Nothing of the note reaches the terminal unchecked (display.h).
std::string terminal_report(const Analysis& analysis, const TerminalOptions& options);
// What evident does not look at; belongs under the last report of a run.
std::string terminal_footer(const TerminalOptions& options);

}  // namespace evident
