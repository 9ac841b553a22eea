// An audit as a coder reads it on a terminal: each assigned code with its verdict, the words for
// and against it, and what the note supports that nobody assigned.
#pragma once

#include <string>

#include "coding/analysis.h"
#include "coding/audit.h"
#include "report/terminal.h"

namespace evident {

// Ends with a line end. `audit` must be of this analysis; with options.all the whole note is shown.
std::string audit_text(const Analysis& analysis, const Audit& audit,
                       const TerminalOptions& options);

}  // namespace evident
