#include "coding/edits.h"

#include "small_knowledge.h"

using namespace evident;

TEST_CASE("absorbs takes symptoms, replaces takes what says less, stands is never taken") {
  CHECK(coded("Low back pain with right sciatica.") ==
        "1 M54.41: Low back pain, +right, sciatica\n"
        "- M54.31 less-specific by M54.41: +right, sciatica\n"
        "- M54.50 absorbed by M54.41: Low back pain\n");
  CHECK(coded("Chronic low back pain with herniated disc at L5-S1.") ==
        "1 G89.29: +Chronic, low back pain\n"
        "2 M51.27: herniated disc, +L5-S1\n"
        "- M54.50 absorbed by M51.27: low back pain\n");
}

TEST_CASE("a diagnosis of another part of the spine absorbs nothing") {
  // The back pain is at the neck, the disc in the low back.
  const std::string codes = coded("Cervical back pain. Herniated disc at L5-S1.");
  CHECK(codes.find("M54.9") != std::string::npos);
  CHECK(codes.find("absorbed") == std::string::npos);
}

TEST_CASE("an inferred code absorbs nothing that is stated") {
  CHECK(coded("Low back pain going below the knee. Back pain.") ==
        "1 M54.50: Low back pain\n2 M54.9: Back pain\n3? M54.30: below the knee\n");
}

TEST_CASE("the assessment leads: what other parts alone say is outranked") {
  CHECK(coded("SUBJECTIVE:\nStrain.\n\nASSESSMENT:\nSciatica.") ==
        "1 M54.30: Sciatica\n- S39.012A outranked by M54.30: Strain\n");
  CHECK(coded("PREOPERATIVE DIAGNOSIS:\nStrain.\n\nASSESSMENT:\nSciatica.") ==
        "1 M54.30: Sciatica\n- S39.012A outranked by M54.30: Strain\n");
  CHECK(coded("PREOPERATIVE DIAGNOSIS:\nStrain.") == "1 S39.012A: Strain\n");
  CHECK(coded("SUBJECTIVE:\nStrain.") == "1 S39.012A: Strain\n");
  // A code that stands is not outranked.
  CHECK(coded("SUBJECTIVE:\nChronic low back pain.\n\nASSESSMENT:\nSciatica.").find("1 M54.40") ==
        0);
  CHECK(coded("SUBJECTIVE:\nChronic low back pain.\n\nASSESSMENT:\nSciatica.").find("2 G89.29") !=
        std::string::npos);
}

TEST_CASE("of two codes that exclude each other the earlier rule stays, with the words of both") {
  CHECK(coded("Low back pain after a strain.") ==
        "1 S39.012A: strain\n- M54.50 excludes1 by S39.012A: Low back pain, +strain\n");
  CHECK(coded("A strain. Low back pain.") ==
        "1 S39.012A: strain\n- M54.50 excludes1 by S39.012A: +strain, Low back pain\n");
}

TEST_CASE("a code of a later day gives way to the parent that was billable then") {
  const std::string note = "Low back pain.";
  CHECK(coded(note, on_date("2021-10-01")) == "1 M54.50: Low back pain\n");
  CHECK(coded(note, on_date("2021-09-30")) == "1 M54.5: Low back pain\n");
  CHECK(coded("Denies low back pain.", on_date("2021-09-30")) ==
        "- M54.5 negated by \"Denies\": low back pain\n");
  const Analysis analysis = small_analyzer().analyze(note, on_date("2021-09-30"));
  CHECK(analysis.codes.at(0).title == "Low back pain");
}

TEST_CASE("a code of a later day without such a parent is withheld") {
  CHECK(coded("History of fusion.", on_date("2024-10-01")) == "1 Z98.1: fusion\n");
  CHECK(coded("History of fusion.", on_date("2024-09-30")) ==
        "- Z98.1 not-valid-on-date: fusion\n");
}

TEST_CASE("a date outside the sets held takes the nearest, and says so") {
  const auto notices = [](const Encounter& encounter) {
    std::string ids;
    for (const Notice& notice : small_analyzer().analyze("Low back pain.", encounter).notices)
      ids += notice.id + ' ';
    return ids;
  };
  CHECK(notices({}) == "date-unknown ");
  CHECK(notices(on_date("2024-01-01")) == "");
  CHECK(notices(on_date("2030-01-01")) == "date-after-code-set ");
  CHECK(notices(on_date("2010-01-01")) == "date-before-code-set ");
  CHECK(coded("Low back pain.", on_date("2030-01-01")) == "1 M54.50: Low back pain\n");
  CHECK(coded("Low back pain.", on_date("2010-01-01")) == "1 M54.5: Low back pain\n");
}
