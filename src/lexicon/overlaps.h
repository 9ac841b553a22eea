// Which mentions give way to longer ones.
#pragma once

#include <vector>

#include "lexicon/lexicon.h"
#include "lexicon/mention.h"

namespace evident {

// Orders mentions by begin, longer first, and drops those that a longer one makes void:
// "back pain" in "low back pain", "no" in "no increase in", "left" in "left greater than right",
// a cue that is part of a problem's name. Linear in the mentions for any realistic nesting.
std::vector<Mention> drop_overlapped(std::vector<Mention> mentions, const Lexicon& lexicon);

}  // namespace evident
