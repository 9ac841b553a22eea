#include "base/utf8.h"

#include <catch2/catch.hpp>

using namespace evident;

TEST_CASE("code points and bytes") {
  CHECK(code_points("") == 0);
  CHECK(code_points("aé€😀") == 4);
  CHECK(bytes_of("aé€😀", 0) == 0);
  CHECK(bytes_of("aé€😀", 2) == 3);
  CHECK(bytes_of("aé€😀", 4) == 10);
  CHECK(bytes_of("aé€😀", 9) == 10);
}

TEST_CASE("the first byte that is not UTF-8") {
  const auto npos = std::string_view::npos;
  for (const char* good : {"", "plain", "é€😀", "\u07FF\u0800\uFFFF", "\uD7FF\uE000", "\U0010FFFF"})
    CHECK(find_invalid_utf8(good) == npos);
  for (const char* bad : {"ab\x80", "ab\xC1\x81", "ab\xC3", "ab\xC3(", "ab\xE0\x9F\xBF",
                          "ab\xE2\x82", "ab\xE2\x82(", "ab\xED\xA0\x80", "ab\xF0\x8F\xBF\xBF",
                          "ab\xF4\x90\x80\x80", "ab\xF5\x80\x80\x80", "ab\xF0\x9F\x98", "ab\xFF"})
    CHECK(find_invalid_utf8(bad) == 2);
}
