// The fast engine: walks all phrases at once from every word on, and from every sign that one of
// them can begin with. Nothing is searched: most walks end within the first word.
//
// Each thread that is inside find() has a walker of its own, whose table stays warm for the next
// call. Immutable but for them; find() may be called from several threads.
#pragma once

#include "lexicon/engine.h"

namespace evident {

// `lexicon` lives longer.
std::unique_ptr<const Engine> make_walk_engine(const Lexicon& lexicon);

}  // namespace evident
