#include "coding/contradictions.h"

#include <catch2/catch.hpp>

#include "analyzer.h"

using namespace evident;

namespace {

// "left (hpi) right (assessment)" for each contradiction of the note.
std::vector<std::string> contradictions_in(const std::string& note) {
  static const auto analyzer = [] {
    Diagnostics diagnostics;
    return Analyzer::load(Knowledge::shipped(), diagnostics);
  }();
  const Analysis analysis = analyzer->analyze(note, {});
  std::vector<std::string> found;
  for (const Contradiction& contradiction : analysis.contradictions) {
    CHECK(contradiction.about == "side");
    CHECK_FALSE(contradiction.message.empty());
    std::string words;
    for (const Evidence& side : contradiction.sides)
      words += (words.empty() ? "" : " ") + std::string(analysis.text.quote(side.span)) + " (" +
               side.section + ")";
    found.push_back(words);
  }
  return found;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a side in the history that the assessment turns round") {
  CHECK(contradictions_in("HPI: Pain down the left leg.\n\nAssessment: Sciatica, right side.\n") ==
        Words{"left (hpi) right side (assessment)"});
  CHECK(contradictions_in("Impression: right sciatica.\n\nHPI: left sciatica for a week.\n") ==
        Words{"right (assessment) left (hpi)"});
}

TEST_CASE("what is no contradiction") {
  for (const char* note : {
           "HPI: Pain down the right leg.\n\nAssessment: Sciatica, right side.\n",
           "HPI: Pain down the left leg.\n\nAssessment: Bilateral sciatica.\n",
           "HPI: Pain in both legs.\n\nAssessment: Right sciatica.\n",
           "HPI: No pain in the left leg.\n\nAssessment: Right sciatica.\n",
           "HPI: Left sciatica two years ago.\n\nAssessment: Right sciatica.\n",
           "HPI: Left knee pain.\n\nAssessment: Right sciatica.\n",
           "HPI: Left arm pain.\n\nAssessment: Right sciatica.\n",
           "HPI: Left sciatica. Later right sciatica.\n",
       }) {
    CAPTURE(note);
    CHECK(contradictions_in(note).empty());
  }
}
