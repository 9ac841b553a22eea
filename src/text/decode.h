// From the bytes received to valid UTF-8.
//
// What follows (folding, structure, quotes) sees valid UTF-8 only, and reports come back to the
// bytes received by `received`.
#pragma once

#include <string>
#include <string_view>

#include "text/position_map.h"

namespace evident {

struct Decoded {
  std::string utf8;
  PositionMap received;  // from utf8 to the bytes received
  std::string encoding;  // that they were read in: "UTF-8", "windows-1252"
  size_t replaced = 0;   // bad sequences, each of them one U+FFFD now
};

// In the encoding named (encoding.h), else in the one found: UTF-8 where the bytes are valid or
// mostly so, otherwise the legacy encoding that makes sense of them. Nothing is normalised: a byte
// order mark, CR and NUL stay. In UTF-8 each maximal bad sequence (Unicode 15, 3.9, "substitution
// of maximal subparts", what browsers do) becomes one U+FFFD, in others what ICU takes for one.
// Reads no further than a gigabyte of UTF-8.
Decoded decode(std::string_view bytes, const std::string& encoding = "");
Decoded decode_utf8(std::string_view bytes);

}  // namespace evident
