// From utf8 to norm: pure ASCII without case, accents and typography (text.h says what becomes
// what), with the map back.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "text/position_map.h"

namespace evident {

struct Folded {
  std::string norm;
  PositionMap note;  // from norm to utf8
};

// `utf8` must be well-formed.
Folded fold_note(std::string_view utf8);

// What one character at or above U+0080 becomes in norm.
struct FoldedCharacter {
  enum class Kind : uint8_t {
    text,     // `text`, never empty
    dropped,  // nothing: zero-width and directional marks, the soft hyphen
    joined,   // nothing of its own: an accent belongs to the character before it
  };
  static constexpr size_t kMost = 6;

  Kind kind = Kind::text;
  bool fraction = false;  // "½": stands apart from a digit before it
  uint8_t size = 0;
  std::array<char, kMost> bytes = {};

  std::string_view text() const { return {bytes.data(), size}; }
};

FoldedCharacter fold_character(char32_t character);

}  // namespace evident
