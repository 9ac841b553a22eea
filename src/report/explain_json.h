// An analysis as its steps saw it, for programs: what explain.h says in words.
//
// One object: "id", "offsets", and the lists "sections", "heads", "sentences", "items",
// "mentions" (problems, modifiers, cues ... as matched), "scopes" (of each cue, with its reach)
// and "findings", each in order of the note. Offsets are half-open and count as those of a report
// (json.h). "heads" are all candidates of the text; "section" of a head is the id of the section
// that it opens, null when it opens none.
#pragma once

#include <string>

#include "coding/analysis.h"
#include "context/trace.h"

namespace evident {

// The object without a line end; `id` names the note.
std::string explain_json(const Analysis& analysis, const Trace& trace, const std::string& id,
                         OffsetUnit offsets);

}  // namespace evident
