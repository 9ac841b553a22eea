// Questions about bytes. In norm every byte is ASCII and no letter is a capital.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/utf8.h"

namespace evident {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
// Part of a token of norm; '_' stands for a letter without an ASCII form.
constexpr bool is_word(char c) { return is_lower(c) || is_digit(c) || c == '_'; }
constexpr bool is_letter(char c) { return is_lower(c) || c == '_'; }
constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
constexpr bool is_space(char c) { return is_blank(c) || c == '\n'; }
constexpr bool is_one_of(char c, std::string_view set) {
  for (char member : set) {
    if (c == member) return true;
  }
  return false;
}

// A set of bytes, for long scans.
class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view members) {
    for (char c : members) table_[static_cast<unsigned char>(c)] = true;
  }
  constexpr bool has(char c) const { return table_[static_cast<unsigned char>(c)]; }
  // The first member in [at, end) of `text`, or `end`.
  uint32_t next(std::string_view text, uint32_t at, uint32_t end) const {
    while (at < end && !has(text[at])) ++at;
    return at;
  }

 private:
  std::array<bool, 256> table_ = {};
};

}  // namespace evident
