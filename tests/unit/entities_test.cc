#include <catch2/catch.hpp>
#include <thread>

#include "analyzer.h"

using namespace evident;

namespace {

const Analyzer& analyzer() {
  static const auto loaded = [] {
    Diagnostics diagnostics;
    auto made = Analyzer::load(Knowledge::shipped(), diagnostics);
    REQUIRE(made);
    return made;
  }();
  return *loaded;
}

EntityContext context_of(std::string_view text, std::string_view words) {
  const auto begin = static_cast<uint32_t>(text.find(words));
  const Span entity{begin, begin + static_cast<uint32_t>(words.size())};
  return analyzer().context(text, {&entity, 1}).at(0);
}

}  // namespace

TEST_CASE("words that no lexicon names are read like its own") {
  const EntityContext context = context_of("Possible gout; denies sciatica and scurvy.", "scurvy");
  CHECK(context.negated);
  CHECK(context.certainty == Certainty::affirmed);
  REQUIRE(context.cues.size() == 1);
  CHECK(context.cues[0].says == "negated");
  CHECK(context.cues[0].text == "denies");
  CHECK(context.cues[0].span == Span{15, 21});
}

TEST_CASE("a finding of the lexicons means the same as the words that it stands in") {
  for (std::string_view text :
       {"Denies low back pain.", "Possible low back pain.", "History of low back pain.",
        "Mother had low back pain.", "Return if low back pain recurs.", "Low back pain? No.",
        "PMH:\nlow back pain", "No fracture, low back pain since May.", "low back pain: none",
        "Neck pain (no low back pain) and arm pain."}) {
    const Analysis analysis = analyzer().analyze(text, {});
    for (const Finding& finding : analysis.findings) {
      const Span at = analysis.text.note_span(finding.span);
      INFO(text << " @" << at.begin);
      const EntityContext context = analyzer().context(text, {&at, 1}).at(0);  // ASCII
      CHECK(context.negated == finding.negated);
      CHECK(context.certainty == finding.certainty);
      CHECK(context.time == finding.time);
      CHECK(context.experiencer == finding.experiencer);
      CHECK(context.hypothetical == finding.hypothetical);
    }
  }
}

TEST_CASE("any places of any bytes have a context") {
  const std::vector<Span> entities = {{0, 1}, {5, 2}, {3, 3}, {0, UINT32_MAX}, {90, 91}, {0, 0}};
  for (std::string_view text : {"", " ", "no", "\xff\xfe no\xc0", "\n\n\n", "No fever"})
    CHECK(analyzer().context(text, entities).size() == entities.size());
  CHECK(analyzer().context("No fever", {}).empty());
}

TEST_CASE("several threads may ask one analyzer") {
  std::vector<int> denied(4);
  std::vector<std::thread> threads;
  for (int& count : denied)
    threads.emplace_back([&count] {
      for (int i = 0; i < 50; ++i) count += context_of("No rash or scurvy.", "scurvy").negated;
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(denied == std::vector<int>{50, 50, 50, 50});
}
