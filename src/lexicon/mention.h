// Words of the note that say a concept.
#pragma once

#include <cstdint>

#include "base/span.h"

namespace evident {

struct Mention {
  uint32_t concept_index = 0;  // in Lexicon::concepts()
  Span span;                   // of Text::norm(); on token bounds
  uint32_t sentence = 0;       // in Text::sentences()

  auto operator<=>(const Mention&) const = default;
};

}  // namespace evident
