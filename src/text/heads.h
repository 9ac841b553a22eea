// Candidate heads, by shape alone (text.h: Head).
//
//   at a line start, after a number, bullet or markup:  "2. Past history: none"  "**Plan:** rest"
//   capitals or title case and a dash:                  "NECK - supple"  "Impression - strain"
//   alone on its line, capitals:                        "PHYSICAL EXAM"
//   alone on its line, title case beside a blank line:  "Past Medical History"
//   alone on its line (weak):                           "Past medical history"
//   capitals and a period, as a habit:                  "HPI. 37 y.o. female" (dotted_heads.h)
//   letters of a SOAP note:                             "A  Cervicalgia" (soap_lines.h)
//   underlined, marked up or framed:                    "Plan" over "----", "## Plan", "[Plan]"
//   inside a line, after the end of a sentence:         "... BP 120/80. Neck: supple."
//   inside a line, in capitals:                         "... no distress HEENT: normal"
//   inside a line of labels:                            "Back pain: no, numbness: yes"
//                                                       "Smoking: never Alcohol: rarely"
//
// Names are not judged: "Back pain: No" is a candidate too. Words that make a statement ("he takes
// the following:") are none, nor are lines of the page (pages.h) or lines alone that nothing
// follows, as at the foot of a letter.
#pragma once

#include <vector>

#include "text/layout.h"
#include "text/wrapping.h"

namespace evident {

// In order of the note, not overlapping; the marks of the lines are set.
std::vector<Head> find_heads(const Layout& layout, const Wrapping& wrapping);

}  // namespace evident
