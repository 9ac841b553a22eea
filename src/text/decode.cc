#include "text/decode.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <memory>

#include "base/utf8.h"
#include "text/ascii.h"
#include "text/code_page.h"
#include "text/encoding.h"
#include "text/text.h"

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

bool is_character(UChar32 character) {
  return character >= 0 && character <= 0x10FFFF && !U_IS_SURROGATE(character);
}

// Takes characters one after the other.
class Writer {
 public:
  explicit Writer(const std::string& encoding) { decoded_.encoding = encoding; }

  // `size` bytes of the note.
  void add(char32_t character, size_t size) {
    char bytes[U8_MAX_LENGTH];
    int32_t written = 0;
    U8_APPEND_UNSAFE(bytes, written, character);
    decoded_.utf8.append(bytes, static_cast<size_t>(written));
    decoded_.received.add(static_cast<uint32_t>(written), static_cast<uint32_t>(size));
  }
  void add_bad(size_t size) {
    add(0xFFFD, size);
    ++decoded_.replaced;
  }
  // Bytes that give no character.
  void skip(size_t size) { decoded_.received.skip(static_cast<uint32_t>(size)); }
  bool full() const { return decoded_.utf8.size() >= kLongestNote; }
  Decoded done() { return std::move(decoded_); }

 private:
  Decoded decoded_;
};

uint32_t unit_at(std::string_view bytes, size_t at, size_t width, bool big_endian) {
  uint32_t unit = 0;
  for (size_t i = 0; i < width; ++i)
    unit = unit << 8 | static_cast<unsigned char>(bytes[at + (big_endian ? i : width - 1 - i)]);
  return unit;
}

Decoded decode_utf16(std::string_view bytes, bool big_endian) {
  Writer writer(big_endian ? "UTF-16BE" : "UTF-16LE");
  size_t at = 0;
  for (; at + 2 <= bytes.size() && !writer.full(); at += 2) {
    const uint32_t unit = unit_at(bytes, at, 2, big_endian);
    if (!U16_IS_SURROGATE(unit)) {
      writer.add(unit, 2);
      continue;
    }
    const uint32_t next = at + 4 <= bytes.size() ? unit_at(bytes, at + 2, 2, big_endian) : 0;
    if (U16_IS_SURROGATE_LEAD(unit) && U16_IS_TRAIL(next)) {
      writer.add(U16_GET_SUPPLEMENTARY(unit, next), 4);
      at += 2;
    } else {
      writer.add_bad(2);
    }
  }
  if (at < bytes.size() && !writer.full()) writer.add_bad(bytes.size() - at);
  return writer.done();
}

Decoded decode_utf32(std::string_view bytes, bool big_endian) {
  Writer writer(big_endian ? "UTF-32BE" : "UTF-32LE");
  size_t at = 0;
  for (; at + 4 <= bytes.size() && !writer.full(); at += 4) {
    const uint32_t character = unit_at(bytes, at, 4, big_endian);
    if (is_character(static_cast<UChar32>(character)))
      writer.add(character, 4);
    else
      writer.add_bad(4);
  }
  if (at < bytes.size() && !writer.full()) writer.add_bad(bytes.size() - at);
  return writer.done();
}

Decoded decode_page(std::string_view bytes, const std::string& encoding, const CodePage& page) {
  Writer writer(encoding);
  for (size_t at = 0; at < bytes.size() && !writer.full(); ++at) {
    const char32_t character = page[static_cast<unsigned char>(bytes[at])];
    if (character == 0xFFFD)
      writer.add_bad(1);
    else
      writer.add(character, 1);
  }
  return writer.done();
}

// Encodings of more than one byte or with states. Bytes that give no character (a change of
// state) count to the next one, at the end to the last.
Decoded decode_by_icu(std::string_view bytes, const std::string& encoding) {
  Writer writer(encoding);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(encoding.c_str(), &status), &ucnv_close);
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  if (U_FAILURE(status)) return decode_utf8(bytes);
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while (at < end && !writer.full()) {
    const char* const begin = at;
    status = U_ZERO_ERROR;
    const UChar32 character = ucnv_getNextUChar(converter.get(), &at, end, &status);
    const auto size = static_cast<size_t>(at - begin);
    if (status == U_INDEX_OUTOFBOUNDS_ERROR || size == 0) {
      writer.skip(static_cast<size_t>(end - begin));
      break;
    }
    if (U_SUCCESS(status) && is_character(character))
      writer.add(static_cast<char32_t>(character), size);
    else
      writer.add_bad(size);
  }
  return writer.done();
}

Decoded decode_as(std::string_view bytes, const std::string& encoding) {
  if (encoding == "UTF-8") return decode_utf8(bytes);
  if (encoding == "UTF-16LE" || encoding == "UTF-16BE")
    return decode_utf16(bytes, encoding == "UTF-16BE");
  if (encoding == "UTF-32LE" || encoding == "UTF-32BE")
    return decode_utf32(bytes, encoding == "UTF-32BE");
  const auto page = code_page(encoding);
  return page ? decode_page(bytes, encoding, *page) : decode_by_icu(bytes, encoding);
}

// Is it UTF-8 that was damaged here and there? High bytes of other encodings hardly ever make up a
// character of UTF-8.
bool mostly_good(const Decoded& utf8) {
  size_t wide = 0;
  for (char c : utf8.utf8) wide += !continues_character(c) && (c & 0x80) != 0;
  return wide >= 2 * utf8.replaced;
}

}  // namespace

Decoded decode_utf8(std::string_view bytes) {
  Decoded decoded;
  decoded.encoding = "UTF-8";
  bytes = bytes.substr(0, kLongestNote);
  decoded.utf8.reserve(bytes.size());
  while (!bytes.empty() && decoded.utf8.size() < kLongestNote) {
    const Stretch stretch = first_stretch(bytes);
    decoded.utf8.append(bytes.substr(0, stretch.good));
    decoded.received.add_same(static_cast<uint32_t>(stretch.good));
    bytes.remove_prefix(stretch.good + stretch.bad);
    if (stretch.bad == 0) break;
    decoded.utf8.append(kReplacement);
    decoded.received.add(kReplacement.size(), stretch.bad);
    ++decoded.replaced;
  }
  return decoded;
}

Decoded decode(std::string_view bytes, const std::string& encoding) {
  bytes = bytes.substr(0, kLongestNote);
  const std::string known = unicode_encoding(bytes);
  if (encoding == "UTF-16" || encoding == "UTF-32")
    return decode_as(bytes, known.starts_with(encoding) ? known : encoding + "LE");
  if (!encoding.empty()) return decode_as(bytes, encoding);
  if (!known.empty() && known != "UTF-8") return decode_as(bytes, known);
  Decoded utf8 = decode_utf8(bytes);
  if (!known.empty() || utf8.replaced == 0 || mostly_good(utf8)) return utf8;
  const std::string legacy = legacy_encoding(bytes);
  return legacy.empty() ? utf8 : decode_as(bytes, legacy);
}

}  // namespace evident
