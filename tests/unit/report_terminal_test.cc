#include <catch2/catch.hpp>

#include "report/display.h"
#include "report/note_view.h"
#include "report/terminal.h"
#include "report_samples.h"

using namespace evident;

namespace {

constexpr std::string_view kNote =
    "HPI: Low back pain down the right leg.\n"
    "Walks daily.\n"
    "Sleeps well.\n"
    "Assessment: sciatica.\n";

TerminalOptions options_of(bool all = false, bool color = false) {
  TerminalOptions options;
  options.id = "visit.txt";
  options.code_set = "icd10cm-2026";
  options.all = all;
  options.color = color;
  return options;
}

std::string note_view(std::string_view note, const std::vector<std::string>& words,
                      bool whole = false, int width = 80) {
  const Text text = Text::decode(note);
  std::vector<Highlight> marks;
  for (size_t i = 0; i < words.size(); ++i)
    marks.push_back({span_of(text, words[i]), Style::anchor, std::to_string(i + 1)});
  std::string out;
  Wrapper wrapper(out, width, false);
  write_note(wrapper, text, marks, whole, false);
  return out;
}

}  // namespace

TEST_CASE("a report for a coder") {
  CHECK(terminal_report(sciatica_analysis(kNote), options_of()) ==
        R"(visit.txt
outpatient, no date of service, code set icd10cm-2026

Codes
  1  M54.41  Lumbago with sciatica, right side
             "Low back pain" (hpi, line 1), "sciatica" (assessment, line 4)
             with "right" (hpi, line 1)
             Low back pain with sciatica is one combination code. (ICD-10-CM
             M54.4)
           ! unspecified side: The side is not documented. Would change to
             M54.42 or M54.40.

1 withheld (absorbed 1); --all shows it.

Note, the lines that matter
 1 │ HPI: «Low back pain»[1] down the ‹right›[1] leg.
   …
 4 │ Assessment: «sciatica»[1].
)");
}

