// Red flags: words that a reviewer must see whatever is coded (cauda equina, fracture, cancer,
// infection). No code follows from them and none is changed by them.
#pragma once

#include <vector>

#include "coding/analysis.h"
#include "lexicon/lexicon.h"

namespace evident {

// Of what `flagged` (as read_red_flags() gives them) says, what is affirmed, the patient's own and
// current, or a history where the flag is one, in a note that affirms what the flag goes with. One
// for each flag, where it is said first.
std::vector<RedFlag> find_red_flags(const std::vector<Finding>& flagged,
                                    const std::vector<Finding>& findings,
                                    const std::vector<Section>& sections, const Lexicon& lexicon);

}  // namespace evident
