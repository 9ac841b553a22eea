// The plain engine, which defines what is right (--engine re2).
//
// One RE2::Set over all concepts tells which of them occur in a sentence; RE2 then finds where.
// Immutable; find() may be called from several threads.
#pragma once

#include "lexicon/engine.h"

namespace evident {

// Null when RE2 refuses a phrase, which is a diagnostic at its place.
std::unique_ptr<const Engine> make_re2_engine(const Lexicon& lexicon, Diagnostics& diagnostics);

// Phrases that RE2 refuses, each with its reason. For authors: no other engine asks.
void find_refused_phrases(const Lexicon& lexicon, Diagnostics& diagnostics);

}  // namespace evident
