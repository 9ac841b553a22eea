#include "coding/audit.h"

#include "small_knowledge.h"

using namespace evident;

namespace {

// One line a code: "M54.30 less-specific instead M54.31: sciatica / Right, sciatica", the words for
// it before the slash and those against it behind, and "beside CODE (AT NAMES)" for a conflict;
// then "+ M54.31 of M54.30" for what was missed.
std::string audited(std::string_view note, const std::vector<std::string>& codes,
                    const Encounter& encounter = {}) {
  const Analysis analysis = small_analyzer().analyze(note, encounter);
  const Audit audit = audit_codes(analysis, codes, small_analyzer().code_set());
  std::string out;
  for (const Judgement& one : audit.assigned) {
    out += one.code + ' ' + one.verdict;
    if (one.date) out += ' ' + *one.date;
    for (const std::string& code : one.instead) out += " instead " + code;
    if (!one.evidence.empty()) out += ": " + quotes(analysis.text, one.evidence);
    if (!one.against.empty()) out += " / " + quotes(analysis.text, one.against);
    if (one.conflict)
      out += " beside " + one.conflict->code + " (" + one.conflict->at + ' ' + one.conflict->names +
             ')';
    out += '\n';
    CHECK(one.because.ends_with('.'));
  }
  for (const Missed& one : audit.missed) {
    out += "+ " + analysis.codes[one.candidate].code;
    for (const std::string& code : one.instead_of) out += " of " + code;
    out += '\n';
  }
  return out;
}

bool clean(std::string_view note, const std::vector<std::string>& codes) {
  const Analysis analysis = small_analyzer().analyze(note, {});
  return audit_codes(analysis, codes, small_analyzer().code_set()).clean();
}

}  // namespace

TEST_CASE("each verdict with its words") {
  CHECK(audited("Right sciatica.", {"M54.31"}) == "M54.31 supported: +Right, sciatica\n");
  CHECK(audited("Right sciatica.", {"M54.30"}) ==
        "M54.30 less-specific instead M54.31 / +Right, sciatica\n+ M54.31 of M54.30\n");
  CHECK(audited("Right sciatica.", {"M54.32"}) ==
        "M54.32 contradicted instead M54.31 / +Right, sciatica\n+ M54.31 of M54.32\n");
  CHECK(audited("Denies sciatica.", {"M54.30"}) == "M54.30 contradicted: sciatica / +Denies\n");
  CHECK(audited("Fine.", {"M54.30"}) == "M54.30 no-evidence\n");
  CHECK(audited("Probable strain.", {"S39.012A"}) == "S39.012A no-evidence: strain / +Probable\n");
  CHECK(audited("Pain below the knee.", {"M54.30"}) == "M54.30 no-evidence: below the knee\n");
}

TEST_CASE("codes that are not valid on the day") {
  CHECK(audited("Low back pain.", {"M54.5"}) ==
        "M54.5 deleted 2021-10-01 instead M54.50: Low back pain\n+ M54.50 of M54.5\n");
  CHECK(audited("Low back pain.", {"M54.5"}, on_date("2021-09-30")) ==
        "M54.5 supported: Low back pain\n");
  CHECK(audited("Low back pain.", {"M54.50"}, on_date("2021-09-30")) ==
        "M54.50 not-yet-valid 2021-10-01 instead M54.5: Low back pain\n+ M54.5 of M54.50\n");
  CHECK(audited("Left sciatica.", {"M54.3"}) ==
        "M54.3 not-billable instead M54.32: +Left, sciatica\n+ M54.32 of M54.3\n");
}

TEST_CASE("codes that exclude each other") {
  CHECK(audited("Low back pain after a strain.", {"M54.50", "S39.012A"}) ==
        "M54.50 excluded instead S39.012A: Low back pain, +strain / strain beside S39.012A "
        "(M54.5 S39.012-)\nS39.012A supported: strain\n");
  // What is merely assigned is no reproach to what is supported.
  CHECK(audited("Low back pain.", {"M54.50", "S39.012A"}) ==
        "M54.50 supported: Low back pain\nS39.012A no-evidence beside M54.50 (M54.5 S39.012-)\n");
}

TEST_CASE("codes that are none, and codes of other parts") {
  CHECK(audited("Fine.", {"M54.311"}) == "M54.311 not-icd10cm\n");
  CHECK(audited("Low back pain.", {"724.2"}) ==
        "724.2 not-icd10cm instead M54.50: Low back pain\n+ M54.50 of 724.2\n");
  CHECK(audited("Fine.", {"724.99"}) == "724.99 not-icd10cm\n");
  CHECK(audited("Fine.", {"E11.9"}) == "E11.9 out-of-scope\n");
  CHECK(audited("Fine.", {"Z98.0"}) == "Z98.0 out-of-scope\n");  // the set holds a part of Z98
}

TEST_CASE("a code is judged once, and what was not assigned is missed") {
  CHECK(audited("Right sciatica.", {"M54.31", "M54.31"}) == "M54.31 supported: +Right, sciatica\n");
  CHECK(audited("Right sciatica.", {}) == "+ M54.31\n");
  CHECK(audited("Pain below the knee.", {}) == "");  // inferred, not stated
}

TEST_CASE("what is clean") {
  CHECK(clean("Right sciatica.", {"M54.31"}));
  CHECK(clean("Right sciatica.", {"M54.31", "E11.9"}));
  CHECK(clean("Fine.", {}));
  CHECK_FALSE(clean("Right sciatica.", {}));
  CHECK_FALSE(clean("Fine.", {"M54.31"}));
}

TEST_CASE("codes typed in a note get the verdict of the audit") {
  const std::vector<std::string> codes = {"M54.30", "M54.31",   "M54.32", "M54.5", "M54.50",
                                          "M54.3",  "S39.012A", "M54.77", "M51.26"};
  for (const char* note : {"Right sciatica", "Denies sciatica", "Low back pain", "Probable strain",
                           "Low back pain after a strain", "Pain below the knee"}) {
    for (const std::string& code : codes) {
      CAPTURE(note, code);
      const Analysis analysis = small_analyzer().analyze(std::string(note) + ". Code: " + code, {});
      const Audit audit = audit_codes(analysis, {code}, small_analyzer().code_set());
      if (audit.assigned[0].verdict == "out-of-scope") {
        CHECK(analysis.claims.empty());
        continue;
      }
      REQUIRE(analysis.claims.size() == 1);
      CHECK(analysis.claims[0].verdict == audit.assigned[0].verdict);
      CHECK(analysis.claims[0].because == audit.assigned[0].because);
    }
  }
}

TEST_CASE("how people write codes") {
  for (const char* written : {"M54.50", "m54.50", "M5450", "m5450", " M54.50 "})
    CHECK(read_code(written) == "M54.50");
  CHECK(read_code("s39012a") == "S39.012A");
  CHECK(read_code("M54") == "M54");
  CHECK(read_code("724.2") == "724.2");
  CHECK(read_code("7242") == "724.2");
  for (const char* written : {"", " ", ".", "M", "M5", "M54.", "M.5450", "M54..5", "M54.5-", "54M",
                              "M54.50123", "M54 50", "M54.5\xC3\xA9", "pain", "12", "7242222"})
    CHECK_FALSE(read_code(written));
}
