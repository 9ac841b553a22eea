// Candidate heads that a period ends, where that is the habit of the note: "HPI. 37 y.o. female",
// "DX.". Only those that a lexicon names count: a list of abbreviations looks the same ("HTN.").
#pragma once

#include <cstdint>
#include <vector>

#include "text/layout.h"

namespace evident {

// Words of capitals at the start of lines, by number of the line: where the words end. Empty
// where fewer than two lines begin so, or nothing in the note is small.
struct DottedHead {
  uint32_t line = 0;
  Span words;  // without the period
};
std::vector<DottedHead> dotted_heads(const Layout& layout);

}  // namespace evident
