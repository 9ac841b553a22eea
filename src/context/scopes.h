// What a cue reaches, after ConText (Harkema et al. 2009), but by clause and list instead of to
// the end of the sentence.
//
// A scope runs from the cue, in its direction, to the first thing that ends it: a stop cue
// ("but"), an affirming cue ("positive for"), ';', '|', a head, the end of the sentence, its own
// reach, or, for reach `phrase`, a comma after which no list goes on.
#pragma once

#include <vector>

#include "context/finding.h"
#include "context/sentence_view.h"

namespace evident {

struct Scope {
  Mention cue;
  CueMeaning means = CueMeaning::stop;
  Span span;                // what it covers; never the cue itself
  bool to_the_end = false;  // reaches the end of a sentence that speaks of what follows, which is
                            // covered as well
};

std::vector<Scope> find_scopes(const SentenceView& view);

// Does a scope cover words? Forward: they begin in it; backward: they end in it. A cue with a gap
// covers what stands in its gap.
bool reaches(const Scope& scope, Span words);

// May the cue speak of such a finding? One with "of" speaks of no other concepts.
bool speaks_of(const Scope& scope, const Finding& finding, const Lexicon& lexicon);

// Writes what the scopes say into the finding, with the cue as its reason.
void apply_scopes(const std::vector<Scope>& scopes, const Lexicon& lexicon, Finding& finding);

// Writes one meaning into the finding; `cue` is the reason.
void apply_meaning(CueMeaning means, Span cue, Finding& finding);

}  // namespace evident
