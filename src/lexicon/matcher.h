// Finds the concepts of a lexicon in a note: the plain engine, which defines what is right.
//
// One RE2::Set over all concepts tells which of them occur in a sentence; RE2 then finds where.
// Within one concept matching is leftmost-longest and never crosses a sentence. A mention is
// dropped when it stands inside a longer one that says more: a problem inside a problem, a cue
// inside a cue or a problem, a modifier inside a modifier of the same axis.
//
// Immutable after construction; find() may be called from several threads. Linear in the note.
#pragma once

#include <memory>
#include <vector>

#include "lexicon/lexicon.h"
#include "lexicon/mention.h"
#include "text/text.h"

namespace evident {

class Matcher {
 public:
  // A phrase that RE2 cannot compile is a diagnostic at its place.
  static std::unique_ptr<const Matcher> build(const Lexicon& lexicon, Diagnostics& diagnostics);
  ~Matcher();

  // Ordered by begin, then longer first, then concept.
  std::vector<Mention> find(const Text& text) const;
  // The same in one sentence, as if the words of `hidden` were some others that say nothing.
  std::vector<Mention> find(const Text& text, uint32_t sentence, Span hidden) const;

 private:
  struct Parts;
  explicit Matcher(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace evident
