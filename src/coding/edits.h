// The edits: what a coder checks before a candidate stands (domain.md, conventions 1-11). Each
// leaves its reason on the draft that it withholds.
#pragma once

#include <vector>

#include "coding/code_set.h"
#include "coding/drafts.h"

namespace evident {

// Drops drafts whose code no set holds; a code that the set of the day does not hold gives way to
// the header that was billable then (M54.50 before 2021-10-01 is M54.5), else is withheld.
void check_dates(std::vector<Draft>& drafts, const CodeSet& codes, Date date);

// Assessment, impression and post-operative diagnosis lead: what only other parts of the note say
// gives way to them (convention 11).
void check_standing(std::vector<Draft>& drafts);

// Symptoms that a diagnosis explains, and codes of which another says more. Comes after
// check_standing, so that nothing is absorbed by what does not stand itself; tells an outranked
// draft the better reason.
void absorb(std::vector<Draft>& drafts, const Axes& axes);

// Two codes of one part of the spine that exclude each other: the one that leads stays (then the
// earlier rule), the other is withheld with the words of both sides.
void check_excludes(std::vector<Draft>& drafts, const CodeSet& codes);

// Is `more` a diagnosis of the same part of the spine that was withheld, as uncertain or because
// the assessment leads, while `less`, a symptom or an unspecified code, stands?
bool says_more(const Draft& more, const Draft& less);

}  // namespace evident
