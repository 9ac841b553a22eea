// What holds for any bytes whatsoever, tried on many random ones with fixed seeds.
#include <algorithm>
#include <catch2/catch.hpp>
#include <ctime>
#include <random>

#include "text_properties.h"

using namespace evident;

namespace {

// Notes put together from pieces, so that the rules meet each other.
std::string random_note(std::mt19937& random, const std::vector<std::string>& pieces, int most) {
  std::string note;
  for (int i = static_cast<int>(random() % most); i > 0; --i)
    note += pieces[random() % pieces.size()];
  return note;
}

const std::vector<std::string> kPieces = {"a",
                                          "B",
                                          " ",
                                          " ",
                                          "  ",
                                          "\n",
                                          "\n",
                                          "\n\n",
                                          "\r\n",
                                          "\r",
                                          "\t",
                                          "\f",
                                          ".",
                                          ". ",
                                          "?",
                                          "!",
                                          ":",
                                          ": ",
                                          ",",
                                          ";",
                                          "(",
                                          ")",
                                          "[",
                                          "]",
                                          "[x]",
                                          "[ ]",
                                          "( )",
                                          "-",
                                          "- ",
                                          "* ",
                                          "**",
                                          "#",
                                          "+ ",
                                          "o ",
                                          "1. ",
                                          "2. ",
                                          "1) ",
                                          "2)",
                                          "3",
                                          "(1)",
                                          "a. ",
                                          "b. ",
                                          "i. ",
                                          "ii. ",
                                          "|",
                                          "----\n",
                                          "===",
                                          "_",
                                          "\"",
                                          "'",
                                          "/",
                                          "&",
                                          "PLAN",
                                          "Neck",
                                          "pain",
                                          "Dr.",
                                          "p.o.",
                                          "e.g.",
                                          "he ",
                                          "The ",
                                          "mg.",
                                          "and",
                                          "HEENT: ",
                                          "Back pain: no",
                                          "low back pain",
                                          "L4-5",
                                          "12:30",
                                          "http://",
                                          "x@y.com",
                                          std::string(1, '\0'),
                                          "\x1B",
                                          "\x80",
                                          "\xC3",
                                          "\xE2\x82",
                                          "\xF0\x9F",
                                          "\xFF",
                                          "\xED\xA0\x80",
                                          "é",
                                          "e\u0301",
                                          "\u0301",
                                          "ß",
                                          "ﬁ",
                                          "½",
                                          "…",
                                          "±",
                                          "’",
                                          "“",
                                          "–",
                                          "—",
                                          "\u00A0",
                                          "\u2009",
                                          "\u200B",
                                          "\uFEFF",
                                          "\u00AD",
                                          "\u202E",
                                          "\u2028",
                                          "\u0085",
                                          "•",
                                          "\u00B7",
                                          "☐",
                                          "☑",
                                          "→",
                                          "µ",
                                          "боль",
                                          "腰",
                                          "Ａ",
                                          "１",
                                          "٣",
                                          "😀",
                                          "👨‍👩‍👧",
                                          "1️⃣",
                                          "™",
                                          "°",
                                          "\uFDFA",
                                          "Ⅳ",
                                          "\U0001F5F9"};

// The first property that does not hold when the bytes are read as UTF-8, as what they look like,
// and in one of the encodings of the list, or "".
std::string broken(std::string_view bytes, std::mt19937& random) {
  static const std::vector<std::string> encodings = {
      "UTF-16LE", "UTF-16BE",  "UTF-32LE", "UTF-32BE",    "windows-1252", "macintosh",
      "IBM850",   "Shift_JIS", "GB18030",  "ISO-2022-JP", "UTF-7",        "UTF-16"};
  for (const std::string& encoding :
       {std::string("UTF-8"), std::string(), encodings[random() % encodings.size()]}) {
    const std::string problem = broken_property(Text::decode(bytes, encoding), bytes, random);
    if (!problem.empty()) return problem + " in " + (encoding.empty() ? "any encoding" : encoding);
  }
  return "";
}

// Of the processor, so that a busy machine does not count.
double seconds_to_decode(const std::string& note) {
  double best = 1e9;
  for (int i = 0; i < 2; ++i) {
    const std::clock_t begin = std::clock();
    const Text text = Text::decode(note);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    best = std::min(best, seconds + (text.utf8().empty() ? 1 : 0));
  }
  return best;
}

std::string repeated(const std::string& piece, size_t size) {
  std::string note;
  note.reserve(size + piece.size());
  while (note.size() < size) note += piece;
  return note;
}

}  // namespace

