#include "base/utf8.h"

#include <algorithm>

namespace evident {
namespace {

// Length of the well-formed character at `at`, 0 when there is none.
size_t character_size(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) -> unsigned {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
  };
  const auto tail = [&](size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned lead = byte(0), second = byte(1);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4 || !tail(1)) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) {
    const bool overlong = lead == 0xE0 && second < 0xA0;
    const bool surrogate = lead == 0xED && second >= 0xA0;
    return overlong || surrogate || !tail(2) ? 0 : 3;
  }
  const bool overlong = lead == 0xF0 && second < 0x90;
  const bool too_high = lead == 0xF4 && second >= 0x90;
  return overlong || too_high || !tail(2) || !tail(3) ? 0 : 4;
}

}  // namespace

size_t code_points(std::string_view text) {
  return text.size() - static_cast<size_t>(std::ranges::count_if(text, continues_character));
}

size_t bytes_of(std::string_view text, size_t count) {
  size_t at = 0;
  for (; count > 0 && at < text.size(); --count) {
    ++at;
    while (at < text.size() && continues_character(text[at])) ++at;
  }
  return at;
}

size_t find_invalid_utf8(std::string_view text) {
  for (size_t at = 0;;) {
    at += ascii_size(text.substr(at));
    if (at == text.size()) return std::string_view::npos;
    const size_t size = character_size(text, at);
    if (size == 0) return at;
    at += size;
  }
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  for (size_t bad; (bad = find_invalid_utf8(text)) != std::string_view::npos;) {
    out += text.substr(0, bad);
    out += "\xEF\xBF\xBD";
    text.remove_prefix(bad + 1);
  }
  return out += text;
}

}  // namespace evident