TEST_CASE("--all shows what was withheld and the whole note") {
  const std::string text = terminal_report(sciatica_analysis(kNote), options_of(true));
  CHECK(text.find(R"(1 withheld (absorbed 1)
 w1  M54.50  Low back pain, unspecified
             absorbed by M54.41
             "Low back pain" (hpi, line 1)

Note
[1] proves code 1, [w1] of a withheld code
 1 │ HPI: «Low back pain»[1,w1] down the ‹right›[1] leg.
 2 │ Walks daily.
 3 │ Sleeps well.
 4 │ Assessment: «sciatica»[1].
)") != std::string::npos);
}

TEST_CASE("a note without a code says so") {
  Analysis analysis = sciatica_analysis(kNote);
  const auto line = [&analysis] {
    const std::string text = terminal_report(analysis, options_of());
    const size_t at = text.find("No spine code");
    return at == std::string::npos ? text : text.substr(at, text.find('\n', at) - at);
  };
  Candidate withheld = analysis.codes[1];
  withheld.reason = "negated";
  analysis.codes = {withheld, withheld, withheld};
  analysis.codes[0].reason = "past";
  CHECK(line() == "No spine code supported; 3 withheld (negated 2, past 1); --all shows them.");
  analysis.codes.clear();
  CHECK(line() ==
        "No spine code supported: no word about the back or neck was found in this note.");
  analysis.findings.emplace_back();
  CHECK(line() == "No spine code supported: the note speaks of the back or neck, but no code");
  analysis = analysis_of(" \n");
  CHECK(line() == "No spine code supported: the note is empty.");
}

TEST_CASE("questions, contradictions, red flags and typed codes") {
  Analysis analysis = analysis_of("Sciatica left, later right. M54.5. Saddle numbness.");
  const Text& text = analysis.text;
  const Evidence sciatica = evidence_of(text, "sciatica", Role::anchor, "sciatica");
  analysis.claims = {{"M54.5",
                      span_of(text, "m54.5"),
                      "deleted",
                      "2021-10-01",
                      {"M54.50", "M54.51", "M54.59"},
                      "It was split."}};
  analysis.queries = {
      {"side", "M54.30", {"M54.31", "M54.32"}, {sciatica}, "Which side?", {"right", "left"}}};
  analysis.red_flags = {
      {"cauda-equina", evidence_of(text, "saddle numbness", Role::anchor, "x"), "Look at this."}};
  analysis.contradictions = {{"side", {sciatica}, "The side differs."}};
  const std::string report = terminal_report(analysis, options_of());
  INFO(report);
  const auto holds = [&report](std::string_view part) {
    return report.find(part) != std::string::npos;
  };
  CHECK(
      holds("Questions for the provider\n"
            "  ? Which side?\n"
            "    [ ] right\n"
            "    [ ] left\n"
            "    from \"Sciatica\" (line 1)\n"
            "    The answer would change M54.30 to M54.31 or M54.32.\n"));
  CHECK(holds("Contradictions\n  ! The side differs.\n    \"Sciatica\" (line 1)\n"));
  CHECK(holds("  ! Look at this.\n    \"Saddle numbness\" (line 1)\n"));
  CHECK(holds("M54.5   deleted on 2021-10-01; today M54.50, M54.51 or M54.59. (line 1)"));
  CHECK(holds("«Sciatica»") == false);
  CHECK(holds("‹Sciatica›[?,~] left, later right. ‹M54.5›[=]. ‹Saddle numbness›[!]."));
}

TEST_CASE("codes that are only suggested stand apart") {
  Analysis analysis = sciatica_analysis(kNote);
  analysis.codes[0].support = Support::inferred;
  const std::string text = terminal_report(analysis, options_of());
  CHECK(text.find("\nCodes\n") == std::string::npos);
  CHECK(text.find("Suggested by findings, not stated: ask, do not bill\n  1  M54.41") !=
        std::string::npos);
}

TEST_CASE("colours are for terminals only, and the note cannot bring its own") {
  const std::string note = "Low back pain \x1b[31mright\x1b[0m \u202E sciatica.";
  const std::string plain = terminal_report(sciatica_analysis(note), options_of(true));
  CHECK(plain.find('\x1b') == std::string::npos);
  CHECK(plain.find("␛[31m‹right›[1]␛[0m <U+202E>") != std::string::npos);
  const std::string colored = terminal_report(sciatica_analysis(note), options_of(true, true));
  CHECK(colored.find("\x1b[1;36mM54.41\x1b[0m") != std::string::npos);
  CHECK(colored.find("␛[31m") != std::string::npos);
  CHECK(colored.find("\x1b[31m") == std::string::npos);
}

TEST_CASE("no line is wider than asked for") {
  for (int width : {40, 60, 100, 160}) {
    TerminalOptions options = options_of(true);
    options.width = width;
    std::string text = terminal_report(sciatica_analysis(kNote), options);
    for (size_t end; (end = text.find('\n')) != std::string::npos; text.erase(0, end + 1))
      CHECK(display_width(text.substr(0, end)) <= width);
  }
}

TEST_CASE("the note view shows lines with marks and what is between as gaps") {
  CHECK(note_view("a\nb pain\nc\n\nd pain2\n", {"pain", "pain2"}) ==
        "   …\n 2 │ b «pain»[1]\n   …\n 5 │ d «pain2»[2]\n");
  CHECK(note_view("\n\npain\n\n", {"pain"}) == " 3 │ «pain»[1]\n");
  CHECK(note_view("low back\npain\nx", {"low back\npain"}) ==
        " 1 │ «low back\n 2 │ pain»[1]\n   …\n");
}

TEST_CASE("marks nest and overlap") {
  CHECK(note_view("low back pain", {"low back pain", "back"}) == " 1 │ «low «back»[2] pain»[1]\n");
  CHECK(note_view("low back pain", {"low back", "back pain"}) == " 1 │ «low «back»[1] pain»[2]\n");
  CHECK(note_view("low back pain", {"back pain", "back"}) == " 1 │ low ««back»[2] pain»[1]\n");
  CHECK(note_view("low back pain", {"pain", "back pain"}) == " 1 │ low «back «pain»[1]»[2]\n");
}

TEST_CASE("of a long line only the sentence is shown") {
  std::string note;
  for (int i = 0; i < 20; ++i) note += "He walks the dog every day. ";
  note += "She has pain now. ";
  for (int i = 0; i < 20; ++i) note += "He walks the dog every day. ";
  CHECK(note_view(note, {"pain"}) == " 1 │ … She has «pain»[1] now. …\n");
}

TEST_CASE("a whole note is the note, however it is wrapped") {
  const std::string note = "First line½ of ﬁve\n\n  second\tline\u00ADhere is longer than that\n";
  std::string text = note_view(note, {"line"}, true, 30);
  CHECK(text ==
        " 1 │ First «line»[1]½ of ﬁve\n"
        " 2 │ \n"
        " 3 │   second linehere is\n"
        "   │ longer than that\n");
}
