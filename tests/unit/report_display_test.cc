#include <catch2/catch.hpp>

#include "report/display.h"

using namespace evident;

namespace {

std::string wrapped(std::string_view words, int width, std::string_view first = "",
                    std::string_view rest = "") {
  std::string text;
  Wrapper out(text, width, false);
  out.begin(first, rest);
  out.put(words);
  out.end();
  return text;
}

}  // namespace

TEST_CASE("nothing that a terminal obeys stays in visible text") {
  CHECK(visible("plain text") == "plain text");
  CHECK(visible("\x1b[31mred") == "␛[31mred");
  CHECK(visible("bell\a null" + std::string(1, '\0')) == "bell␇ null␀");
  CHECK(visible("del\x7f") == "del␡");
  CHECK(visible("a\tb\r\nc") == "a b c");
  CHECK(visible("\xC2\x9B"
                "31m") == "<U+009B>31m");  // CSI in one character
  CHECK(visible("\u202Eevil\u2066") == "<U+202E>evil<U+2066>");
  CHECK(visible("a\u2028b") == "a<U+2028>b");
  CHECK(visible("\uFEFFsoft\u00ADhyphen\u200B") == "softhyphen");
  CHECK(visible("bad \xFF\xC3(") == "bad \uFFFD\uFFFD(");
}

TEST_CASE("visible text of any byte holds no control character") {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  for (unsigned char c : visible(all)) {
    CHECK(c >= 0x20);
    CHECK(c != 0x7F);
  }
}

TEST_CASE("width counts columns") {
  CHECK(display_width("") == 0);
  CHECK(display_width("back") == 4);
  CHECK(display_width("腰痛") == 4);
  CHECK(display_width("e\u0301tage\u0301") == 5);
  CHECK(display_width("ok \U0001F642") == 5);
}

TEST_CASE("clip cuts to columns, not bytes") {
  CHECK(clip("short", 5) == "short");
  CHECK(clip("longer", 5) == "long…");
  CHECK(clip("腰痛腰痛", 5) == "腰痛…");
  CHECK(clip("腰痛腰痛", 4) == "腰…");
}

TEST_CASE("lines break at blanks and keep blanks inside") {
  CHECK(wrapped("low back pain", 80) == "low back pain\n");
  CHECK(wrapped("low back pain", 9) == "low back\npain\n");
  CHECK(wrapped("low  back   pain", 11) == "low  back\npain\n");
  CHECK(wrapped("  indented", 20) == "  indented\n");
  CHECK(wrapped("", 20) == "\n");
  CHECK(wrapped("one two three", 12, "1. ", "   ") == "1. one two\n   three\n");
}

TEST_CASE("a word longer than a line is cut") {
  CHECK(wrapped("abcdefghij", 4) == "abcd\nefgh\nij\n");
  CHECK(wrapped("ab cdefghijkl", 6, "> ", "> ") == "> ab\n> cdef\n> ghij\n> kl\n");
  CHECK(wrapped("腰痛腰痛", 5) == "腰痛\n腰痛\n");
}

TEST_CASE("a word may change its style in the middle and is still one word") {
  std::string text;
  Wrapper out(text, 10, true);
  out.begin("", "");
  out.put("ab cde");
  out.put("fgh", Style::dim);
  out.put("i.");
  out.end();
  CHECK(text == "ab\ncde\x1b[2mfgh\x1b[0mi.\n");
}

TEST_CASE("no style runs over the end of a line") {
  std::string text;
  Wrapper out(text, 8, true);
  out.begin("", "  ");
  out.put("low back pain", Style::dim);
  out.end();
  CHECK(text == "\x1b[2mlow back\x1b[0m\n  \x1b[2mpain\x1b[0m\n");
}

TEST_CASE("what is put whole stays together") {
  std::string text;
  Wrapper out(text, 8, false);
  out.begin("", "");
  out.put("pain in ");
  out.put("back");
  out.put_whole("[1]");
  out.end();
  CHECK(text == "pain in\nback[1]\n");
}
