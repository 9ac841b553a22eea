#include <catch2/catch.hpp>

#include "text/text.h"
#include "text_dump.h"

using namespace evident;

namespace {

using Lines = std::vector<std::string>;

struct Row {
  std::string note;
  Lines heads;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.note);
    CHECK(heads_of(row.note) == row.heads);
  }
}

}  // namespace

TEST_CASE("words before a colon at a line start") {
  check({
      {"PLAN: rest", {"PLAN /line colon capitals"}},
      {"Past Medical History: none", {"Past Medical History /line colon title"}},
      {"Chief complaint: pain", {"Chief complaint /line colon"}},
      {"plan: rest", {"plan /line colon"}},
      {"HPI:\nPain.", {"HPI /line alone colon capitals"}},
      {"A/P: strain", {"A/P /line colon capitals"}},
      {"HEENT:normal", {"HEENT /line colon capitals"}},
      {"IMPRESSION : strain", {"IMPRESSION /line colon capitals"}},
      {"PROCEDURE:: none", {"PROCEDURE /line colon capitals"}},
      {"SUBJECTIVE:, He is well.", {"SUBJECTIVE /line colon capitals"}},
      {"Ears, Nose, and Throat: clear", {"Ears, Nose, and Throat /line colon title"}},
      {"MEDICATIONS (per patient): none", {"MEDICATIONS (per patient) /line colon capitals"}},
      {"EARS, NOSE, AND THROAT: clear", {"EARS, NOSE, AND THROAT /line colon capitals"}},
      {"ADVICE GIVEN TO THE PATIENT AT THE TIME OF LEAVING: to rest for a week and then to walk a "
       "little more each day, and to call us if the pain comes back or gets worse",
       {"ADVICE GIVEN TO THE PATIENT AT THE TIME OF LEAVING /line colon capitals"}},
      {"P.E.: normal", {"P.E. /line colon capitals"}},
      {"Axis I: none", {"Axis I /line colon title"}},
      {"Back pain: No", {"Back pain /line colon"}},
  });
}

TEST_CASE("number, bullet and markup do not belong to the words") {
  check({
      {"1. Past history: none\n2. PLAN: rest",
       {"Past history /line colon", "PLAN /line colon capitals"}},
      {"- Gait: normal\n", {"Gait /line colon title"}},
      {"**Plan:** rest", {"Plan /line colon title"}},
      {"**HPI**\nPain.", {"HPI /line alone capitals"}},
      {"# Assessment\nPain.", {"Assessment /line alone title"}},
      {"IV. REVIEW OF SYSTEMS: none", {"REVIEW OF SYSTEMS /line colon capitals"}},
      {"== LABS ==\nnormal", {"LABS /line alone capitals"}},
      {"[Notes]\nnone", {"Notes /line alone title"}},
  });
  const Text text = Text::decode("x.\n\n 2. **Plan:** rest");
  REQUIRE(text.heads().size() == 1);
  CHECK(text.quote(text.heads()[0].whole) == "2. **Plan:");
  CHECK(text.heads()[0].line == 2);
}

TEST_CASE("what a colon does not make a head of") {
  check({
      {"12:30 came in", {}},
      {"Seen at 12:30", {}},
      {"http://example.com", {}},
      {"ratio 3:1 found", {}},
      {"std::sort", {}},
      {"He takes the following: aspirin", {}},
      {"The left lobe: normal", {}},
      {"Labs are as follows: normal", {}},
      {"A long line of words that no head would ever have: yes", {}},
      {"Smoke, (unclosed: yes", {}},
      {": nothing", {}},
  });
}

TEST_CASE("a line alone") {
  check({
      {"PHYSICAL EXAM\nNormal.", {"PHYSICAL EXAM /line alone capitals"}},
      {"Pain.\n\nPast Medical History\nNone.", {"Past Medical History /line alone title"}},
      {"Pain.\n\nPlan\n----\nRest.", {"Plan /line alone title"}},
      {"No fever.\nPast Medical History\n\nNone.", {"Past Medical History /line alone title"}},
      // weak: only by its place
      {"Pain.\n\nPast medical history\nNone.", {"Past medical history /line alone"}},
      {"pain.\n\npast medical history\nnone.", {"past medical history /line alone"}},
      // no heads
      {"Pain.\n\nPhysical Therapy.\n", {}},
      {"He was sent to\nPhysical Therapy\nlast week.", {}},
      {"Pain.\n\nHE IS IN PAIN\n", {}},
      {"1. LUMBAR STRAIN\n2. NECK STRAIN\n", {}},
      {"Pain.\nL4-L5\nBP 120/80\n", {}},
      {"LBP x 3 wks\nno fever\n", {}},
  });
}

