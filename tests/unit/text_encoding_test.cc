// Notes that are not UTF-8: which encoding they are in, and where each character stood.
#include <unicode/ucnv.h>

#include <catch2/catch.hpp>

#include "text/decode.h"
#include "text/encoding.h"
#include "text/text.h"

using namespace evident;
using namespace std::string_literals;

namespace {

std::string in_encoding(const std::string& utf8, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string bytes(utf8.size() * 4 + 8, '\0');
  const int32_t size =
      ucnv_convert(encoding, "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()), utf8.data(),
                   static_cast<int32_t>(utf8.size()), &status);
  REQUIRE(U_SUCCESS(status));
  bytes.resize(static_cast<size_t>(size));
  return bytes;
}

const std::string kNote =
    "HISTORY: Mr. José Peña, the patient’s “low back pain” – 3 weeks… Temp 38.5°.\r\n"
    "Denies leg pain ± numbness. Größe 180 cm.\r\nASSESSMENT: sciatica, right side.\r\n";

}  // namespace

TEST_CASE("the encoding of a note is found by its bytes") {
  for (const char* encoding :
       {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "windows-1252", "macintosh"}) {
    CAPTURE(encoding);
    const std::string bytes = in_encoding(kNote, encoding);
    const Decoded decoded = decode(bytes);
    CHECK(decoded.encoding == encoding);
    CHECK(decoded.utf8 == kNote);
    CHECK(decoded.replaced == 0);
  }
}

TEST_CASE("a byte order mark says it, and stays a character") {
  const std::string pain = "\uFEFFBack pain ≥ 5";
  for (const char* encoding : {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
    CAPTURE(encoding);
    const Decoded decoded = decode(in_encoding(pain, encoding));
    CHECK(decoded.encoding == encoding);
    CHECK(decoded.utf8 == pain);
  }
  CHECK(decode(in_encoding(pain, "UTF-16BE"), "UTF-16").utf8 == pain);
  CHECK(decode(in_encoding("Back pain", "UTF-16LE"), "UTF-16").utf8 == "Back pain");
}

TEST_CASE("short notes with one high byte") {
  struct Row {
    std::string bytes, encoding, utf8;
  };
  const std::vector<Row> rows = {
      {"Patient\x92s back pain", "windows-1252", "Patient’s back pain"},
      {"Patient\xD5s back pain", "macintosh", "Patient’s back pain"},
      {"Temp 38.2\xB0 C", "windows-1252", "Temp 38.2° C"},
      {"Temp 38.2\xA1 C", "macintosh", "Temp 38.2° C"},
      {"Jos\xE9 has neck pain", "windows-1252", "José has neck pain"},
      {"Jos\x8E has neck pain", "macintosh", "José has neck pain"},
      {"Jos\x82 has neck pain", "IBM850", "José has neck pain"},
      {"pain \x96 worse at night", "windows-1252", "pain – worse at night"},
      {"pain \xD0 worse at night", "macintosh", "pain – worse at night"},
      {"na\xEFve, 2 cm\xB3", "windows-1252", "naïve, 2 cm³"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.utf8, row.encoding);
    const Decoded decoded = decode(row.bytes);
    CHECK(decoded.encoding == row.encoding);
    CHECK(decoded.utf8 == row.utf8);
  }
}

TEST_CASE("languages of other scripts") {
  struct Row {
    const char* encoding;
    std::string utf8;
  };
  const std::vector<Row> rows = {
      {"windows-1251", "Пациент жалуется на боль в пояснице в течение трёх месяцев."},
      {"KOI8-R", "Пациент жалуется на боль в пояснице в течение трёх месяцев."},
      {"Shift_JIS", "患者は三か月前から腰痛を訴え、右下肢に放散する。発熱なし。"},
      {"windows-1250",
       "Pacjentka zgłasza ból w okolicy lędźwiowej, promieniujący do nogi. Nie "
       "zgłasza gorączki. Zalecono ćwiczenia i leki przeciwbólowe."},
  };
  for (const Row& row : rows) {
    CAPTURE(row.encoding);
    CHECK(decode(in_encoding(row.utf8, row.encoding)).utf8 == row.utf8);
  }
}

TEST_CASE("damaged UTF-8 stays UTF-8") {
  for (const std::string& note :
       {"José Peña \xE9 naïve"s, "Denies \xFF back pain"s, "caf\xC3 é"s}) {
    CAPTURE(note);
    const Decoded decoded = decode(note);
    CHECK(decoded.encoding == "UTF-8");
    CHECK(decoded.replaced == 1);
  }
}

TEST_CASE("an encoding that is asked for is used") {
  CHECK(decode("Jos\xE9", "macintosh").utf8 == "JosÈ");
  CHECK(decode("José", "windows-1252").utf8 == "JosÃ©");
  CHECK(encoding_named("latin1") == "ISO-8859-1");
  CHECK(encoding_named("cp1252") == "windows-1252");
  CHECK(encoding_named("utf16") == "UTF-16");
  CHECK_FALSE(encoding_named("no-such-thing"));
  CHECK_FALSE(encoding_named(""));
}

TEST_CASE("offsets count the bytes received") {
  const std::string bytes = in_encoding("Größe. Low back pain 😀 sciatica", "UTF-16LE");
  const Text text = Text::decode(bytes);
  const auto at = static_cast<uint32_t>(text.norm().find("sciatica"));
  const Span note = text.note_span({at, at + 8});
  CHECK(text.quote({at, at + 8}) == "sciatica");
  CHECK(text.offset(note.begin, OffsetUnit::codepoint) == 23);
  CHECK(text.offset(note.begin, OffsetUnit::utf16) == 24);
  CHECK(text.offset(note.begin, OffsetUnit::byte) == 48);
  CHECK(text.offset(note.end, OffsetUnit::byte) == bytes.size());
}

TEST_CASE("half characters at the end, lone surrogates") {
  CHECK(decode("a\0b\0\x3D\xD8"s, "UTF-16LE").utf8 == "ab\uFFFD");
  CHECK(decode("a\0b\0c"s, "UTF-16LE").utf8 == "ab\uFFFD");
  CHECK(decode("\x00\xDC"
               "a\0"s,
               "UTF-16LE")
            .utf8 ==
        "\uFFFD"
        "a");
  CHECK(decode("\0\0\xD8\0"s, "UTF-32BE").utf8 == "\uFFFD");
  CHECK(decode("\x7F\xFF\xFF\xFF"s, "UTF-32BE").utf8 == "\uFFFD");
  CHECK(decode("a\x83"s, "Shift_JIS").replaced == 1);
  const Decoded shift_out = decode("pain \x1B$B"s, "ISO-2022-JP");
  CHECK(shift_out.utf8 == "pain ");
  CHECK(shift_out.received.to_size() == 8);
}