TEST_CASE("random bytes") {
  std::mt19937 random(1);
  for (int round = 0; round < 4000; ++round) {
    std::string note(random() % 60, '\0');
    for (char& c : note) c = static_cast<char>(random() % 256);
    INFO("round " << round);
    REQUIRE(broken(note, random) == "");
  }
}

TEST_CASE("random code points") {
  std::mt19937 random(2);
  for (int round = 0; round < 4000; ++round) {
    std::string note;
    for (int i = static_cast<int>(random() % 30); i > 0; --i) {
      const uint32_t limit = random() % 3 == 0 ? 0x110000 : random() % 2 == 0 ? 0x3000 : 0x80;
      const auto c = static_cast<uint32_t>(random() % limit);
      if (c < 0x80) {
        note += static_cast<char>(c);
      } else if (c < 0x800) {
        note += {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))};
      } else if (c < 0x10000) {  // surrogates too, which are no characters
        note += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)),
                 static_cast<char>(0x80 | (c & 0x3F))};
      } else {
        note += {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 0x3F)),
                 static_cast<char>(0x80 | (c >> 6 & 0x3F)), static_cast<char>(0x80 | (c & 0x3F))};
      }
    }
    INFO("round " << round);
    REQUIRE(broken(note, random) == "");
  }
}

TEST_CASE("random pieces of notes") {
  std::mt19937 random(3);
  for (int round = 0; round < 12000; ++round) {
    const std::string note = random_note(random, kPieces, round % 10 == 0 ? 300 : 25);
    INFO("round " << round);
    REQUIRE(broken(note, random) == "");
  }
}

TEST_CASE("long notes of one kind") {
  std::mt19937 random(4);
  for (const std::string& piece : kPieces) {
    INFO(piece);
    REQUIRE(broken(repeated(piece, 5000), random) == "");
  }
}

// Ten times the note takes about ten times as long, whatever it repeats.
TEST_CASE("time is linear in the note") {
  constexpr size_t kSmall = 40'000;
  const std::vector<std::string> pieces = {"He has pain in the lower back. It is worse at night.\n",
                                           "LBP x 3 wks\n",
                                           "HEAD: a, b: c, ",
                                           "1. a 2. b 3. c ",
                                           "[x] a [ ] b ",
                                           "[x]",
                                           "a. b\n",
                                           "i. x\n",
                                           "o x\n",
                                           "+ x\n",
                                           "1.\n",
                                           "(",
                                           ")",
                                           "(a: ",
                                           ":",
                                           ": ",
                                           " :",
                                           "a:",
                                           "A:b ",
                                           "a,",
                                           ". ",
                                           ".",
                                           "?",
                                           " ",
                                           "\n",
                                           "\r\n",
                                           "\t",
                                           "a\tb\n",
                                           "|",
                                           "-",
                                           "x",
                                           "1",
                                           "A ",
                                           "Back pain: no, numbness: yes, ",
                                           "Dr. ",
                                           "\u0301",
                                           "e\u0301",
                                           "é",
                                           "腰",
                                           "😀",
                                           "½",
                                           "\u00B7",
                                           "\u200B",
                                           "\xFF",
                                           "\xE2\x82"};
  for (const std::string& piece : pieces) {
    const double small = seconds_to_decode(repeated(piece, kSmall));
    const double large = seconds_to_decode(repeated(piece, 10 * kSmall));
    INFO(piece << ": " << small << " s and " << large << " s");
    CHECK(large < 30 * small + 0.02);
  }
}
