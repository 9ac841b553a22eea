#include "lexicon/cue_conflicts.h"

#include <catch2/catch.hpp>

#include "analyzer.h"
#include "lexicon/phrase.h"

using namespace evident;

namespace {

std::string conflicts(const std::string& yaml) {
  Diagnostics diagnostics;
  const auto lexicon =
      Lexicon::load({std::make_shared<const Source>(Source{"cues.yaml", yaml})}, diagnostics);
  REQUIRE(lexicon);
  find_cue_conflicts(*lexicon, diagnostics);
  return diagnostics.render();
}

std::string cue(const std::string& id, const std::string& means, const std::string& phrase) {
  return "  " + id + ":\n    kind: cue\n    means: " + means + "\n    phrases: |\n      " + phrase +
         "\n";
}

std::vector<std::string> wordings_of(std::string_view phrase, size_t most) {
  const auto parsed = parse_phrase(phrase, [](std::string_view) { return nullptr; });
  REQUIRE(parsed.root);
  return wordings(*parsed.root, most);
}

}  // namespace

TEST_CASE("one wording in two cues that contradict each other is told with both places") {
  const std::string found =
      conflicts("lists:\n  is: is|was\nconcepts:\n" + cue("absent", "negated", "<is> (all )?gone") +
                cue("there", "affirmed", "(never|was) gone( yet)?"));
  CHECK(found ==
        "cues.yaml:13:7: error: \"was gone\" stands in two cues that contradict each other, "
        "\"absent\" and \"there\"\n"
        "      (never|was) gone( yet)?\n"
        "      ^\n"
        "the other one: cues.yaml:8\n");
}

TEST_CASE("which meanings exclude each other") {
  const auto both = [](const std::string& a, const std::string& b) {
    return conflicts("concepts:\n" + cue("a", a, "these words") + cue("b", b, "these words"));
  };
  CHECK(both("negated", "possible") != "");
  CHECK(both("past", "current") != "");
  CHECK(both("family", "other") != "");
  CHECK(both("answer-no", "answer-yes") != "");
  CHECK(both("pseudo", "past") != "");
  CHECK(both("stop", "pseudo") != "");
  CHECK(both("negated", "negated") == "");
  CHECK(both("negated", "past") == "");
  CHECK(both("negated", "answer-no") == "");
  CHECK(both("pseudo", "answer-no") == "");
}

TEST_CASE("a pair of phrases is told once, however many wordings they share") {
  const std::string found = conflicts("concepts:\n" + cue("a", "negated", "(a|b|c) word") +
                                      cue("b", "possible", "(a|b|c) word"));
  CHECK(found.find("stands in two cues") == found.rfind("stands in two cues"));
}

TEST_CASE("the shipped cues do not contradict each other") {
  Diagnostics diagnostics;
  const auto lexicon = Lexicon::load(Knowledge::shipped().lexicons, diagnostics);
  REQUIRE(lexicon);
  find_cue_conflicts(*lexicon, diagnostics);
  CHECK(diagnostics.render() == "");
}

TEST_CASE("the wordings of a phrase") {
  using Words = std::vector<std::string>;
  CHECK(wordings_of("no (new )?pain", 9) == Words{"no pain", "no new pain"});
  CHECK(wordings_of("(a|b)[cd]", 9) == Words{"ac", "bc"});
  CHECK(wordings_of("a ... b", 9) == Words{"a ... b"});
  CHECK(wordings_of("x(ab)+", 9) == Words{"xab", "xabab"});
  CHECK(wordings_of("(a|b)(a|b)(a|b)", 5).size() == 5);
}
