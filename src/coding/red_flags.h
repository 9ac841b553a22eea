// Red flags: words that a reviewer must see whatever is coded (cauda equina, fracture, cancer,
// infection). No code follows from them and none is changed by them.
#pragma once

#include <vector>

#include "coding/analysis.h"
#include "lexicon/lexicon.h"

namespace evident {

// The red flags of `holding`, as what_holds() gives them.
std::vector<RedFlag> find_red_flags(const std::vector<Finding>& holding,
                                    const std::vector<Section>& sections, const Lexicon& lexicon);

}  // namespace evident
