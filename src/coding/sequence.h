// The order in which codes are listed: what the visit was for first, then what the notes of the
// code set and the rules put behind it (Guidelines I.A.13, I.B.10, I.C.6.b, IV.G).
#pragma once

#include <vector>

#include "coding/code_set.h"
#include "coding/drafts.h"

namespace evident {

// Proposed before withheld, stated before inferred; leading words before others, then the order of
// the note; withheld ones by code.
bool ranks_before(const Draft& a, const Draft& b);

// Must `first` be listed before `second`, by a code-first note of the latter?
bool is_first_of(const Code& second, std::string_view first);

// A manifestation: its title says "classified elsewhere", and it never stands alone or first.
bool is_manifestation(const Code& code);

// Moves drafts that their rule or a code-first note puts behind others; `drafts` are sorted by
// ranks_before(). `holding` are the circumstances of the note.
void put_in_sequence(std::vector<Draft>& drafts, const CodeSet& codes,
                     const std::vector<Finding>& holding);

}  // namespace evident
