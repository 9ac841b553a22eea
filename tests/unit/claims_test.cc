#include "coding/claims.h"

#include "small_knowledge.h"

using namespace evident;

namespace {

// "M54.5 deleted 2021-10-01 -> M54.50 M54.59", one line a claim.
std::string judged(std::string_view note, const Encounter& encounter = {}) {
  const Analysis analysis = small_analyzer().analyze(note, encounter);
  std::string out;
  for (const Claim& claim : analysis.claims) {
    out += claim.code + ' ' + claim.verdict;
    if (claim.date) out += ' ' + *claim.date;
    if (!claim.replaced_by.empty()) out += " ->";
    for (const std::string& code : claim.replaced_by) out += ' ' + code;
    out += '\n';
    CHECK(!claim.because.empty());
  }
  return out;
}

}  // namespace

TEST_CASE("a claim is no evidence") {
  CHECK(coded("M54.31") == "");
  CHECK(judged("M54.31") == "M54.31 no-evidence\n");
}

TEST_CASE("what the note's words say of a claim") {
  CHECK(judged("Right sciatica (M54.31).") == "M54.31 supported\n");
  CHECK(judged("Right sciatica, M54.30.") == "M54.30 less-specific -> M54.31\n");
  CHECK(judged("Right sciatica, M54.32.") == "M54.32 contradicted -> M54.31\n");
  CHECK(judged("Right sciatica, S39.012A.") == "S39.012A no-evidence\n");
  CHECK(judged("Denies sciatica, M54.30.") == "M54.30 contradicted\n");
  CHECK(judged("Low back pain with sciatica, M54.50.") == "M54.50 less-specific -> M54.40\n");
  CHECK(judged("Low back pain after a strain, M54.50.") == "M54.50 excluded -> S39.012A\n");
  CHECK(judged("Probable strain, S39.012A.") == "S39.012A no-evidence\n");
  CHECK(judged("Pain below the knee, M54.30.") == "M54.30 no-evidence\n");  // inferred only
}

TEST_CASE("the date decides whether a claim is valid") {
  CHECK(judged("M54.5 low back pain") == "M54.5 deleted 2021-10-01 -> M54.50 M54.59\n");
  CHECK(judged("M54.5 low back pain", on_date("2021-09-30")) == "M54.5 supported\n");
  CHECK(judged("M54.50 low back pain", on_date("2021-09-30")) ==
        "M54.50 not-yet-valid 2021-10-01\n");
  CHECK(judged("M54.3 sciatica") == "M54.3 not-billable -> M54.30 M54.31 M54.32\n");
}

TEST_CASE("codes that are none") {
  CHECK(judged("M54.77") == "M54.77 not-icd10cm\n");
  CHECK(judged("M54.311") == "M54.311 not-icd10cm\n");
  CHECK(judged("724.2") == "724.2 not-icd10cm -> M54.50 M54.59\n");
}

TEST_CASE("what has the shape of a code but is none of the set's categories is left alone") {
  for (const char* note :
       {"T12", "C5", "M54", "X99.9", "J45.909", "724.3", "$724.25", "1724.2", "724.2%", "1.724.2",
        "724.2.1", "AM54.31", "M54.31x9999", "m 54.31", "L4.5"}) {
    CAPTURE(note);
    CHECK(judged(note) == "");
  }
}

TEST_CASE("a claim is found in any case, with its place") {
  const Analysis analysis = small_analyzer().analyze("dx \xE2\x80\x93 m54.31, M54.31.", {});
  REQUIRE(analysis.claims.size() == 2);
  CHECK(analysis.claims[0].code == "M54.31");
  CHECK(analysis.text.quote(analysis.claims[0].span) == "m54.31");
  CHECK(analysis.text.quote(analysis.claims[1].span) == "M54.31");
}
