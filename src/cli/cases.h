// Case files: notes with what must come out of them.
//
//     # What a denial reaches.               a comment, outside notes only
//     :setting outpatient                    holds for every case of the file
//
//     ==== a denial                          a case; all headers have equally many '='
//     :date 2024-03-01                       attributes of this case
//     Denies back pain.                      the note, verbatim, without its last line end
//     ----                                   the longest line of dashes divides
//     finding back-pain "back pain" negated by "Denies"
//     no codes
//
// Attributes: `:date YYYY-MM-DD`, `:setting outpatient|inpatient`, `:todo reason` (the case must
// fail), `:codes-only` (findings and inferred codes are not checked). The lines: case_line.h.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "cli/case_line.h"
#include "coding/analysis.h"

namespace evident {

struct Case {
  std::string name;
  Place at;          // of its header
  std::string note;  // bytes
  Encounter encounter;
  std::optional<std::string> todo;  // the reason
  bool codes_only = false;
  int divider = 0;                 // its line
  std::vector<Expectation> lines;  // never empty
};

// Every mistake in the file is in `diagnostics`; the cases are not to be run then. A file without
// cases, a case without expectations and two cases of one name are mistakes too.
std::vector<Case> read_cases(const std::shared_ptr<const Source>& source, const CaseWords& words,
                             Diagnostics& diagnostics);

}  // namespace evident
