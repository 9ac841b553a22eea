// What matching and scoping saw on the way to the findings, for explanations; a plain analysis
// does not keep it.
#pragma once

#include <vector>

#include "context/scopes.h"
#include "lexicon/mention.h"

namespace evident {

struct Trace {
  std::vector<Mention> mentions;  // as Matcher::find() gives them
  std::vector<Scope> scopes;      // of every cue that reaches something, in order of the note
};

}  // namespace evident
