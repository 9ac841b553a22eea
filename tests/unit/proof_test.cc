// Which words are shown as proof of a code; what is coded is drafts_test.cc's.
#include "small_knowledge.h"

using namespace evident;

TEST_CASE("a condition that no diagnosis section names is shown in a second section") {
  CHECK(coded("Herniated disc at L5-S1.\nSUBJECTIVE:\nHerniated disc.") ==
        "1 M51.27: Herniated disc, +L5-S1, Herniated disc\n");
  CHECK(coded("SUBJECTIVE:\nHerniated disc at L5-S1. Herniated disc.") ==
        "1 M51.27: Herniated disc, +L5-S1\n");
  CHECK(coded("SUBJECTIVE:\nLumbar herniated disc.\nASSESSMENT:\nLumbar herniated disc.") ==
        "1 M51.26: +Lumbar, herniated disc\n");
}

TEST_CASE("a second sentence is what a second section is where the note has no heads") {
  CHECK(coded("Herniated disc at L5-S1. Herniated disc.") ==
        "1 M51.27: Herniated disc, +L5-S1, Herniated disc\n");
  CHECK(coded("Herniated disc at L5-S1, herniated disc.") == "1 M51.27: Herniated disc, +L5-S1\n");
}

TEST_CASE("a pre-operative diagnosis joins leading words where it alone says the level") {
  CHECK(
      coded(
          "PREOPERATIVE DIAGNOSIS: Herniated disc at L4-5.\nASSESSMENT: Lumbar herniated disc.") ==
      "1 M51.26: Herniated disc, +L4-5, +Lumbar, herniated disc\n");
  CHECK(
      coded(
          "PREOPERATIVE DIAGNOSIS: Herniated disc at L4-5.\nASSESSMENT: Herniated disc at L4-5.") ==
      "1 M51.26: Herniated disc, +L4-5\n");
}

TEST_CASE("leading words that say more are shown, a mere repetition is not") {
  CHECK(coded("ASSESSMENT:\nRight sciatica.\nSciatica.") == "1 M54.31: +Right, sciatica\n");
  CHECK(coded("ASSESSMENT:\nRight sciatica.\nChronic right sciatica.") ==
        "1 M54.31: +Right, sciatica\n");
  CHECK(coded("ASSESSMENT:\nLumbar herniated disc.\nHerniated disc at L4-5.") ==
        "1 M51.26: +Lumbar, herniated disc, Herniated disc, +L4-5\n");
}

TEST_CASE("of a combination, a condition is shown where it stands beside another") {
  CHECK(coded("ASSESSMENT:\nSciatica.\nLow back pain with sciatica.")
            .starts_with("1 M54.40: Low back pain, sciatica\n"));
  CHECK(coded("Low back pain.\nSUBJECTIVE:\nSciatica.")
            .starts_with("1 M54.40: Low back pain, Sciatica\n"));
}
