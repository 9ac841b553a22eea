// From the bytes received to valid UTF-8.
//
// Each encoding is one function from bytes to Decoded; what follows (folding, structure, quotes)
// sees valid UTF-8 only, and reports come back to the bytes received by `received`.
#pragma once

#include <string>
#include <string_view>

#include "text/position_map.h"

namespace evident {

struct Decoded {
  std::string utf8;
  PositionMap received;   // from utf8 to the bytes received
  bool replaced = false;  // some bytes meant nothing in the encoding
};

// Nothing is normalised: a BOM, CR and NUL stay. Each maximal bad sequence (Unicode 15, 3.9,
// "substitution of maximal subparts", what browsers do) becomes one U+FFFD.
Decoded decode_utf8(std::string_view bytes);

}  // namespace evident
