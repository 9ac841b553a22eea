// Where in a note the words of a concept are looked for. Most sentences of most notes name no
// finding, and what a cue says there says nothing; most phrases are those of cues.
#pragma once

#include <vector>

#include "lexicon/lexicon.h"
#include "lexicon/mention.h"
#include "text/text.h"

namespace evident {

// A sentence of norm, what a head begins of it, or words of another text that stand for it.
struct Stretch {
  Span span;
  uint32_t sentence = 0;  // its number, for the mentions
};

std::vector<Stretch> all_sentences(const Text& text);
std::vector<Stretch> sentences_from_heads(const Text& text);
// Those that hold one of `mentions` that is a finding or stands apart, or may hold the answer to
// one, and those that speak of a list behind them.
std::vector<Stretch> sentences_at_findings(const Text& text, const Lexicon& lexicon,
                                           const std::vector<Mention>& mentions);

}  // namespace evident
