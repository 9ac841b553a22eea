#include "coding/queries.h"

#include "small_knowledge.h"

using namespace evident;

namespace {

using Words = std::vector<std::string>;

Analysis analysed(std::string_view note, const Encounter& encounter = {}) {
  return small_analyzer().analyze(note, encounter);
}

const Analyzer& shipped() {
  static const auto analyzer = [] {
    Diagnostics diagnostics;
    auto loaded = Analyzer::load(Knowledge::shipped(), diagnostics);
    REQUIRE(diagnostics.render() == "");
    return loaded;
  }();
  return *analyzer;
}

}  // namespace

TEST_CASE("a missing side is asked for, with the note's own words") {
  const Analysis analysis = analysed("SUBJECTIVE:\nLow back pain and sciatica.");
  REQUIRE(analysis.queries.size() == 1);
  const Query& query = analysis.queries[0];
  CHECK(query.about == "side");
  CHECK(query.code == "M54.40");
  CHECK(query.changes == Words{"M54.41", "M54.42"});
  CHECK(query.options == Words{"right", "left", "bilateral", "other", "unable to determine"});
  CHECK(query.text ==
        "The note documents \"Low back pain\" (subjective), \"sciatica\" (subjective). "
        "On which side is the sciatica?");
  CHECK(quotes(analysis.text, query.indicators) == "Low back pain, sciatica");
}

TEST_CASE("the code that would change is warned of too") {
  const Analysis analysis = analysed("Sciatica.");
  const auto& warnings = analysis.codes.at(0).warnings;
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].id == "unspecified-side");
  CHECK(warnings[0].severity == "warning");
  CHECK(warnings[0].would_change_to == Words{"M54.31", "M54.32"});
}

TEST_CASE("nothing is asked when the words are there, or when no code would change") {
  CHECK(analysed("Right sciatica.").queries.empty());
  CHECK(analysed("Strain.").queries.empty());
  CHECK(analysed("").queries.empty());
}

TEST_CASE("withheld codes ask nothing") {
  CHECK(analysed("Denies sciatica.").queries.empty());
  CHECK(analysed("Probable sciatica.").queries.empty());
}

TEST_CASE("a topic of its own gives its changes and options") {
  const Analysis analysis = analysed("Back pain.");
  REQUIRE(analysis.queries.size() == 1);
  CHECK(analysis.queries[0].about == "site");
  CHECK(analysis.queries[0].changes == Words{"M54.50"});
  CHECK(analysis.queries[0].options == Words{"low back", "other", "unable to determine"});
}

TEST_CASE("a rule's warning stands on its code") {
  const Analysis analysis = analysed("Low back pain.");
  REQUIRE(analysis.codes.at(0).warnings.size() == 1);
  CHECK(analysis.codes[0].warnings[0].id == "unspecified-cause");
  CHECK(analysis.codes[0].warnings[0].would_change_to == Words{"M54.59"});
}

TEST_CASE("a side that the assessment turns round is asked about, once") {
  const Analysis analysis =
      shipped().analyze("HPI: left sciatica, left leg pain.\nAssessment: right sciatica.", {});
  REQUIRE(analysis.queries.size() == 1);
  CHECK(analysis.queries[0].changes == Words{"M54.32"});
  CHECK(analysis.queries[0].options == Words{"left", "right", "other", "unable to determine"});
  CHECK(analysis.queries[0].text ==
        "The note documents \"left sciatica\" (hpi), \"right sciatica\" (assessment). "
        "Which side is affected?");
  CHECK(shipped()
            .analyze("HPI: left radiculopathy.\nAssessment: right radiculopathy, lumbar.", {})
            .queries.empty());
}

TEST_CASE("the status of a diagnosis in doubt is asked for, quoted with its doubt") {
  const Analysis analysis =
      shipped().analyze("MRI: possible L5-S1 herniation.\nAssessment: Low back pain.\n", {});
  REQUIRE(analysis.queries.size() == 1);
  CHECK(analysis.queries[0].about == "status");
  CHECK(quotes(analysis.text, analysis.queries[0].indicators) == "possible L5-S1 herniation");
  CHECK(analysis.queries[0].options ==
        Words{"confirmed", "still suspected", "ruled out", "other", "unable to determine"});
}

TEST_CASE("the shipped questions are neutral and speak of no payment") {
  size_t asked = 0;
  for (const char* note :
       {"Low back pain with sciatica.", "Sciatica.", "Back pain.", "Cervical disc herniation.",
        "Radiculopathy.", "Low back pain radiating below the knee.", "Low back strain.",
        "Piriformis syndrome.", "HPI: left sciatica. Assessment: right sciatica.",
        "MRI: possible herniation L5-S1.\nAssessment: Low back pain."}) {
    for (const Query& query : shipped().analyze(note, {}).queries) {
      CAPTURE(query.text);
      ++asked;
      CHECK(query.text.ends_with('?'));
      CHECK(query.text.starts_with("The note documents \""));
      CHECK(query.text.find(shipped().code_set().find(query.code)->title) == std::string::npos);
      for (const char* word : {"pay", "reimburs", "quality", "audit", "denial", "revenue", "bill"})
        CHECK(query.text.find(word) == std::string::npos);
      REQUIRE(query.options.size() > 2);
      CHECK(query.options[query.options.size() - 2] == "other");
      CHECK(query.options.back() == "unable to determine");
      CHECK(!query.changes.empty());
      CHECK(!query.indicators.empty());
    }
  }
  CHECK(asked >= 5);
}