TEST_CASE("capitals and a dash") {
  check({
      {"NECK - supple", {"NECK /line colon capitals"}},
      {"NECK -- supple", {"NECK /line colon capitals"}},
      {"NECK – supple", {"NECK /line colon capitals"}},
      {"IMPRESSION- strain", {"IMPRESSION /line colon capitals"}},
      {"S - pain", {"S /line colon capitals"}},
      {"L4/5 - bulge", {"L4/5 /line colon capitals"}},
      // no heads
      {"L4-L5 bulge", {}},
      {"L5- S1 bulge", {}},
      {"Follow- up in May.", {}},
      {"Pain - worse since May, seen by\nSmith - who sent him", {"Pain /line colon title"}},
  });
}

TEST_CASE("title case and a dash") {
  check({
      {"Impression - strain", {"Impression /line colon title"}},
      {"Review Of Systems -- negative", {"Review Of Systems /line colon title"}},
      {"Hemoglobin- 8.2", {"Hemoglobin /line colon title"}},
      {"1. Aspirin - 81 mg\n2. Zocor - none",
       {"Aspirin /line colon title", "Zocor /line colon title"}},
      // no heads
      {"Low back pain - better", {}},
      {"The Neck - supple", {}},
      {"Abduction 4- 3", {}},
  });
}

TEST_CASE("a line alone in the midst of a block") {
  check({
      {"Pain for weeks.\nPast Medical History\nNone.\nPlan\nRest.",
       {"Past Medical History /line alone", "Plan /line alone"}},
      {"He was sent to the\nPhysical Therapy\nlast week.", {}},
  });
}

TEST_CASE("lines alone at the foot of a note open nothing") {
  check({
      {"PLAN: rest.\n\nJANE ROE MD\nSPINE CENTER\n", {"PLAN /line colon capitals"}},
      {"Pain.\n\nF. PLAN\n", {"PLAN /line alone capitals"}},
      {"PLAN\n", {"PLAN /line alone capitals"}},
  });
}

TEST_CASE("rows of numbers are no heads") {
  check({
      {"Pain.\n\nFL/AC 21\n\nGood.", {}},
      {"Pain.\n\nFL/AC 21 (20-24)\n\nGood.", {}},
      {"Pain.\n\nFL/AC (20-24) 21\n\nGood.", {}},
  });
}

TEST_CASE("a salutation is no head") {
  check({
      {"Dear Doctor:\nThank you.", {}},
      {"Dear Dr. ABC:\nThank you.", {}},
  });
}

TEST_CASE("lines of a quoted mail") {
  check({
      {"> Assessment: strain\n> Plan: rest",
       {"Assessment /line colon title", "Plan /line colon title"}},
      {"> > He is well.\n> > PLAN\n> > Rest.", {"PLAN /line alone capitals"}},
      {"> 60: high", {}},
  });
}

TEST_CASE("what stands on each page is no head") {
  check({
      {"PATIENT: JANE ROE 1\nPage 1 of 2\nPLAN: rest and\nPATIENT: JANE ROE 1\nPage 2 of 2\nice.",
       {"PLAN /line colon capitals"}},
      {"SPINE CENTER\nPage 1\n\nPLAN: rest\n\nSPINE CENTER\nPage 2\n\nand ice.",
       {"PLAN /line colon capitals"}},
      {"MRN: 12\nPLAN: rest\n\fMRN: 12\nand ice.", {"PLAN /line colon capitals"}},
      // two notes
      {"HPI:\npain\n\fHPI:\nno pain",
       {"HPI /line alone colon capitals", "HPI /line alone colon capitals"}},
      {"PLAN: see page 2 of the leaflet", {"PLAN /line colon capitals"}},
  });
}

