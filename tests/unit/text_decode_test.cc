#include <catch2/catch.hpp>

#include "text/decode.h"
#include "text/text.h"

using namespace evident;
using namespace std::string_literals;

namespace {

const std::string kBad = "\uFFFD";

}  // namespace

TEST_CASE("good UTF-8 stays as it is") {
  for (const std::string& note :
       {""s, "plain"s, "a\r\nb\0c"s, "\uFEFFé€😀\uFFFD"s, "\U0010FFFF\uD7FF"s}) {
    const Decoded decoded = decode_utf8(note);
    CHECK(decoded.utf8 == note);
    CHECK(decoded.replaced == 0);
  }
}

TEST_CASE("each maximal bad sequence becomes one replacement character") {
  struct Row {
    std::string bytes, utf8;
  };
  // The last five are the examples of the Unicode standard, section 3.9.
  const std::vector<Row> rows = {
      {"a\x80z", "a" + kBad + "z"},
      {"a\xFF\xFEz", "a" + kBad + kBad + "z"},
      {"a\xE2\x82z", "a" + kBad + "z"},
      {"a\xF0\x9F\x98z", "a" + kBad + "z"},
      {"a\xF0\x9F\x98", "a" + kBad},
      {"\xC3", kBad},
      {"\xC3\xC3\xA9", kBad + "é"},
      {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82"
       "A",
       kBad + kBad + kBad + kBad + kBad + kBad + kBad + kBad + "A"},
      {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF"
       "A",
       kBad + kBad + kBad + kBad + kBad + kBad + kBad + kBad + "A"},
      {"\xF4\x91\x92\x93\xFF"
       "A\x80\xBF"
       "B",
       kBad + kBad + kBad + kBad + kBad + "A" + kBad + kBad + "B"},
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
       "A",
       kBad + kBad + kBad + kBad + "A"},
      {"\xF4\x8F\xBF\xBF", "\U0010FFFF"},
  };
  for (const Row& row : rows) {
    const Decoded decoded = decode_utf8(row.bytes);
    CHECK(decoded.utf8 == row.utf8);
    CHECK(decoded.received.from_size() == row.utf8.size());
    CHECK(decoded.received.to_size() == row.bytes.size());
  }
  CHECK(Text::decode("caf\xE9", "UTF-8").replaced() == 1);
  CHECK(Text::decode("café").replaced() == 0);
}

TEST_CASE("offsets in the unit of a report") {
  //                               0   1     3        6           10
  const Text text = Text::decode(
      "a"
      "é"
      "€"
      "😀"
      "\xE2\x82"
      "z");
  CHECK(text.utf8() == "aé€😀\uFFFDz");
  const std::vector<uint32_t> at = {0, 1, 3, 6, 10, 13, 14};
  const std::vector<uint32_t> code_points = {0, 1, 2, 3, 4, 5, 6};
  const std::vector<uint32_t> utf16 = {0, 1, 2, 3, 5, 6, 7};
  const std::vector<uint32_t> bytes = {0, 1, 3, 6, 10, 12, 13};
  for (size_t i = 0; i < at.size(); ++i) {
    CHECK(text.offset(at[i], OffsetUnit::codepoint) == code_points[i]);
    CHECK(text.offset(at[i], OffsetUnit::utf16) == utf16[i]);
    CHECK(text.offset(at[i], OffsetUnit::byte) == bytes[i]);
  }
  CHECK(text.offset(999, OffsetUnit::codepoint) == 6);
}

TEST_CASE("line ends and a BOM count as characters of the note") {
  const Text text = Text::decode("\uFEFFa\r\nb");
  CHECK(text.norm() == "a\nb");
  const Span b = text.note_span({2, 3});
  CHECK(text.offset(b.begin, OffsetUnit::codepoint) == 4);
  CHECK(text.offset(b.begin, OffsetUnit::byte) == 6);
}

TEST_CASE("offsets in a long note agree with counting") {
  std::string note;
  for (int i = 0; i < 3000; ++i) note += i % 3 == 0 ? "é" : i % 7 == 0 ? "😀" : "x";
  const Text text = Text::decode(note);
  uint32_t count = 0, units = 0;
  bool same = true;
  for (uint32_t at = 0; at < note.size(); ++at) {
    if ((note[at] & 0xC0) == 0x80) continue;
    same &= text.offset(at, OffsetUnit::codepoint) == count;
    same &= text.offset(at, OffsetUnit::utf16) == units;
    same &= text.offset(at, OffsetUnit::byte) == at;
    ++count;
    units += static_cast<unsigned char>(note[at]) >= 0xF0 ? 2 : 1;
  }
  CHECK(same);
  CHECK(text.offset(static_cast<uint32_t>(note.size()), OffsetUnit::codepoint) == count);
}
