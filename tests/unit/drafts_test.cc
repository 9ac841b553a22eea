// Which rules make which codes candidates, and from which words; edits_test.cc has what becomes of
// them.
#include "small_knowledge.h"

using namespace evident;

TEST_CASE("a hole is filled by the words that belong to the finding") {
  CHECK(coded("Right sciatica.") == "1 M54.31: +Right, sciatica\n");
  CHECK(coded("Sciatica.") == "1 M54.30: Sciatica\n");
  CHECK(coded("Herniated disc at L5-S1.") == "1 M51.27: Herniated disc, +L5-S1\n");
  CHECK(coded("Lumbar herniated disc at L5-S1.") == "1 M51.27: herniated disc, +L5-S1\n");
}

TEST_CASE("bilateral without a bilateral code is both codes") {
  CHECK(coded("Bilateral sciatica.") ==
        "1 M54.31: +Bilateral, sciatica\n2 M54.32: +Bilateral, sciatica\n");
}

TEST_CASE("an axis without none has a default, without either no code") {
  CHECK(coded("Strain.") == "1 S39.012A: Strain\n");
  CHECK(coded("Sequela of strain.") == "1 S39.012S: +Sequela of, strain\n");
  CHECK(coded("Herniated disc.") == "");
  CHECK(coded("Cervical herniated disc.") == "");
}

TEST_CASE("one candidate for each distinct value") {
  CHECK(coded("Herniated disc at L4-5 and L5-S1.") ==
        "1 M51.26: Herniated disc, +L4-5\n2 M51.27: Herniated disc, +L5-S1\n");
}

TEST_CASE("a hole goes to the concepts named, best first") {
  CHECK(coded("Low back pain and sciatica, left leg pain.").starts_with("1 M54.42: "));
  CHECK(coded("Low back pain and right sciatica. Left leg pain.").starts_with("1 M54.41: "));
}

TEST_CASE("what does not count is withheld with the words that say so") {
  CHECK(coded("Denies sciatica.") == "- M54.30 negated by \"Denies\": sciatica\n");
  CHECK(coded("Probable sciatica.") == "- M54.30 uncertain by \"Probable\": sciatica\n");
  CHECK(coded("History of sciatica.") == "- M54.30 past by \"History of\": sciatica\n");
  CHECK(coded("PAST HISTORY:\nSciatica.") ==
        "- M54.30 mentioned-only by \"PAST HISTORY\": Sciatica\n");
  CHECK(coded("Low back pain. Denies sciatica.")
            .starts_with("1 M54.50: Low back pain\n- M54.30 negated"));
}

TEST_CASE("an inpatient's doubt counts") {
  Encounter inpatient;
  inpatient.setting = Setting::inpatient;
  CHECK(coded("Probable sciatica.", inpatient) == "1 M54.30: sciatica\n");
}

TEST_CASE("a filter replaces what counts, and its words are evidence") {
  CHECK(coded("History of fusion.") == "1 Z98.1: fusion\n");
  CHECK(coded("Fusion.") == "");
  CHECK(coded("Denies history of fusion.") == "- Z98.1 negated by \"Denies\": fusion\n");
  CHECK(coded("Chronic low back pain.") ==
        "1 G89.29: +Chronic, low back pain\n2 M54.50: low back pain\n");
}

TEST_CASE("not means that nothing of it counts") {
  CHECK(coded("Pain below the knee.") == "1? M54.30: below the knee\n");
  CHECK(coded("Pain below the knee. Denies sciatica.").starts_with("1? M54.30: below the knee\n"));
  CHECK(coded("Pain below the knee. Sciatica.") == "1 M54.30: Sciatica\n");
  CHECK(coded("Pain below the knee. Right sciatica.") == "1 M54.31: +Right, sciatica\n");
}

TEST_CASE("given must hold, and is no evidence") {
  CHECK(coded("History of fusion. Denies strain.").starts_with("1 Z98.1: fusion\n"));
  CHECK(coded("History of fusion. Strain.").starts_with("1 S39.012A: Strain\n"));
  CHECK(coded("History of fusion. Strain.").find("Z98.1") == std::string::npos);
}

TEST_CASE("one entry a code, with the evidence of all its mentions' rules merged") {
  CHECK(coded("Sciatica. Sciatica again.") == "1 M54.30: Sciatica, Sciatica\n");
  CHECK(coded("Sciatica. Denies sciatica.") == "1 M54.30: Sciatica\n");
}

TEST_CASE("first-listed order: leading words, then the order of the note, inferred last") {
  CHECK(coded("Pain below the knee. Back pain. Strain.")
            .find("1 M54.9: Back pain\n2 S39.012A: Strain\n3? M54.30") == 0);
}
