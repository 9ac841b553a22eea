// Case files: what their reader refuses, and that a wrong expectation fails.
#include "cli/cases.h"

#include <catch2/catch.hpp>

#include "cli/case_failure.h"
#include "cli/case_runner.h"
#include "cli/case_update.h"
#include "cli/quote.h"

using namespace evident;

namespace {

const CaseWords kWords = {{"low-back-pain", "leg-pain", "sciatica"},
                          {"duration", "level", "side"},
                          {"M54.30", "M54.41", "M54.5", "M54.50", "M54.51", "M54.59"},
                          {"fever", "night-pain"}};

std::shared_ptr<const Source> source_of(std::string text) {
  return std::make_shared<const Source>(Source{"x.txt", std::move(text)});
}

struct Read {
  std::shared_ptr<const Source> source;
  std::vector<Case> cases;
  std::string errors;
};

Read read(std::string text) {
  Read read{source_of(std::move(text)), {}, ""};
  Diagnostics diagnostics;
  read.cases = read_cases(read.source, kWords, diagnostics);
  read.errors = diagnostics.render();
  return read;
}

// The first line of each message, without file and excerpt.
std::vector<std::string> messages(const std::string& text) {
  Diagnostics diagnostics;
  read_cases(source_of(text), kWords, diagnostics);
  std::vector<std::string> out;
  for (const Diagnostic& one : diagnostics.all())
    out.push_back(std::to_string(one.at.line) + ": " + one.message);
  return out;
}

std::vector<std::string> message_of_line(const std::string& line) {
  std::vector<std::string> all = messages("==== a\npain and LBP, pain\n---\n" + line + "\n");
  for (std::string& one : all) one = one.substr(one.find(' ') + 1);
  return all;
}

// An analysis of one note, made by hand.
class Hand {
 public:
  explicit Hand(std::string_view note) {
    analysis.text = Text::decode(note);
    analysis.concepts = kWords.concepts;
  }

  Span at(std::string_view words, size_t nth = 1) const {
    return analysis.text.norm_span(places_of(analysis.text, words).at(nth - 1));
  }
  Finding& finding(uint32_t index, Span span) {
    Finding finding;
    finding.concept_index = index;
    finding.span = span;
    return analysis.findings.emplace_back(finding);
  }
  Candidate& code(std::string code, std::vector<Span> evidence) {
    Candidate candidate;
    candidate.code = std::move(code);
    candidate.rule = "lumbago-with-sciatica";
    for (Span span : evidence) candidate.evidence.push_back({span, Role::anchor, "", ""});
    return analysis.codes.emplace_back(candidate);
  }

