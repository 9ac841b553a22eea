#include "base/suggest.h"

#include <catch2/catch.hpp>

using namespace evident;

namespace {

// The definition, without rows thrown away or an early end.
int plain_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = static_cast<int>(i + j);
        continue;
      }
      d[i][j] =
          std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

}  // namespace

TEST_CASE("edit distance counts inserts, deletes, substitutes and swaps") {
  CHECK(edit_distance("", "", 3) == 0);
  CHECK(edit_distance("pain", "pain", 3) == 0);
  CHECK(edit_distance("PAIN", "pain", 3) == 0);
  CHECK(edit_distance("pain", "pains", 3) == 1);
  CHECK(edit_distance("pain", "pan", 3) == 1);
  CHECK(edit_distance("pain", "pair", 3) == 1);
  CHECK(edit_distance("pain", "pian", 3) == 1);
  CHECK(edit_distance("", "abc", 3) == 3);
  CHECK(edit_distance("kitten", "sitting", 3) == 3);
}

TEST_CASE("edit distance gives up above its limit") {
  CHECK(edit_distance("kitten", "sitting", 2) == 3);
  CHECK(edit_distance("abcdefgh", "stuvwxyz", 2) == 3);
  CHECK(edit_distance("a", "abcdef", 2) == 3);
  CHECK(edit_distance("a", "b", 0) == 1);
}

TEST_CASE("edit distance agrees with its definition on all short words over three letters") {
  std::vector<std::string> words = {""};
  for (size_t i = 0; words[i].size() < 4; ++i)
    for (char c : {'a', 'b', 'c'}) words.push_back(words[i] + c);
  REQUIRE(words.size() == 121);
  size_t wrong = 0;
  for (const std::string& a : words)
    for (const std::string& b : words)
      for (int limit = 0; limit <= 4; ++limit)
        wrong += edit_distance(a, b, limit) != std::min(plain_distance(a, b), limit + 1);
  CHECK(wrong == 0);
}

TEST_CASE("the nearest word is within a third of the length") {
  const std::vector<std::string> known = {"kind", "phrases", "region", "reach"};
  CHECK(nearest("phrase", known) == "phrases");
  CHECK(nearest("Kind", known) == "kind");
  CHECK(nearest("regoin", known) == "region");
  CHECK(nearest("knd", known) == "kind");
  CHECK(nearest("severity", known).empty());
  CHECK(nearest("", known).empty());
  CHECK(nearest("phrase", {}).empty());
}

TEST_CASE("of equally near words the first is meant; one letter is no hint at another") {
  CHECK(nearest("cat", {"bat", "rat"}) == "bat");
  CHECK(nearest("x", {"y", "z"}).empty());
  CHECK(nearest("X", {"y", "x"}) == "x");
}

TEST_CASE("join") {
  CHECK(join({}).empty());
  CHECK(join({"a"}) == "a");
  CHECK(join({"a", "b", "c"}) == "a, b, c");
  CHECK(join({"a", "b"}, " or ") == "a or b");
}
