// What a note takes back of what it says elsewhere: what has resolved, what surgery refutes.
//
// What a later sentence calls resolved is over, though an earlier one told it as present: "Seen in
// May for sciatica. The sciatica has since resolved."
#pragma once

#include <vector>

#include "context/finding.h"

namespace evident {

// Makes findings past which a later one of the same condition and place, with the value "resolved"
// of the axis "course", is about, unless the condition is told as present once more after it. Of
// one condition are findings of one concept, and symptoms of a group whose name begins with
// "same-".
void withdraw_resolved(const Lexicon& lexicon, std::vector<Finding>& findings);

// Denies what stands under outranked heads, a diagnosis before surgery, and leading words deny of
// the same place: "Postoperative diagnosis: no recurrent herniation."
void withdraw_refuted(std::vector<Finding>& findings);

}  // namespace evident