  Analysis analysis;
};

constexpr std::string_view kNote =
    "LBP radiating down the right leg, dx: sciatica.\nMother has no sciatica. M54.5";

// What a working analyzer would say of kNote.
Analysis analysis_of_note() {
  Hand hand(kNote);
  hand.finding(0, hand.at("LBP"));
  hand.finding(1, hand.at("radiating down the right leg")).linked = {
      {"side", "right", hand.at("right")}};
  hand.finding(2, hand.at("sciatica", 1)).linked = {{"side", "right", hand.at("right")}};
  Finding& family = hand.finding(2, hand.at("sciatica", 2));
  family.experiencer = Experiencer::family;
  family.negated = true;
  family.by = {{"family", hand.at("Mother")}, {"negated", hand.at("no")}};
  Candidate& proposed =
      hand.code("M54.41", {hand.at("LBP"), hand.at("right"), hand.at("sciatica", 1)});
  proposed.warnings = {{"check-side", "information", "", {}}};
  Candidate& inferred = hand.code("M54.30", {hand.at("LBP")});
  inferred.support = Support::inferred;
  Candidate& absorbed = hand.code("M54.50", {hand.at("LBP")});
  absorbed.status = Status::withheld;
  absorbed.reason = "absorbed";
  absorbed.by = Blocker{"M54.41", std::nullopt, ""};
  Candidate& negated = hand.code("M54.51", {hand.at("sciatica", 2)});
  negated.status = Status::withheld;
  negated.reason = "negated";
  negated.by = Blocker{std::nullopt, hand.at("no"), "negated"};
  hand.analysis.queries = {{"side", "M54.41", {}, {}, "", {}}};
  hand.analysis.claims = {
      {"M54.5", hand.at("M54.5"), "deleted", "2021-10-01", {"M54.50", "M54.51", "M54.59"}, ""}};
  hand.analysis.red_flags = {{"fever", {hand.at("dx"), Role::anchor, "fever", ""}, ""}};
  return hand.analysis;
}

const std::vector<std::string> kLines = {
    R"(finding low-back-pain "LBP")",
    R"(finding leg-pain "radiating down the right leg" side=right by "right")",
    R"(finding sciatica "sciatica"#1 side=right by "right")",
    R"(finding sciatica "sciatica"#2 family negated by "Mother" by "no")",
    R"(code M54.41 from "LBP", "right leg", "sciatica" rule lumbago-with-sciatica)",
    R"(code M54.30 from "LBP" inferred)",
    R"(withheld M54.50 absorbed by M54.41)",
    R"(withheld M54.51 negated by "no")",
    R"(query M54.41 side)",
    R"(claim "M54.5" deleted replaced M54.50, M54.51, M54.59)",
    R"(warning M54.41 check-side)",
    R"(no warnings M54.50)",
    R"(red-flag fever "dx")",
};

std::string case_text(const std::vector<std::string>& lines) {
  std::string text = "==== a\n" + std::string(kNote) + "\n----\n";
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

// The mismatches of a case with these lines, "-" expected and "+" got.
std::string verdict(const std::vector<std::string>& lines, const std::string& attributes = "") {
  const Read file = read(attributes + case_text(lines));
  REQUIRE(file.errors == "");
  REQUIRE(file.cases.size() == 1);
  std::string out;
  for (const Mismatch& mismatch : judge(file.cases[0], analysis_of_note())) {
    if (mismatch.expected) out += "- " + file.cases[0].lines[*mismatch.expected].written + '\n';
    for (const std::string& line : mismatch.got) out += "+ " + line + '\n';
  }
  return out;
}

std::vector<std::string> with(size_t index, const std::string& line) {
  std::vector<std::string> lines = kLines;
  lines[index] = line;
  return lines;
}

}  // namespace

TEST_CASE("a quote stands on the bounds of words, letter for letter") {
  const Text note = Text::decode("Pain, painful (pain) M54.5 M54.50 d\xC3\xA9j\xC3\xA0");
  CHECK(places_of(note, "pain") == std::vector<Span>{{15, 19}});
  CHECK(places_of(note, "(pain)") == std::vector<Span>{{14, 20}});
  CHECK(places_of(note, "M54.5") == std::vector<Span>{{21, 26}});
  CHECK(places_of(note, "d\xC3\xA9j").empty());
  CHECK(places_of(note, "ain").empty());
  CHECK(places_of(note, "").empty());
  CHECK(in_quotes("a \"b\"\\\n") == R"("a \"b\"\\\n")");
}

TEST_CASE("quoted_at numbers words that stand twice") {
  const Text note = Text::decode("pain or no pain");
  CHECK(quoted_at(note, {11, 15}) == "\"pain\"#2");
  CHECK(quoted_at(note, {8, 10}) == "\"no\"");
}

TEST_CASE("a case file is read with its attributes and notes verbatim") {
  const Read file = read(
      "# about\n:setting inpatient\n:codes-only\n\n==== one\n:date 2024-03-01\n"
      "# not a comment\n---\r\nx: LBP\n\n-----\n# comment\n\nno codes\n\n"
      "==== two\n:setting outpatient\n:todo later\n----\nno codes");
  REQUIRE(file.errors == "");
  REQUIRE(file.cases.size() == 2);
  const Case& one = file.cases[0];
  CHECK(one.name == "one");
  CHECK(one.at.line == 5);
  CHECK(one.note == "# not a comment\n---\r\nx: LBP\n");
  CHECK(one.encounter.setting == Setting::inpatient);
  CHECK(one.encounter.service_date == parse_date("2024-03-01"));
  CHECK(one.codes_only);
  CHECK_FALSE(one.todo);
  CHECK(one.divider == 11);
  const Case& two = file.cases[1];
  CHECK(two.note == "");
  CHECK(two.encounter.setting == Setting::outpatient);
  CHECK_FALSE(two.encounter.service_date);
  CHECK(two.todo == "later");
}

TEST_CASE("line ends of Windows are no part of the note's end or of the lines") {
  const Read file = read("==== one\r\nLBP\r\nx\r\n---\r\nfinding low-back-pain \"LBP\"\r\n");
  REQUIRE(file.errors == "");
  CHECK(file.cases[0].note == "LBP\r\nx");
  CHECK(file.cases[0].lines[0].written == "finding low-back-pain \"LBP\"");
}

TEST_CASE("mistakes in the frame of a case file") {
  using All = std::vector<std::string>;
  CHECK(messages("") == All{"0: this file has no case: ==== name"});
  CHECK(messages("LBP\n==== a\n---\nno codes\n") ==
        All{"1: this line stands before the first case"});
  CHECK(messages("==== a\nLBP\n---\n# nothing\n") == All{"1: this case expects nothing"});
  CHECK(messages("==== a\nLBP\nno codes\n") ==
        All{"1: this case has no divider: a line of dashes between the note and what must come "
            "out"});
  CHECK(messages("==== a\n---\nLBP\n---\nno codes\n") ==
        All{"4: two lines of dashes are equally long"});
  CHECK(messages("==== a\n---\nno codes\n==== a\n---\nno codes\n") ==
        All{"4: two cases have this name"});
  CHECK(messages("==== a\n---\nno codes\n===== b\n---\nno codes\n") ==
        All{"4: this header has 5 '=', the first of the file has 4"});
  // The longer divider of the second case must not swallow the first.
  CHECK(messages("==== a\n---\nno codes\n=== b\n-----\nno codes\n") ==
        All{"4: this header has 3 '=', the first of the file has 4"});
  CHECK(messages("==== a\n:dat 2024-01-01\n---\nno codes\n") ==
        All{"2: unknown attribute \":dat\""});
  CHECK(messages("==== a\n:date 2024-02-30\n---\nno codes\n") ==
        All{"2: a date is written :date 2024-03-01"});
  CHECK(messages("==== a\n:setting ward\n---\nno codes\n") == All{"2: unknown setting \"ward\""});
  CHECK(messages("==== a\n:todo\n---\nno codes\n") == All{"2: a reason is needed: :todo reason"});
  CHECK(messages("==== a\n:todo x\n:todo y\n---\nno codes\n") ==
        All{"3: the attribute :todo stands twice"});
  CHECK(messages("==== a\n:codes-only\nLBP\n---\nno findings\nno codes\n") ==
        All{"5: a :codes-only case says nothing of findings"});
  CHECK(messages("==== a\nLBP\n---\nno findings\nfinding low-back-pain \"LBP\"\n") ==
        All{"4: \"no findings\" beside a finding"});
  CHECK(messages("==== a\nLBP\n---\ncode M54.50 from \"LBP\"\nno codes\n") ==
        All{"5: \"no codes\" beside a code"});
  CHECK(messages("==== a\nLBP\n---\ncode M54.50\n") ==
        All{"4: a code needs its evidence: from \"words\""});
  CHECK(messages("==== a\n:codes-only\nLBP\n---\ncode M54.50\n").empty());
  CHECK(messages("==== a\nLBP\n---\ncode M54.50 from \"LBP\"\ncode M54.50 from \"LBP\" rule x\n") ==
        All{"5: \"code M54.50\" stands twice in this case"});
}

TEST_CASE("a heading of equal signs in a note is text") {
  const Read file = read("==== a\n=== HISTORY ===\n---\n======\nno codes\n-----\nno codes\n");
  REQUIRE(file.errors == "");
  CHECK(file.cases[0].note == "=== HISTORY ===\n---\n======\nno codes");
}

TEST_CASE("mistakes in a line of a case") {
  using All = std::vector<std::string>;
  CHECK(message_of_line("fnding sciatica \"LBP\"") == All{"unknown line \"fnding\""});
  CHECK(message_of_line("\"LBP\"") == All{"a kind of line is needed here"});
  CHECK(message_of_line("finding low-bak-pain \"LBP\"") == All{"unknown concept \"low-bak-pain\""});
  CHECK(message_of_line("finding \"LBP\"") == All{"a concept is needed here"});
  CHECK(message_of_line("finding sciatica LBP") ==
        All{"the words of the finding in quotes are needed here"});
  CHECK(message_of_line("finding sciatica \"LB\"") == All{"these words do not stand in the note"});
  CHECK(message_of_line("finding sciatica \"lbp\"") == All{"these words do not stand in the note"});
  CHECK(message_of_line("finding sciatica \"pain\"") ==
        All{"these words stand 2 times in the note"});
  CHECK(message_of_line("finding sciatica \"pain\"#3") ==
        All{"these words stand only 2 times in the note"});
  CHECK(message_of_line("finding sciatica \"LBP\"#2") ==
        All{"these words stand only once in the note"});
  CHECK(message_of_line("finding sciatica \"LBP\"#0") ==
        All{"a number from 1 stands after #: \"words\"#2"});
  CHECK(message_of_line("finding sciatica \"LBP") == All{"this quote has no end"});
  CHECK(message_of_line("finding sciatica \"\"") == All{"a quote needs words"});
  CHECK(message_of_line("finding sciatica \"L\\BP\"") ==
        All{"unknown escape; a quote knows \\n, \\r, \\\" and \\\\"});
  CHECK(message_of_line("finding sciatica \"LBP\" negted by \"and\"") ==
        All{"unknown context \"negted\""});
  CHECK(message_of_line("finding sciatica \"LBP\" negated") ==
        All{"\"negated\" without the cue that says it"});
  CHECK(message_of_line("finding sciatica \"LBP\" sde=left") == All{"unknown axis \"sde\""});
  CHECK(message_of_line("finding sciatica \"LBP\" side=") == All{"the axis has no value"});
  CHECK(message_of_line("finding sciatica \"LBP\", \"pain\"") ==
        All{"nothing more is expected here"});
  CHECK(message_of_line("code M5450 from \"LBP\"") == All{"unknown code \"M5450\""});
  CHECK(message_of_line("code M54.50 from \"LBP\" form \"pain\"") == All{"unknown word \"form\""});
  CHECK(message_of_line("code M54.50 from \"LBP\" from \"pain\"") == All{"\"from\" stands twice"});
  CHECK(message_of_line("code M54.50 from \"LBP\",") ==
        All{"words of the note in quotes are needed here"});
  CHECK(message_of_line("withheld M54.50 absorbd") == All{"unknown reason \"absorbd\""});
  CHECK(message_of_line("withheld") == All{"a code is needed here"});
  CHECK(message_of_line("withheld M54.50 absorbed by M54.4x") == All{"unknown code \"M54.4x\""});
  CHECK(message_of_line("query M54.50") == All{"what the query is about is needed here"});
  CHECK(message_of_line("claim \"LBP\" delted") == All{"unknown verdict \"delted\""});
  CHECK(message_of_line("claim \"LBP\" deleted replaced M54.50, M5451") ==
        All{"unknown code \"M5451\""});
  CHECK(message_of_line("warning M54.50") == All{"the id of a warning is needed here"});
  CHECK(message_of_line("red-flag fevr \"LBP\"") == All{"unknown red flag \"fevr\""});
  CHECK(message_of_line("red-flag fever") ==
        All{"the words of the red flag in quotes are needed here"});
  CHECK(message_of_line("no finding") == All{"unknown line after no \"finding\""});
  CHECK(message_of_line("no warnings") == All{"a code is needed here"});
}

TEST_CASE("a mistake is shown in its place, with what was meant") {
  CHECK(read("==== a\nd\xC3\xA9j\xC3\xA0 LBP\n---\nfinding \"d\xC3\xA9j\xC3\xA0\"\n"
             "  finding low-back-pain \"LBP\" negatd by \"LBP\"\n")
            .errors ==
        "x.txt:4:9: error: a concept is needed here\n"
        "finding \"d\xC3\xA9j\xC3\xA0\"\n"
        "        ^~~~~~\n"
        "x.txt:5:31: error: unknown context \"negatd\"\n"
        "  finding low-back-pain \"LBP\" negatd by \"LBP\"\n"
        "                              ^~~~~~\n"
        "allowed: negated, possible, past, future, family, other, hypothetical\n"
        "did you mean \"negated\"?\n");
}

TEST_CASE("a case that says what the analyzer says holds") {
  CHECK(verdict(kLines) == "");
  std::vector<std::string> turned(kLines.rbegin(), kLines.rend());
  CHECK(verdict(turned) == "");
}

TEST_CASE("a red flag that is not there, or stands elsewhere, fails") {
  const size_t last = kLines.size() - 1;
  CHECK(verdict(with(last, R"(red-flag night-pain "dx")")) == "- red-flag night-pain \"dx\"\n");
  CHECK(verdict(with(last, R"(red-flag fever "LBP")")) ==
        "- red-flag fever \"LBP\"\n+ red-flag fever \"dx\"\n");
  CHECK(verdict(with(last, "no red-flags")) == "- no red-flags\n+ red-flag fever \"dx\"\n");
}

TEST_CASE("a finding line that is wrong fails") {
  CHECK(verdict(with(0, "finding sciatica \"LBP\"")) ==
        "- finding sciatica \"LBP\"\n+ finding low-back-pain \"LBP\"\n");
  CHECK(verdict(with(1, R"(finding leg-pain "right leg" side=right by "right")")) ==
        "+ finding leg-pain \"radiating down the right leg\" side=right by \"right\"\n"
        "- finding leg-pain \"right leg\" side=right by \"right\"\n");
  CHECK(verdict(with(2, R"(finding sciatica "sciatica"#1 side=left by "right")")) ==
        "- finding sciatica \"sciatica\"#1 side=left by \"right\"\n"
        "+ finding sciatica \"sciatica\"#1 side=right by \"right\"\n");
  CHECK(verdict(with(2, R"(finding sciatica "sciatica"#1 side=right by "LBP")")) != "");
  CHECK(verdict(with(2, R"(finding sciatica "sciatica"#1 side=right level=L5)")) != "");
  CHECK(verdict(with(2, R"(finding sciatica "sciatica"#1 by "right")")) != "");
  CHECK(verdict(with(2, R"(finding sciatica "sciatica"#1)")) == "");
  CHECK(verdict(with(3, R"(finding sciatica "sciatica"#2)")) ==
        "- finding sciatica \"sciatica\"#2\n"
        "+ finding sciatica \"sciatica\"#2 negated family by \"Mother\" by \"no\"\n");
  CHECK(verdict(with(3, R"(finding sciatica "sciatica"#2 negated by "no")")) != "");
  CHECK(verdict(with(3, R"(finding sciatica "sciatica"#2 family negated by "no")")) != "");
  CHECK(verdict(with(3, R"(finding sciatica "sciatica"#2 family negated by "Mother")")) != "");
  CHECK(verdict(with(
            3, R"(finding sciatica "sciatica"#2 family negated past by "Mother" by "no")")) != "");
  CHECK(verdict(with(
            3, R"(finding sciatica "sciatica"#2 family negated by "Mother" by "no" by "has")")) !=
        "");
}

TEST_CASE("a finding that is not listed fails, and so does one that is listed twice") {
  CHECK(verdict(with(0, "# nothing")) == "+ finding low-back-pain \"LBP\"\n");
  CHECK(verdict(with(0, "finding low-back-pain \"LBP\"\nfinding low-back-pain  \"LBP\"")) ==
        "- finding low-back-pain  \"LBP\"\n");
}

TEST_CASE("\"no findings\" and \"no codes\" fail where there are some") {
  CHECK(verdict({"no findings", "no codes"}).substr(0, 41) ==
        "- no findings\n+ finding low-back-pain \"LB");
  CHECK(verdict({"no codes"}, ":codes-only\n") ==
        "- no codes\n+ code M54.41 from \"LBP\", \"right\", \"sciatica\" rule "
        "lumbago-with-sciatica\n");
}

TEST_CASE("a code line that is wrong fails") {
  const std::string got = "+ code M54.41 from \"LBP\", \"right\", \"sciatica\"";
  CHECK(verdict(with(4, R"(code M54.41 from "LBP", "sciatica")")) ==
        "- code M54.41 from \"LBP\", \"sciatica\"\n" + got + "\n");
  CHECK(verdict(with(4, R"(code M54.41 from "LBP", "right", "sciatica", "Mother")")) != "");
  CHECK(verdict(with(4, R"(code M54.41 from "LBP", "right", "sciatica"#2)")) != "");
  CHECK(verdict(with(4, R"(code M54.41 from "LBP", "right", "sciatica"#1)")) == "");
  CHECK(verdict(with(4, R"(code M54.41 from "LBP", "right", "sciatica" rule other)")) != "");
  CHECK(verdict(with(4, R"(code M54.41 from "LBP", "right", "sciatica" inferred)")) != "");
  CHECK(verdict(with(4, R"(code M54.59 from "LBP")")) ==
        "- code M54.59 from \"LBP\"\n" + got + " rule lumbago-with-sciatica\n");
  CHECK(verdict(with(4, "# nothing")) == got + " rule lumbago-with-sciatica\n");
  CHECK(verdict(with(5, "# nothing")) ==
        "+ code M54.30 from \"LBP\" rule lumbago-with-sciatica inferred\n");
  CHECK(verdict(with(5, R"(code M54.30 from "LBP")")) != "");
}

TEST_CASE("a :codes-only case leaves findings, evidence and inferred codes open") {
  CHECK(verdict({"code M54.41"}, ":codes-only\n") == "");
  CHECK(verdict({"code M54.59"}, ":codes-only\n") != "");
  CHECK(verdict({"withheld M54.50 absorbed"}, ":codes-only\n") != "");  // M54.41 is not listed
  CHECK(verdict({"code M54.41", "code M54.30 inferred"}, ":codes-only\n") == "");
  CHECK(verdict({"code M54.41", "code M54.59 inferred"}, ":codes-only\n") != "");
}

TEST_CASE("withheld, query, claim and warning lines fail when wrong") {
  CHECK(verdict(with(6, "withheld M54.50 excludes1")) ==
        "- withheld M54.50 excludes1\n+ withheld M54.50 absorbed by M54.41\n");
  CHECK(verdict(with(6, "withheld M54.50 absorbed")) == "");
  CHECK(verdict(with(6, "withheld M54.50 absorbed by M54.30")) != "");
  CHECK(verdict(with(6, R"(withheld M54.50 absorbed by "LBP")")) != "");
  CHECK(verdict(with(6, "withheld M54.41 absorbed")) == "- withheld M54.41 absorbed\n");
  CHECK(verdict(with(7, R"(withheld M54.51 negated by "Mother")")) != "");
  CHECK(verdict(with(7, "withheld M54.51 negated by M54.41")) != "");
  CHECK(verdict(with(8, "query M54.41 level")) == "- query M54.41 level\n+ query M54.41 side\n");
  CHECK(verdict(with(8, "query M54.50 side")) == "- query M54.50 side\n");
  CHECK(verdict(with(9, "claim \"M54.5\" supported")) ==
        "- claim \"M54.5\" supported\n"
        "+ claim \"M54.5\" deleted replaced M54.50, M54.51, M54.59\n");
  CHECK(verdict(with(9, "claim \"M54.5\" deleted replaced M54.50")) != "");
  CHECK(verdict(with(9, "claim \"M54.5\" deleted")) == "");
  CHECK(verdict(with(9, "claim \"LBP\" deleted")) != "");
  CHECK(verdict(with(10, "warning M54.41 other")) ==
        "- warning M54.41 other\n+ warning M54.41 check-side\n");
  CHECK(verdict(with(10, "warning M54.59 check-side")) == "- warning M54.59 check-side\n");
  CHECK(verdict(with(11, "no warnings M54.41")) ==
        "- no warnings M54.41\n+ warning M54.41 check-side\n");
  CHECK(verdict(with(11, "no warnings M54.59")) == "- no warnings M54.59\n");
}

TEST_CASE("a failure shows the words in the note") {
  const Read file = read(case_text(with(2, R"(finding sciatica "sciatica"#1 side=left)")));
  const Analysis analysis = analysis_of_note();
  CHECK(render_failure(file.cases[0], analysis, judge(file.cases[0], analysis)) ==
        "x.txt:1: a\n"
        "  - finding sciatica \"sciatica\"#1 side=left\n"
        "  + finding sciatica \"sciatica\"#1 side=right by \"right\"\n"
        "      LBP radiating down the right leg, dx: sciatica.\n"
        "                                            ^~~~~~~~\n");
}

TEST_CASE("long lines are cut around the words, whatever they hold") {
  const std::string blank(100, '.');
  const std::string note = blank + "pain\tx pain" + blank + "\n\xC3\xA9 pain\xC3\xA9";
  CHECK(underline(note, {{100, 104}, {107, 111}, {215, 219}}, "  ") ==
        "  ..." + blank.substr(0, 60) + "pain x pain" + blank.substr(0, 53) + "...\n" + "     " +
            std::string(60, ' ') + "^~~~   ^~~~\n" + "  \xC3\xA9 pain\xC3\xA9\n    ^~~~\n");
  CHECK(underline("", {}, "") == "");
}

TEST_CASE("an update changes what is wrong and leaves the rest as it was") {
  std::vector<std::string> lines = with(2, R"(finding sciatica "sciatica"#1 side=left)");
  lines[4] = "# a comment\ncode M54.59 from \"LBP\"";
  lines[6] = "withheld M54.50 excludes1";
  lines[8] = "query M54.50 side";
  const Read file = read("# top\n\n" + case_text(lines) + "\n==== b\nx\n---\nno codes\n");
  REQUIRE(file.errors == "");
  const FailedCase failed{&file.cases[0], judge(file.cases[0], analysis_of_note())};
  std::vector<std::string> after =
      with(2, R"(finding sciatica "sciatica"#1 side=right by "right")");
  after[4] = "# a comment";
  after[5] += "\ncode M54.41 from \"LBP\", \"right\", \"sciatica\" rule lumbago-with-sciatica";
  after.erase(after.begin() + 8);
  const std::string expected = "# top\n\n" + case_text(after) + "\n==== b\nx\n---\nno codes\n";
  const std::string text = updated(*file.source, {failed});
  CHECK(text == expected);
  CHECK(changed_codes(failed) == std::vector<std::string>{"removed M54.59", "added M54.41"});
  const Read again = read(text);
  REQUIRE(again.errors == "");
  CHECK(judge(again.cases[0], analysis_of_note()).empty());
}

TEST_CASE("an update says outright that nothing is left") {
  const std::string text =
      "==== a\nLBP\n---\nfinding low-back-pain \"LBP\"\ncode M54.50 from \"LBP\"\n";
  const Read file = read(text);
  const Analysis nothing = Hand("LBP").analysis;
  const std::vector<Mismatch> mismatches = judge(file.cases[0], nothing);
  CHECK(mismatches.size() == 2);
  CHECK(updated(*file.source, {{&file.cases[0], mismatches}}) ==
        "==== a\nLBP\n---\nno findings\nno codes\n");
}

TEST_CASE("an update writes the correction of two lines once") {
  std::vector<std::string> lines = with(10, "warning M54.41 one\nwarning M54.41 two");
  const Read file = read(case_text(lines));
  const FailedCase failed{&file.cases[0], judge(file.cases[0], analysis_of_note())};
  CHECK(failed.mismatches.size() == 2);
  CHECK(updated(*file.source, {failed}) == case_text(kLines));
}

TEST_CASE("an update of a case whose last line has no end") {
  const Read file = read("==== a\n:codes-only\nLBP\n---\nwithheld M54.50 absorbed");
  const std::vector<Mismatch> mismatches = judge(file.cases[0], Hand("LBP").analysis);
  CHECK(updated(*file.source, {{&file.cases[0], mismatches}}) ==
        "==== a\n:codes-only\nLBP\n---\nno codes\n");
}
