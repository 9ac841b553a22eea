// What the loader makes of files without mistakes; tests/errors holds what it says of others.
#include "lexicon/lexicon.h"

#include <catch2/catch.hpp>

#include "small_knowledge.h"

using namespace evident;

namespace {

using Words = std::vector<std::string>;

const Concept& concept_of(const Lexicon& lexicon, std::string_view id) {
  const auto index = lexicon.find(id);
  REQUIRE(index);
  return lexicon.concepts()[*index];
}

}  // namespace

TEST_CASE("a problem with groups and what its name says") {
  const auto lexicon = lexicon_of(R"(
concepts:
  low-back-pain:
    kind: symptom
    groups: [pain, spine]
    says: {region: lumbar, side: [right, left]}
    phrases: |
      LBP
)");
  const Concept& pain = concept_of(*lexicon, "low-back-pain");
  CHECK(pain.kind == ConceptKind::symptom);
  CHECK(pain.groups == Words{"pain", "spine"});
  REQUIRE(pain.values.size() == 3);
  CHECK(pain.values[0].axis + '=' + pain.values[0].value == "region=lumbar");
  CHECK(pain.values[2].axis + '=' + pain.values[2].value == "side=left");
  CHECK(pain.values[2].at.line == 6);
  CHECK(pain.at.line == 3);
}

TEST_CASE("modifiers, cues and sections, and what they are when nothing is said") {
  const auto lexicon = lexicon_of(R"(
concepts:
  week:
    kind: modifier
    days: 7
    of: [denies, week]
    phrases: |
      weeks?
  denies:
    kind: cue
    means: negated
    phrases: |
      denies
  gone:
    kind: cue
    means: past
    direction: backward
    reach: 6
    phrases: |
      gone
  to-the-end:
    kind: cue
    means: family
    direction: either
    reach: sentence
    phrases: |
      mother
  history:
    kind: section
    standing: mentioned
    says: past
    sub: true
    needs-colon: true
    phrases: |
      history
  plan:
    kind: section
    phrases: |
      plan
)");
  const Concept& week = concept_of(*lexicon, "week");
  CHECK(week.days == 7);
  CHECK(week.of == Words{"denies", "week"});
  const Concept& denies = concept_of(*lexicon, "denies");
  CHECK(denies.means == CueMeaning::negated);
  CHECK(denies.direction == Direction::forward);
  CHECK(denies.reach == Reach::phrase);
  const Concept& gone = concept_of(*lexicon, "gone");
  CHECK(gone.direction == Direction::backward);
  CHECK(gone.reach == Reach::words);
  CHECK(gone.reach_words == 6);
  CHECK(concept_of(*lexicon, "to-the-end").reach == Reach::sentence);
  const Concept& history = concept_of(*lexicon, "history");
  CHECK(history.standing == Standing::mentioned);
  CHECK(history.section_says == CueMeaning::past);
  CHECK((history.sub && history.needs_colon));
  const Concept& plan = concept_of(*lexicon, "plan");
  CHECK(plan.standing == Standing::stated);
  CHECK(!plan.section_says);
  CHECK((!plan.sub && !plan.needs_colon));
}

TEST_CASE("phrases stand by concept, with the place of each") {
  const auto lexicon = lexicon_of(R"(
concepts:
  one:
    kind: problem
    phrases: |
      # a comment

      first
        second  
  two:
    kind: problem
    phrases: |
      third
)");
  REQUIRE(lexicon->phrases().size() == 3);
  CHECK(lexicon->re2_of(lexicon->phrases()[1]) == R"(\b(?:second)\b)");
  CHECK(lexicon->phrases()[1].at.line == 9);
  CHECK(lexicon->phrases()[1].at.column == 9);
  CHECK(lexicon->phrases()[2].concept_index == 1);
}

TEST_CASE("lists serve every file, whatever their order") {
  Diagnostics diagnostics;
  const auto lexicon = Lexicon::load(
      {file("a.yaml", "concepts:\n  pain:\n    kind: problem\n    phrases: |\n      <ache>\n"),
       file("b.yaml", "lists:\n  ache: <word>s?\n"), file("c.yaml", "lists:\n  word: pain|ache\n"),
       file("empty.yaml", "")},
      diagnostics);
  REQUIRE(diagnostics.render() == "");
  CHECK(lexicon->re2_of(lexicon->phrases()[0]) == R"(\b(?:(?:pain|ache)(?:s)?)\b)");
}

TEST_CASE("concepts by id and by group") {
  const auto lexicon = lexicon_of(kLexicon);
  CHECK(lexicon->find("sciatica"));
  CHECK(!lexicon->find("pain"));
  CHECK(!lexicon->find(""));
  CHECK(lexicon->named("pain").size() == 3);
  CHECK(lexicon->named("sciatica") == std::vector<uint32_t>{*lexicon->find("sciatica")});
  CHECK(lexicon->named("nothing").empty());
  const Words names = lexicon->names();
  CHECK(std::is_sorted(names.begin(), names.end()));
  CHECK(std::count(names.begin(), names.end(), "pain") == 1);
}

TEST_CASE("a lexicon with a mistake is none") {
  Diagnostics diagnostics;
  CHECK(!Lexicon::load({file("a.yaml", "concepts:\n  pain:\n    kind: problem\n")}, diagnostics));
  CHECK(diagnostics.errors() == 1);
}
