// Finds the concepts of a lexicon in a note.
//
// Within one concept matching is leftmost-longest over all of its phrases together and never
// crosses a sentence. A mention is dropped when it stands inside a longer one that says more: a
// problem inside a problem, a cue inside a cue or a problem, a modifier inside a modifier of the
// same axis.
//
// Two engines give the same mentions: the plain one, RE2, defines what is right; the fast one is
// what is used.
//
// Immutable after construction; find() may be called from several threads. Linear in the note.
#pragma once

#include <memory>
#include <vector>

#include "lexicon/lexicon.h"
#include "lexicon/mention.h"
#include "lexicon/sought.h"
#include "text/text.h"

namespace evident {

class Engine;
enum class EngineKind { fast, re2 };

class Matcher {
 public:
  // `lexicon` lives longer. Null when an engine cannot take the phrases: a diagnostic says why.
  static std::unique_ptr<const Matcher> build(const Lexicon& lexicon, Diagnostics& diagnostics,
                                              EngineKind engine = EngineKind::fast);
  ~Matcher();

  // Ordered by begin, then longer first, then concept. Sections are found where heads begin alone.
  // find() leaves out cues and modifiers, too, that say nothing, far from what they may speak of
  // (sought.h).
  std::vector<Mention> find(const Text& text) const;
  std::vector<Mention> find_all(const Text& text) const;
  // The same in one sentence, as if the words of `hidden` were some others that say nothing.
  std::vector<Mention> find(const Text& text, uint32_t sentence, Span hidden) const;

 private:
  Matcher(const Lexicon& lexicon, std::unique_ptr<const Engine> engine);
  std::vector<Mention> find(const Text& text, bool all) const;

  const Lexicon& lexicon_;
  std::unique_ptr<const Engine> engine_;
};

}  // namespace evident
