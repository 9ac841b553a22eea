// An analysis as its steps saw it: sections, sentences with what was found in them, the reach of
// each cue and what stopped it, findings, candidates. For authors of
// lexicons and rules and for the question "why this code?".
#pragma once

#include <optional>
#include <string>

#include "coding/analysis.h"
#include "context/trace.h"

namespace evident {

struct ExplainView {
  OffsetUnit offsets = OffsetUnit::codepoint;
  std::optional<uint32_t> at;  // only what covers this position, in `offsets`
  int width = 80;
  bool color = false;
};

// Empty when `at` is not in the note.
std::string explain_report(const Analysis& analysis, const Trace& trace, const ExplainView& view);

}  // namespace evident
