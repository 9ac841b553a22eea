// Candidate heads that a period or a wide gap ends, where that is the habit of the note: "HPI. 37
// y.o. female", "PMH   HTN, GERD". Only those that a lexicon names count: a list of abbreviations
// looks the same ("HTN.").
#pragma once

#include <cstdint>
#include <vector>

#include "text/layout.h"

namespace evident {

struct DottedHead {
  uint32_t line = 0;
  Span words;  // without the period or gap
};

// Words of capitals at the start of lines, where two lines begin so; words with one capital before
// a gap or at the start of a paragraph ("Assessment. Flare of ..."), where three do. Ascending;
// empty where nothing in the note is small.
std::vector<DottedHead> dotted_heads(const Layout& layout);

}  // namespace evident
