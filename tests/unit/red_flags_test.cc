#include "coding/red_flags.h"

#include "report/json.h"
#include "report/terminal.h"
#include "small_knowledge.h"

using namespace evident;

namespace {

const char kFlags[] = R"(
concepts:
  numbness:
    kind: red-flag
    message: A sign of compression.
    with: [pain]
    phrases: |
      saddle numbness
  tumor:
    kind: red-flag
    message: It may spread.
    past: true
    phrases: |
      (history of )?(tumor|back pain tumor)
  flagged-pain:
    kind: red-flag
    message: Pain as such.
    phrases: |
      right low back pain
)";

Knowledge flagged_knowledge() {
  Knowledge knowledge = small_knowledge();
  knowledge.lexicons.push_back(file("flags.yaml", kFlags));
  return knowledge;
}

const Analyzer& flagging() {
  static const std::unique_ptr<const Analyzer> analyzer = [] {
    Diagnostics diagnostics;
    auto loaded = Analyzer::load(flagged_knowledge(), diagnostics);
    REQUIRE(diagnostics.render() == "");
    return loaded;
  }();
  return *analyzer;
}

// "numbness: saddle numbness", one line a flag.
std::string flags(std::string_view note) {
  const Analysis analysis = flagging().analyze(note, {});
  std::string out;
  for (const RedFlag& flag : analysis.red_flags)
    out += flag.id + ": " + std::string(analysis.text.quote(flag.evidence.span)) + '\n';
  return out;
}

std::string mistakes(const std::string& lexicon) {
  Diagnostics diagnostics;
  Lexicon::load({file("flags.yaml", lexicon)}, diagnostics);
  return diagnostics.render();
}

}  // namespace

TEST_CASE("a flag needs what it goes with, affirmed") {
  CHECK(flags("Saddle numbness.") == "");
  CHECK(flags("Back pain. Saddle numbness.") == "numbness: Saddle numbness\n");
  CHECK(flags("Denies back pain. Saddle numbness.") == "");
  CHECK(flags("Tumor.") == "tumor: Tumor\n");
}

TEST_CASE("a flag is affirmed and current, or a history where it is one") {
  CHECK(flags("Back pain. Denies saddle numbness.") == "");
  CHECK(flags("Back pain. Probable saddle numbness.") == "");
  CHECK(flags("Back pain. History of saddle numbness.") == "");
  CHECK(flags("Past history: tumor") == "tumor: tumor\n");
  CHECK(flags("Denies tumor.") == "");
}

TEST_CASE("the words of a flag are no cues for it, and each flag is told once") {
  CHECK(flags("History of tumor. Tumor.") == "tumor: History of tumor\n");
}

TEST_CASE("flags change no finding and no code") {
  for (const char* note :
       {"Right low back pain and left sciatica.", "History of tumor, sciatica.",
        "Denies saddle numbness, sciatica.", "Back pain tumor on the right. Sciatica.",
        "Assessment:\n- right low back pain\n- history of tumor\n- sciatica"}) {
    CAPTURE(note);
    Analysis with = flagging().analyze(note, {});
    const Analysis without = small_analyzer().analyze(note, {});
    CHECK(outcome(with) == outcome(without));
    with.red_flags.clear();
    ReportOptions options;
    CHECK(json_report(with, options) == json_report(without, options));
  }
}

TEST_CASE("reports show flags apart from codes") {
  const Analysis analysis = flagging().analyze("Back pain. Saddle numbness.", {});
  const std::string text = terminal_report(analysis, {});
  CHECK(text.find("Red flags") != text.npos);
  CHECK(text.find("A sign of compression.") != text.npos);
  CHECK(json_report(analysis, {})
            .find(R"("red_flags":[{"id":"numbness","message":"A sign of )"
                  R"(compression.","evidence":[{"begin":11,"end":26,)") != std::string::npos);
}

TEST_CASE("no rule names a flag") {
  Knowledge knowledge = flagged_knowledge();
  std::string rules = kRules;
  rules.replace(rules.find("when: strain"), 12, "when: tumor");
  knowledge.rules = file("rules.yaml", rules);
  Diagnostics diagnostics;
  CHECK(Analyzer::load(knowledge, diagnostics) == nullptr);
  CHECK(diagnostics.render().find("\"tumor\"") != std::string::npos);
}

TEST_CASE("mistakes in flags are told") {
  CHECK(mistakes("concepts:\n  a:\n    kind: red-flag\n    phrases: |\n      a b\n")
            .find("the concept \"a\" has no \"message\"") != std::string::npos);
  CHECK(mistakes("concepts:\n  a:\n    kind: red-flag\n    message: M.\n    with: [nothing]\n"
                 "    phrases: |\n      a b\n")
            .find("no concept or group \"nothing\"") != std::string::npos);
  CHECK(mistakes("concepts:\n  a:\n    kind: red-flag\n    message: M.\n    groups: [x]\n"
                 "    phrases: |\n      a b\n")
            .find("\"groups\"") != std::string::npos);
}
