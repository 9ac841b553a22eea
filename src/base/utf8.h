// Counting characters in UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace evident {

// What some editors put in front of a file; no part of its first line.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// A byte that continues a character.
inline bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// How many bytes at the start of `text` are ASCII.
inline size_t ascii_size(std::string_view text) {
  constexpr uint64_t kHighBits = 0x8080808080808080;
  size_t at = 0;
  for (uint64_t eight; at + 8 <= text.size(); at += 8) {
    std::memcpy(&eight, text.data() + at, 8);
    if ((eight & kHighBits) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

// Code points of `text`; in text that is not UTF-8, bytes that do not continue a character.
size_t code_points(std::string_view text);
// How many bytes the first `count` code points of `text` take; its size when it has fewer.
size_t bytes_of(std::string_view text, size_t count);
// The first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7), or npos.
size_t find_invalid_utf8(std::string_view text);
// `text` with U+FFFD for each byte that is not part of well-formed UTF-8.
std::string repair_utf8(std::string_view text);

}  // namespace evident
