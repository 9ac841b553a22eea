// One sentence with what was found in it, sorted by kind: what scopes and links look at.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "lexicon/lexicon.h"
#include "lexicon/mention.h"
#include "text/text.h"

namespace evident {

struct SentenceView {
  const Text* text = nullptr;
  const Lexicon* lexicon = nullptr;
  uint32_t index = 0;
  Span span;
  uint32_t head_end = 0;  // where an accepted head at its start ends; span.begin when there is none
  std::vector<Mention> findings;  // problems and symptoms, in order
  std::vector<Mention> cues;
  std::vector<Mention> modifiers;
  std::optional<Mention> reply;  // "No." behind a sentence that asks

  const Concept& concept_of(const Mention& mention) const {
    return lexicon->concepts()[mention.concept_index];
  }
  std::string_view between(uint32_t begin, uint32_t end) const {
    return begin < end ? text->norm().substr(begin, end - begin) : std::string_view();
  }
  std::string_view words() const { return between(span.begin, span.end); }
  // Word tokens that begin in [begin, end).
  uint32_t words_between(uint32_t begin, uint32_t end) const {
    return begin < end ? text->token_at(end) - text->token_at(begin) : 0;
  }
};

}  // namespace evident
