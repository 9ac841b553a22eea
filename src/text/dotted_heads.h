// Candidate heads that a period ends, where that is the habit of the note: "HPI. 37 y.o. female",
// "DX.". Only those that a lexicon names count: a list of abbreviations looks the same ("HTN.").
#pragma once

#include <cstdint>
#include <vector>

#include "text/layout.h"

namespace evident {

struct DottedHead {
  uint32_t line = 0;
  Span words;  // without the period
};

// Words of capitals at the start of lines, ascending. Empty where fewer than two lines begin so, or
// nothing in the note is small.
std::vector<DottedHead> dotted_heads(const Layout& layout);

}  // namespace evident
