// What holds for any bytes whatsoever, tried on many random ones with fixed seeds.
#include <algorithm>
#include <catch2/catch.hpp>
#include <ctime>
#include <random>

#include "base/utf8.h"
#include "text/fold.h"
#include "text/text.h"

using namespace evident;

namespace {

bool on_character(std::string_view utf8, uint32_t at) {
  return at == utf8.size() || (at < utf8.size() && !continues_character(utf8[at]));
}

bool is_ruler_sign(char c) {
  return std::string_view("-=*~#+|.").find(c) != std::string_view::npos;
}

// The first property that does not hold, or "".
std::string broken(std::string_view bytes, std::mt19937& random) {
  const Text text = Text::decode(bytes);
  const std::string_view utf8 = text.utf8(), norm = text.norm();
  const auto size = static_cast<uint32_t>(norm.size());
  if (find_invalid_utf8(utf8) != std::string_view::npos) return "utf8 is not UTF-8";
  if ((utf8 == bytes) == text.replaced_bytes()) return "replaced_bytes";
  const bool plain = std::ranges::all_of(norm, [](char c) {
    return c == '\n' || c == '\t' || (c >= ' ' && c < 0x7F && !(c >= 'A' && c <= 'Z'));
  });
  if (!plain) return "norm is not plain";
  if (text.offset(static_cast<uint32_t>(utf8.size()), OffsetUnit::byte) != bytes.size()) {
    return "bytes received";
  }

  // Each position alone, and random spans.
  Span before{0, 0};
  for (uint32_t i = 0; i < size; ++i) {
    const Span note = text.note_span({i, i + 1});
    if (note.empty() || note.end > utf8.size()) return "note_span outside";
    if (!on_character(utf8, note.begin) || !on_character(utf8, note.end)) return "cut character";
    if (note.begin < before.begin || note.end < before.end) return "note_span not monotone";
    if (note != before && note.begin < before.end) return "characters overlap";
    if (!text.norm_span(note).contains(i)) return "norm_span does not come back";
    before = note;
  }
  for (int i = 0; i < 20 && size > 0; ++i) {
    const uint32_t begin = random() % size;
    const Span span{begin, begin + 1 + static_cast<uint32_t>(random() % (size - begin))};
    const Span whole = text.norm_span(text.note_span(span));
    if (!whole.contains(span)) return "quote does not cover";
    // The quote folds to what it covers; only, a fraction stands apart from a digit before it and
    // a middle dot is a bullet where it begins a line.
    const std::string quote(text.quote(span));
    const std::string folded = fold(quote);
    const std::string_view there = norm.substr(whole.begin, whole.size());
    const bool dotted = quote.find("\u00B7") != quote.npos;
    if (!dotted && there != folded && there != " " + folded) {
      return "quote folds to something else";
    }
  }

  uint32_t end = 0;
  for (Span token : text.tokens()) {
    if (token.empty() || token.begin < end || token.end > size) return "tokens";
    end = token.end;
  }
  end = 0;
  for (const Head& head : text.heads()) {
    if (head.words.empty() || !head.whole.contains(head.words)) return "head words";
    if (head.whole.begin < end) return "heads overlap";
    if (!text.lines()[head.line].contains(head.whole)) return "head line";
    end = head.whole.end;
  }
  end = 0;
  for (const ListItem& item : text.items()) {
    if (item.mark.empty() || !item.span.contains(item.mark)) return "item mark";
    if (item.span.begin < end || item.span.end > size || item.depth < 0) return "items";
    end = item.span.end;
  }

  std::vector<bool> covered(size, false);
  end = 0;
  uint32_t paragraph = 0;
  for (const Sentence& sentence : text.sentences()) {
    const Span span = sentence.span;
    if (span.empty() || span.begin < end || span.end > size) return "sentences";
    if (span.size() > kLongestSentence) return "long sentence";
    if (std::isspace(norm[span.begin]) || std::isspace(norm[span.end - 1])) return "not trimmed";
    if (sentence.paragraph < paragraph) return "paragraphs";
    if (sentence.item >= 0 && !text.items()[sentence.item].span.contains(span.begin)) return "item";
    std::fill(covered.begin() + span.begin, covered.begin() + span.end, true);
    end = span.end;
    paragraph = sentence.paragraph;
  }
  for (Span line : text.lines()) {
    const std::string_view body = norm.substr(line.begin, line.size());
    const bool ruler =
        std::ranges::all_of(body, [](char c) { return c == ' ' || c == '\t' || is_ruler_sign(c); });
    for (uint32_t i = line.begin; !ruler && i < line.end; ++i) {
      if (!covered[i] && norm[i] != ' ' && norm[i] != '\t') return "byte in no sentence";
    }
  }
  return "";
}

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