TEST_CASE("behind a value with one blank between") {
  check({
      {"Back pain: No Numbness: Yes Leg weakness: No",
       {"Back pain /line colon", "Numbness /inline colon title", "Leg weakness /inline colon"}},
      {"back pain: no numbness: yes", {"back pain /line colon", "numbness /inline colon"}},
      {"Smoking: never Alcohol: rarely",
       {"Smoking /line colon title", "Alcohol /inline colon title"}},
      {"Date: 1/2/2020 Seen By: us", {"Date /line colon title", "Seen By /inline colon title"}},
      {"HEAD: Normal NECK: Supple", {"HEAD /line colon capitals", "NECK /inline colon capitals"}},
      // no heads
      {"BP: 120/80 P: 72", {"BP /line colon capitals"}},
      {"Plan: he will go to Dr. Smith: today", {"Plan /line colon title"}},
      {"Plan: he had the Oswestry Index: 40", {"Plan /line colon title"}},
  });
}

TEST_CASE("behind a number inside a line") {
  check({
      {"PMH: 1) Gout 2) Asthma: mild", {"PMH /line colon capitals", "Asthma /inline colon title"}},
      {"(1) Lungs: clear (2) Heart: well",
       {"Lungs /line colon title", "Heart /inline colon title"}},
      {"Placenta: Grade I. Uterus: well",
       {"Placenta /line colon title", "Uterus /inline colon title"}},
  });
}

TEST_CASE("inside a line") {
  check({
      {"BP 120/80. Neck: supple. HEART: regular",
       {"Neck /inline colon title", "HEART /inline colon capitals"}},
      {"He is well. Chief complaint: pain", {"Chief complaint /inline colon"}},
      {"He is in no distress HEENT: normal", {"HEENT /inline colon capitals"}},
      {"No pain on motion HEENT: normal", {"HEENT /inline colon capitals"}},
      {"PLAN:, rest.,ALLERGIES: , none",
       {"PLAN /line colon capitals", "ALLERGIES /inline colon capitals"}},
      {"S: pain. O: tender.", {"S /line colon capitals", "O /inline colon capitals"}},
      {"Back pain: no    Numbness: yes", {"Back pain /line colon", "Numbness /inline colon title"}},
      {"Back pain: no, numbness: yes", {"Back pain /line colon", "numbness /inline colon"}},
      {"Exam: General: thin. Ears, nose and throat: clear",
       {"Exam /line colon title", "General /inline colon title",
        "Ears, nose and throat /inline colon"}},
      // no heads
      {"We asked Dr. Smith: no change", {}},
      {"He wants: rest", {}},
      {"There is good flow in the LAD: normal", {}},
      {"At 12:30. 3:1 ratio. Lack of vitamin A: yes", {}},
      {"Abdomen: bladder, liver, kidney: normal", {"Abdomen /line colon title"}},
      {"He has a strain (ICD-9-CM: 847.2).", {}},
  });
}

TEST_CASE("a note in capitals tells nothing by capitals") {
  check({
      {"PT HAS LBP.\nNO FEVER\nPLAN: REST. GAIT OK: YES\n",
       {"PLAN /line colon capitals", "GAIT OK /inline colon capitals"}},
      {"PAIN FOR WEEKS.\nEXAM\nTENDER AT L4.\n", {"EXAM /line alone capitals"}},
      {"PT HAS LBP.\nA/P\n- STRAIN\n- REST\n", {"A/P /line alone"}},
  });
}

TEST_CASE("a note without capitals") {
  check({
      {"exam: vital signs: normal. a/p: strain\na: strain\np: rest\n",
       {"exam /line colon", "vital signs /inline colon", "a/p /inline colon", "a /line colon",
        "p /line colon"}},
      {"back pain: no, numbness: yes\n", {"back pain /line colon", "numbness /inline colon"}},
  });
}

TEST_CASE("words that a wrapped line begins with are no head") {
  const std::string note =
      "The orthopedic consultant found a full range of motion and the two scales\n"
      "read: five and seven. He came back a week after that to discuss what the\n"
      "results meant, and we went through all of the pictures and reports we had\n"
      "so far. He is content.\n";
  CHECK(heads_of(note).empty());
}

TEST_CASE("letters of other scripts") {
  check({
      {"ÉVALUATION: douleur", {"ÉVALUATION /line colon capitals"}},
      {"План: покой", {"План /line colon title"}},
      {"ＰＬＡＮ： rest", {"ＰＬＡＮ /line colon capitals"}},
  });
}
