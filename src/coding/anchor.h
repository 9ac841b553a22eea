// Which finding of those that meet a condition is the evidence of a code with the values chosen.
#pragma once

#include <vector>

#include "coding/choice.h"

namespace evident {

// The best finding of a leaf that agrees with the values chosen: of equals, one that speaks for
// no other code ("C6 radiculopathy" before "C8-T1 radiculopathy" for the neck). Where none agrees,
// the finding that gave the values, if it bears a name of `alternatives`, the condition that the
// leaf alone has met: "L1 burst fracture and L3 compression fracture" shows the second for L3.
// nullptr: the leaf has no alternatives. `leaf` has a finding at least; never nullptr.
const FindingPool::Entry* anchor(const Satisfied& leaf, const Expression* alternatives,
                                 const std::vector<Choice>& chosen, const Axes& axes);

}  // namespace evident
