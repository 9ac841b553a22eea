#include "base/diagnostic.h"

#include <catch2/catch.hpp>

using namespace evident;

namespace {

std::shared_ptr<const Source> source(std::string text, std::string name = "pain.yaml") {
  return std::make_shared<const Source>(Source{std::move(name), std::move(text)});
}

std::string rendered(Place at, std::string message = "wrong") {
  Diagnostics diagnostics;
  diagnostics.error(std::move(at), std::move(message));
  return diagnostics.render();
}

}  // namespace

TEST_CASE("a line of a source, without its end") {
  const Source text{"x", "one\ntwo\r\n\nfour"};
  CHECK(text.line(1) == "one");
  CHECK(text.line(2) == "two");
  CHECK(text.line(3).empty());
  CHECK(text.line(4) == "four");
  CHECK(text.line(5).empty());
  CHECK(text.line(0).empty());
  CHECK(text.line(-1).empty());
  CHECK(Source{"x", "one\n"}.line(2).empty());
  CHECK(Source{"x", ""}.line(1).empty());
  CHECK(Source{"x", "\xEF\xBB\xBFone\ntwo"}.line(1) == "one");
}

TEST_CASE("the printed form: place, message, line, caret, notes") {
  Diagnostics diagnostics;
  auto file = source("concepts:\n  low-back-pain:\n    phrase: |\n");
  Diagnostic& error = diagnostics.error({file, 3, 5, 6}, "unknown key \"phrase\"");
  error.notes = {"allowed: kind, phrases, region", "did you mean \"phrases\"?"};
  CHECK(diagnostics.render() ==
        "pain.yaml:3:5: error: unknown key \"phrase\"\n"
        "    phrase: |\n"
        "    ^~~~~~\n"
        "allowed: kind, phrases, region\n"
        "did you mean \"phrases\"?\n");
}

TEST_CASE("warnings are no errors") {
  Diagnostics diagnostics;
  CHECK(diagnostics.ok());
  diagnostics.warning({source("x"), 1, 1, 1}, "odd");
  CHECK(diagnostics.ok());
  CHECK(diagnostics.errors() == 0);
  CHECK(diagnostics.render() == "pain.yaml:1:1: warning: odd\nx\n^\n");
  diagnostics.error({}, "wrong");
  CHECK_FALSE(diagnostics.ok());
  CHECK(diagnostics.errors() == 1);
  CHECK(diagnostics.all().size() == 2);
}

TEST_CASE("all of them, by file, line and column, equal places as they came") {
  Diagnostics diagnostics;
  auto a = source("1\n2\n", "a.yaml"), b = source("1\n2\n", "b.yaml");
  diagnostics.error({b, 1, 1, 1}, "fourth");
  diagnostics.error({a, 2, 1, 1}, "second");
  diagnostics.error({a, 2, 1, 1}, "third");
  diagnostics.error({a, 1, 1, 1}, "first");
  CHECK(diagnostics.render() ==
        "a.yaml:1:1: error: first\n1\n^\n"
        "a.yaml:2:1: error: second\n2\n^\n"
        "a.yaml:2:1: error: third\n2\n^\n"
        "b.yaml:1:1: error: fourth\n1\n^\n");
}

TEST_CASE("a place without a file, and a file without a line") {
  CHECK(rendered({}) == "error: wrong\n");
  CHECK(rendered({source("x"), 0, 0, 1}) == "pain.yaml: error: wrong\n");
}

TEST_CASE("the caret counts characters and keeps tabs") {
  CHECK(rendered({source("naïve café"), 1, 7, 4}) ==
        "pain.yaml:1:7: error: wrong\nnaïve café\n      ^~~~\n");
  CHECK(rendered({source("\tkey:\tvalue"), 1, 7, 5}) ==
        "pain.yaml:1:7: error: wrong\n\tkey:\tvalue\n\t    \t^~~~~\n");
}

TEST_CASE("a place past the end is shown at the end") {
  CHECK(rendered({source("abc"), 1, 4, 1}) == "pain.yaml:1:4: error: wrong\nabc\n   ^\n");
  CHECK(rendered({source("abc"), 1, 9, 9}) == "pain.yaml:1:9: error: wrong\nabc\n   ^\n");
  CHECK(rendered({source("abc"), 1, 2, 99}) == "pain.yaml:1:2: error: wrong\nabc\n ^~\n");
  CHECK(rendered({source("abc"), 7, 1, 1}) == "pain.yaml:7:1: error: wrong\n\n^\n");
}

TEST_CASE("control characters do not reach the terminal") {
  CHECK(rendered({source("a\x1B[31mb"), 1, 2, 1}) == "pain.yaml:1:2: error: wrong\na?[31mb\n ^\n");
}

TEST_CASE("of a long line only the surroundings of the place are shown") {
  const std::string left(500, 'a'), right(500, 'b');
  CHECK(rendered({source(left + "HERE" + right), 1, 501, 4}) ==
        "pain.yaml:1:501: error: wrong\n..." + left.substr(0, 60) + "HERE" + right.substr(0, 56) +
            "...\n" + std::string(63, ' ') + "^~~~\n");
  CHECK(rendered({source(left + right), 1, 1, 1000}) == "pain.yaml:1:1: error: wrong\n" +
                                                            left.substr(0, 120) + "...\n^" +
                                                            std::string(119, '~') + "\n");
}
