// Words of norm read as others: misspelt ones as what they were meant to be.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "text/position_map.h"

namespace evident {

// What a word of norm is to be read as; "" leaves it as it stands. Total and without side effects.
using Respell = std::function<std::string_view(std::string_view word)>;

struct Respelled {
  std::string norm;         // "" when nothing changes
  PositionMap before;       // from the new norm to the old one; a changed word is one character
  std::vector<Span> words;  // the changed ones, spans of the new norm
};

// `tokens` are those of `norm`. Linear.
Respelled respell_note(std::string_view norm, const std::vector<Span>& tokens,
                       const Respell& respell);

}  // namespace evident
