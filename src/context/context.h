// From mentions to findings: sections, scopes and links over a whole note.
#pragma once

#include <vector>

#include "context/finding.h"
#include "context/trace.h"
#include "lexicon/lexicon.h"
#include "lexicon/matcher.h"
#include "lexicon/mention.h"
#include "text/text.h"

namespace evident {

struct Context {
  std::vector<Section> sections;
  std::vector<Finding> findings;  // in order of the note
};

// `mentions` as Matcher::find() gives them. Total; linear in the note (sentences are bounded).
// The scopes of the cues go into `trace` when there is one.
Context read_context(const Text& text, const Lexicon& lexicon, const std::vector<Mention>& mentions,
                     Trace* trace = nullptr);

// The same for words that no lexicon names: one finding for each of `words`, spans of norm in
// order of their begin; concept_index is kNoConcept and nothing is linked. Words inside a span
// are no cues for it. The text has a sentence.
std::vector<Finding> read_findings(const Text& text, const Lexicon& lexicon, const Matcher& matcher,
                                   const std::vector<Span>& words);

// Likewise for `apart`, some of `mentions` that are no findings (red flags, circumstances), in any
// order; theirs is that of the note. They leave no trace in what read_context() gives, whose
// sections it takes.
std::vector<Finding> read_apart(const Text& text, const Lexicon& lexicon, const Matcher& matcher,
                                const std::vector<Mention>& mentions,
                                const std::vector<Section>& sections, std::vector<Mention> apart);

}  // namespace evident
