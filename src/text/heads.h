// Candidate heads, by shape alone (text.h: Head).
//
//   at a line start, after a number, bullet or markup:  "2. Past history: none"  "**Plan:** rest"
//   capitals and a dash:                                "NECK - supple"
//   alone on its line, capitals:                        "PHYSICAL EXAM"
//   alone on its line, title case beside a blank line:  "Past Medical History"
//   alone on its line after a blank line (weak):        "Past medical history"
//   underlined, marked up or framed:                    "Plan" over "----", "## Plan", "[Plan]"
//   inside a line, after the end of a sentence:         "... BP 120/80. Neck: supple."
//   inside a line, in capitals:                         "... no distress HEENT: normal"
//   inside a line of labels:                            "Back pain: no, numbness: yes"
//
// Names are not judged: "Back pain: No" is a candidate too. Words that make a statement ("he takes
// the following:") are none.
#pragma once

#include <vector>

#include "text/layout.h"
#include "text/wrapping.h"

namespace evident {

// In order of the note, not overlapping; the marks of the lines are set.
std::vector<Head> find_heads(const Layout& layout, const Wrapping& wrapping);

}  // namespace evident
