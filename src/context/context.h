// From mentions to findings: sections, scopes and links over a whole note.
#pragma once

#include <vector>

#include "context/finding.h"
#include "lexicon/lexicon.h"
#include "lexicon/mention.h"
#include "text/text.h"

namespace evident {

struct Context {
  std::vector<Section> sections;
  std::vector<Finding> findings;  // in order of the note
};

// `mentions` as Matcher::find() gives them. Total; linear in the note (sentences are bounded).
Context read_context(const Text& text, const Lexicon& lexicon,
                     const std::vector<Mention>& mentions);

}  // namespace evident
