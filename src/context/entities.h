// Words that another program found in a text, with what the text says about them: the same
// scopes, times and persons as the findings of the lexicons, for any words whatsoever.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "context/finding.h"
#include "lexicon/lexicon.h"
#include "lexicon/matcher.h"
#include "text/text.h"

namespace evident {

// Words that decide something about an entity; `says` as in By.
struct EntityCue {
  std::string says;
  Span span;         // code points of the text
  std::string text;  // the text between them
};

struct EntityContext {
  bool negated = false;
  Certainty certainty = Certainty::affirmed;
  Time time = Time::current;
  Experiencer experiencer = Experiencer::patient;
  bool hypothetical = false;
  std::vector<EntityCue> cues;  // in order of the text
};

// One context for each entity, in their order. `entities` count code points of the text and may
// stand in any order, overlap, or reach past its end. Words inside an entity are no cues for it.
// Total; linear in the text and in the entities.
std::vector<EntityContext> read_entities(const Text& text, const Lexicon& lexicon,
                                         const Matcher& matcher, std::span<const Span> entities);

}  // namespace evident
