// The lines of a note that matter, with marked words, for a terminal.
#pragma once

#include <string>
#include <vector>

#include "base/span.h"
#include "report/display.h"
#include "report/highlights.h"
#include "text/text.h"

namespace evident {

// Number of the line that holds `position` of norm, from 1.
size_t line_number(const Text& text, uint32_t position);

// Writes the lines (of long lines: the sentences) that hold marks, numbered, with "…" for what is
// left out between them; every line when `whole`. Labels stand in brackets behind the words;
// without colours the words stand in «» (in ‹› when they are not an anchor).
void write_note(Wrapper& out, const Text& text, const std::vector<Highlight>& marks, bool whole,
                bool color);

}  // namespace evident
