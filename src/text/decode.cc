#include "text/decode.h"

#include <unicode/utf8.h>

#include "text/ascii.h"

namespace evident {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// Size of the well-formed text at the start of `bytes`; `bad` is the size of the maximal bad
// sequence after it, 0 at the end.
struct Stretch {
  size_t good = 0;
  uint32_t bad = 0;
};

Stretch first_stretch(std::string_view bytes) {
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto size = static_cast<int32_t>(bytes.size());
  for (int32_t at = 0;;) {
    at += static_cast<int32_t>(ascii_size(bytes.substr(at)));
    if (at == size) return {bytes.size(), 0};
    const int32_t begin = at;
    UChar32 character = 0;
    U8_NEXT(data, at, size, character);
    if (character < 0) return {static_cast<size_t>(begin), static_cast<uint32_t>(at - begin)};
  }
}

}  // namespace

Decoded decode_utf8(std::string_view bytes) {
  Decoded decoded;
  decoded.utf8.reserve(bytes.size());
  while (!bytes.empty()) {
    const Stretch stretch = first_stretch(bytes);
    decoded.utf8.append(bytes.substr(0, stretch.good));
    decoded.received.add_same(static_cast<uint32_t>(stretch.good));
    bytes.remove_prefix(stretch.good + stretch.bad);
    if (stretch.bad == 0) break;
    decoded.utf8.append(kReplacement);
    decoded.received.add(kReplacement.size(), stretch.bad);
    decoded.replaced = true;
  }
  return decoded;
}

}  // namespace evident
