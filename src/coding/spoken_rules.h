// Which rules a note can meet at all: most speak of nothing that a note speaks of.
#pragma once

#include <vector>

#include "coding/evidence.h"
#include "coding/rules.h"

namespace evident {

// The rules whose concepts the note speaks of at all, in their order: few of them.
std::vector<const Rule*> rules_spoken_of(const Rules& rules, const FindingPool& pool);

}  // namespace evident
