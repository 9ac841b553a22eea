// What a note takes back of what it says elsewhere: what has resolved, what surgery refutes, what
// an addendum corrects.
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

// Denies what leading words deny of the same place and never affirm, where it stands under other
// heads, a diagnosis before surgery among them: "Postoperative diagnosis: no recurrent
// herniation.", "Referred for radiculopathy. Assessment: no radiculopathy; bursitis of the hip."
void withdraw_refuted(std::vector<Finding>& findings);

// Denies what stands before a correction of the same condition: what names another side of the same
// level and region, or, where one other level or region alone was named, that one. "Left sciatica.
// Addendum: correction, the sciatica is on the right." A correction has the value "corrected" of
// the axis "course", or stands under a head that corrects places.
void withdraw_corrected(const Lexicon& lexicon, const std::vector<Section>& sections,
                        std::vector<Finding>& findings);

}  // namespace evident
