#include "coding/code_set.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "coding/code_text.h"

namespace evident {
namespace {

// Test tables are written with "|" for a tab.
std::string tabs(std::string text) {
  std::replace(text.begin(), text.end(), '|', '\t');
  return text;
}

const char kSet[] = "set|icd10cm-test|2020-10-01|2025-10-01|2026-09-30\n";

// `lines` with an "end" line that counts right.
std::string ended(const std::string& lines) {
  return lines + "end|" + std::to_string(std::count(lines.begin(), lines.end(), '\n')) + "\n";
}

std::shared_ptr<const Source> source(const std::string& text) {
  return std::make_shared<Source>(Source{"codes.tsv", tabs(text)});
}

std::string mistakes(const std::string& text) {
  Diagnostics diagnostics;
  REQUIRE(CodeSet::load(source(text), diagnostics));
  return diagnostics.render();
}

std::unique_ptr<const CodeSet> load(const std::string& lines) {
  Diagnostics diagnostics;
  auto set = CodeSet::load(source(ended(kSet + lines)), diagnostics);
  REQUIRE(diagnostics.render() == "");
  return set;
}

// The code set that ships.
const CodeSet& shipped() {
  static const std::unique_ptr<const CodeSet> set = [] {
    const std::string path = EVIDENT_SOURCE_DIR "/src/coding/icd10cm-spine.tsv";
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    Diagnostics diagnostics;
    auto loaded = CodeSet::load(std::make_shared<Source>(Source{path, text.str()}), diagnostics);
    REQUIRE(diagnostics.render() == "");
    return loaded;
  }();
  return *set;
}

Date day(std::string_view iso) { return parse_date(iso).value(); }

std::string on(const Code& code, Date date) {
  if (!code.in_force(date)) return "none";
  return code.billable(date) ? "billable" : "header";
}

const Code& code(const CodeSet& set, std::string_view name) {
  CAPTURE(name);
  const Code* found = set.find(name);
  REQUIRE(found);
  return *found;
}

std::vector<std::string> names(const std::vector<const Code*>& codes) {
  std::vector<std::string> out;
  for (const Code* each : codes) out.push_back(each->code);
  return out;
}

using Names = std::vector<std::string>;

std::string exclusion(const CodeSet& set, std::string_view a, std::string_view b) {
  const auto found = set.excludes1(a, b);
  return found ? found->at + " names " + found->names : "none";
}

// ---- Patterns

TEST_CASE("a pattern names a code and all below it", "[code_set]") {
  struct Row {
    const char* pattern;
    const char* code;
    bool names;
  };
  const Row rows[] = {
      {"M54.5-", "M54.5", true},
      {"M54.5-", "M54.50", true},
      {"M54.5-", "M54.6", false},
      {"M54.5", "M54.59", true},
      {"M54.50", "M54.5", false},
      {"M54.50", "M54.50", true},
      {"M50.-", "M50", true},
      {"M50.-", "M50.121", true},
      {"M50.-", "M51.16", false},
      {"S12", "S12.9XXA", true},
      {"S39.012-", "S39.012A", true},
      {"S39.012-", "S39.011A", false},
      {"S33.5-", "S33.5XXD", true},
      {"S16.1-", "S16.1XXA", true},
      {"M48.5", "M48.50XA", true},
      {"M84.58", "M84.58XS", true},
      {"M50-M54", "M50", true},
      {"M50-M54", "M54.9", true},
      {"M50-M54", "M49.80", false},
      {"M50-M54", "M60.9", false},
      {"O00-O9A", "O9A.119", true},
      {"R07.1-R07.9", "R07.9", true},
      {"R07.1-R07.9", "R07.0", false},
      {"R07.1-R07.9", "R07.89", true},
      {"M54.3-M54.4", "M54.41", true},
      {"M54.3-M54.4", "M54.50", false},
      {"M54.3-M54.4", "M54", false},
      {"M43.3-M43.5X9", "M43.5X2", true},
      {"M43.3-M43.5X9", "M43.4", true},
      {"M43.3-M43.5X9", "M43.6", false},
      {"S12.0-S12.3-", "S12.390B", true},
      {"S12.0-S12.3-", "S12.400A", false},
      {"*", "M54.5", false},
      {"", "M54.5", false},
      {"-", "M54.5", false},
      {"M54.5-", "", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pattern, row.code);
    CHECK(names_code(row.pattern, row.code) == row.names);
  }
}

TEST_CASE("how codes are written", "[code_set]") {
  for (const char* text :
       {"M54", "M54.5", "M54.50", "S39.012A", "O9A", "C4A.0", "R10.A0", "QA0", "QA0.0101"}) {
    CAPTURE(text);
    CHECK(is_code(text));
    CHECK(is_code_pattern(text));
  }
  for (const char* text : {"", "M", "M5", "M54.", "M545", "m54.5", "M54.5-", "M54.12345", "M54,5",
                           "MMM.5", "M54.5 ", "724.2", "M54.5a", "M50-M54"}) {
    CAPTURE(text);
    CHECK_FALSE(is_code(text));
  }
  for (const char* text : {"M54.5-", "M50.-", "M50-M54", "M43.3-M43.5X9", "S39.012-"}) {
    CAPTURE(text);
    CHECK(is_code_pattern(text));
  }
  for (const char* text : {"", "-", "M54-", "M54.5.-", "M54.-M55", "M54-M50", "M54-M54", "M54.5--",
                           "M50-M51-M52", "M50 -M54", "*"}) {
    CAPTURE(text);
    CHECK_FALSE(is_code_pattern(text));
  }
  for (const char* text : {"724.2", "722.10", "V45.4", "724"}) CHECK(is_icd9_code(text));
  for (const char* text : {"", "72", "724.", "724.234", "7242", "E849.0", "M54.5", "724,2"}) {
    CAPTURE(text);
    CHECK_FALSE(is_icd9_code(text));
  }
}

// ---- A small file

const char kSmall[] =
    "# comments may stand anywhere\n"
    "block|M50-M54\n"
    "excludes1|M46.4-\n"
    "excludes1-of|M54.5|S33.5-\n"
    "code|M51|header|Disc disorders\n"
    "code|M51.2|billable|Displacement\n"
    "code|M54|header|Dorsalgia\n"
    "excludes1|F45.41\n"
    "excludes2|G89.-\n"
    "code-first|* C00-D49\n"
    "code|M54.5|billable ..2021-09-30, header 2021-10-01..|Low back pain\n"
    "becomes|M54.50 M54.59\n"
    "excludes1|S39.012 M51.2-\n"
    "excludes2|M62.830\n"
    "code-first|M80.-\n"
    "use-additional|B95-B97\n"
    "code|M54.50|billable 2021-10-01..|Low back pain, unspecified\n"
    "term|Loin pain\n"
    "term|Lumbago NOS\n"
    "code|M54.59|header 2021-10-01..2022-09-30, billable 2023-10-01..2024-09-30|Other\n"
    "code|S39|header|Injuries\n"
    "seventh|A|initial encounter\n"
    "seventh|S|sequela\n"
    "code|S39.01|header|Injury of muscle\n"
    "code|S39.012|header|Strain of muscle\n"
    "code|S39.012A|billable|Strain of muscle, initial encounter\n"
    "code|S39.9|header|Unspecified injury\n"
    "seventh|D|subsequent encounter\n"
    "icd9|724.2|Low back pain|M54.50 M54.59\n"
    "icd9|847.2|Lumbar sprain|S39.012\n";

TEST_CASE("what the lines of the file say", "[code_set]") {
  const auto set = load(kSmall);
  CHECK(set->name() == "icd10cm-test");
  CHECK(set->oldest_from() == day("2020-10-01"));
  CHECK(set->newest_from() == day("2025-10-01"));
  CHECK(set->newest_to() == day("2026-09-30"));
  CHECK(set->all().size() == 11);

  const Code& low = code(*set, "M54.5");
  CHECK(low.title == "Low back pain");
  CHECK(low.parent == "M54");
  CHECK(low.replaced_by == Names{"M54.50", "M54.59"});
  CHECK(low.excludes1 == Names{"S39.012", "M51.2-", "S33.5-", "F45.41", "M46.4-"});
  CHECK(low.excludes2 == Names{"M62.830", "G89.-"});
  CHECK(low.code_first == Names{"M80.-", "*", "C00-D49"});
  CHECK(low.use_additional == Names{"B95-B97"});
  CHECK(low.inclusion_terms.empty());

  const Code& leaf = code(*set, "M54.50");
  CHECK(leaf.inclusion_terms == Names{"Loin pain", "Lumbago NOS"});
  CHECK(leaf.excludes1 == low.excludes1);
  CHECK(leaf.replaced_by.empty());
  CHECK(code(*set, "M51.2").excludes1 == Names{"M46.4-"});
  CHECK(code(*set, "S39.012A").parent == "S39.012");
  CHECK(code(*set, "S39").parent == "");
}

TEST_CASE("a file with CRLF line ends reads the same", "[code_set]") {
  std::string text = ended(kSet + std::string(kSmall));
  for (size_t at = 0; (at = text.find('\n', at)) != text.npos; at += 2) text.insert(at, "\r");
  Diagnostics diagnostics;
  const auto set = CodeSet::load(source(text), diagnostics);
  CHECK(diagnostics.render() == "");
  CHECK(code(*set, "M54.50").title == "Low back pain, unspecified");
  CHECK(set->newest_to() == day("2026-09-30"));
}

TEST_CASE("codes are found as they are written, and nothing else", "[code_set]") {
  const auto set = load(kSmall);
  for (const char* name : {"", "M", "M5", "M545", "m54.5", "M54.5 ", "M54.51", "M99", "A00", "Z"})
    CHECK(set->find(name) == nullptr);
  CHECK(names(set->children("M54.5")) == Names{"M54.50", "M54.59"});
  CHECK(names(set->children("M54")) == Names{"M54.5"});
  CHECK(names(set->children("S39")) == Names{"S39.01", "S39.9"});
  CHECK(names(set->children("")) == Names{"M51", "M54", "S39"});
  CHECK(set->children("M54.50").empty());
  CHECK(set->children("M5").empty());
  CHECK(set->children("Z99").empty());
}

TEST_CASE("periods may have gaps and an end", "[code_set]") {
  const auto set = load(kSmall);
  const Code& other = code(*set, "M54.59");
  CHECK(on(other, day("2021-09-30")) == "none");
  CHECK(on(other, day("2021-10-01")) == "header");
  CHECK(on(other, day("2022-09-30")) == "header");
  CHECK(on(other, day("2022-10-01")) == "none");
  CHECK(on(other, day("2023-10-01")) == "billable");
  CHECK(on(other, day("2024-09-30")) == "billable");
  CHECK(on(other, day("2024-10-01")) == "none");
}

TEST_CASE("the nearest entry gives the 7th characters", "[code_set]") {
  const auto set = load(kSmall);
  using Seventh = std::vector<std::pair<char, std::string>>;
  const Seventh from_category = {{'A', "initial encounter"}, {'S', "sequela"}};
  CHECK(set->seventh_of("S39") == from_category);
  CHECK(set->seventh_of("S39.012") == from_category);
  CHECK(set->seventh_of("S39.012A") == from_category);
  CHECK(set->seventh_of("S39.9") == Seventh{{'D', "subsequent encounter"}});
  CHECK(set->seventh_of("S39.9XXA") == Seventh{{'D', "subsequent encounter"}});
  CHECK(set->seventh_of("M54.5").empty());
  CHECK(set->seventh_of("").empty());
  CHECK(set->seventh_of("S3").empty());
}

TEST_CASE("an exclusion names the note it comes from", "[code_set]") {
  const auto set = load(kSmall);
  CHECK(exclusion(*set, "M54.50", "S39.012A") == "M54.5 names S39.012");
  CHECK(exclusion(*set, "S39.012A", "M54.50") == "M54.5 names S39.012");
  CHECK(exclusion(*set, "M54.5", "M51.2") == "M54.5 names M51.2-");
  CHECK(exclusion(*set, "M54.59", "F45.41") == "M54 names F45.41");
  // The block's notes: for all of it, and "by body region" for one entry only.
  CHECK(exclusion(*set, "M51.2", "M46.46") == "M50-M54 names M46.4-");
  CHECK(exclusion(*set, "S33.5XXA", "M54.50") == "M50-M54 names S33.5-");
  CHECK(exclusion(*set, "S33.5XXA", "M51.2") == "none");
  // Codes that the set does not hold stand under the entries above them.
  CHECK(exclusion(*set, "M54.51", "S39.012A") == "M54.5 names S39.012");
  CHECK(exclusion(*set, "M54.9", "S39.012A") == "none");
  // Never a code with itself, one above it, or nothing.
  CHECK(exclusion(*set, "M54.50", "M54.50") == "none");
  CHECK(exclusion(*set, "M54.5", "M54.50") == "none");
  CHECK(exclusion(*set, "M54.50", "") == "none");
  CHECK(exclusion(*set, "", "") == "none");
}

TEST_CASE("the nearest of several notes counts", "[code_set]") {
  const auto set = load(
      "code|M54|header|Dorsalgia\n"
      "excludes1|M50.-\n"
      "code|M54.1|header|Radiculopathy\n"
      "excludes1|M50-M51 M50.1-\n"
      "code|M54.12|billable|Radiculopathy, cervical region\n");
  CHECK(exclusion(*set, "M54.12", "M50.121") == "M54.1 names M50-M51");
  CHECK(exclusion(*set, "M50.121", "M54.2") == "M54 names M50.-");
}

TEST_CASE("a note that names its own family excludes none of it", "[code_set]") {
  const auto set = load(
      "code|M54|header|Dorsalgia\n"
      "code|M54.1|header|Radiculopathy\n"
      "excludes1|M54.-\n"
      "code|M54.12|billable|Radiculopathy, cervical region\n"
      "code|M54.2|billable|Cervicalgia\n");
  CHECK(exclusion(*set, "M54.12", "M54.1") == "none");
  CHECK(exclusion(*set, "M54", "M54.12") == "none");
  CHECK(exclusion(*set, "M54.12", "M54.12") == "none");
  CHECK(exclusion(*set, "M54.12", "M54.2") == "M54.1 names M54.-");
}

TEST_CASE("ICD-9-CM codes know their counterpart", "[code_set]") {
  const auto set = load(kSmall);
  REQUIRE(set->find_icd9("724.2"));
  CHECK(set->find_icd9("724.2")->title == "Low back pain");
  CHECK(set->find_icd9("724.2")->now == Names{"M54.50", "M54.59"});
  CHECK(set->all_icd9().size() == 2);
  for (const char* name : {"", "724", "724.20", "7242", "M54.5"})
    CHECK(set->find_icd9(name) == nullptr);
}

// ---- Mistakes

struct Mistake {
  std::string text;  // below the "set" line and above the right "end" line
  std::string says;
};

void check(const std::vector<Mistake>& table) {
  for (const Mistake& row : table) {
    CAPTURE(row.text);
    CHECK(mistakes(ended(kSet + row.text)) == tabs(row.says));
  }
}

TEST_CASE("a file that is cut short says so", "[code_set]") {
  const std::string whole = ended(kSet + std::string(kSmall));
  for (size_t size = 0; size + 1 < whole.size(); ++size) {
    const std::string said = mistakes(whole.substr(0, size));
    CAPTURE(size, said);
    CHECK((said.find("the file is cut short: its last line must be an \"end\" line") !=
               std::string::npos ||
           said.find("the \"end\" line counts") != std::string::npos));
  }
  CHECK(
      mistakes("") ==
      "codes.tsv:1:1: error: the file is cut short: its last line must be an \"end\" line\n\n^\n");
  CHECK(mistakes(std::string(kSet) + "code|M54|hea") ==
        tabs("codes.tsv:2:1: error: the file is cut short: its last line must be an \"end\" line\n"
             "code|M54|hea\n^\n"
             "codes.tsv:2:10: error: a line of kind \"code\" has 3 columns after the first, this "
             "one 2\ncode|M54|hea\n    |   |^~~\ncolumns: code, life, title\n"));
}

TEST_CASE("the end line counts the lines above it and is the last", "[code_set]") {
  const std::string lines = kSet + std::string("code|M54|header|Dorsalgia\n");
  CHECK(mistakes(lines + "end|7\n") ==
        tabs("codes.tsv:3:5: error: the \"end\" line counts 7 lines, but 2 stand above it\n"
             "end|7\n   |^\n"));
  CHECK(mistakes(lines + "end|2x\n") ==
        tabs("codes.tsv:3:5: error: the \"end\" line counts 2x lines, but 2 stand above it\n"
             "end|2x\n   |^~\n"));
  CHECK(mistakes(lines + "end|2\nterm|x\n") ==
        tabs("codes.tsv:4:1: error: nothing may stand after the \"end\" line\nterm|x\n^~~~~~\n"));
  CHECK(mistakes(lines + "end|2") == "");
  CHECK(mistakes(lines + "end|2\n# a comment\n") == "");
}

TEST_CASE("the set line is the first and has three days in order", "[code_set]") {
  CHECK(mistakes("code|M54|header|Dorsalgia\nend|1\n") ==
        tabs("codes.tsv:1:1: error: the first line must be the \"set\" line, and no other\n"
             "code|M54|header|Dorsalgia\n^~~~\n"));
  CHECK(mistakes(ended(kSet + std::string(kSet))) ==
        tabs("codes.tsv:2:1: error: the first line must be the \"set\" line, and no other\n"
             "set|icd10cm-test|2020-10-01|2025-10-01|2026-09-30\n^~~\n"));
  CHECK(mistakes("set|s|2020-10-1|2025-10-01|2026-09-31\nend|1\n") ==
        tabs("codes.tsv:1:7: error: \"2020-10-1\" is not a day\n"
             "set|s|2020-10-1|2025-10-01|2026-09-31\n   | |^~~~~~~~~\nwrite it as 2024-10-01\n"
             "codes.tsv:1:28: error: \"2026-09-31\" is not a day\n"
             "set|s|2020-10-1|2025-10-01|2026-09-31\n   | |         |          |^~~~~~~~~~\n"
             "write it as 2024-10-01\n"));
  CHECK(mistakes("set|s|2026-10-01|2025-10-01|2026-09-30\nend|1\n") ==
        tabs("codes.tsv:1:7: error: the days are not in order of time\n"
             "set|s|2026-10-01|2025-10-01|2026-09-30\n   | |^~~~~~~~~~\n"));
}

TEST_CASE("lines of unknown kind or with wrong columns", "[code_set]") {
  const std::string allowed =
      "allowed: code, term, seventh, excludes1, excludes2, code-first, use-additional, code-also, "
      "becomes, icd9, block, excludes1-of, set, end\n";
  check({
      // What belongs to a wrong line is passed over.
      {"cod|M54|header|Dorsalgia\nterm|Back pain\n",
       "codes.tsv:2:1: error: unknown kind of line \"cod\"\ncod|M54|header|Dorsalgia\n^~~\n" +
           allowed + "did you mean \"code\"?\n"},
      {"\n", "codes.tsv:2:1: error: unknown kind of line \"\"\n\n^\n" + allowed},
      {"code|M54|header\nterm|Back pain\n",
       "codes.tsv:2:10: error: a line of kind \"code\" has 3 columns after the first, this one 2\n"
       "code|M54|header\n    |   |^~~~~~\ncolumns: code, life, title\n"},
      {"code|M54|header|Doršalgia|more|x\n",
       "codes.tsv:2:27: error: a line of kind \"code\" has 3 columns after the first, this one 5\n"
       "code|M54|header|Doršalgia|more|x\n    |   |      |         |^~~~\n"
       "columns: code, life, title\n"},
      {"code|M54|header|\n",
       "codes.tsv:2:17: error: the column \"title\" is empty\ncode|M54|header|\n"
       "    |   |      |^\n"},
  });
}

TEST_CASE("codes: form, order, parents", "[code_set]") {
  const std::string category = "code|M54|header|Dorsalgia\n";
  const std::string form = "write it as M54 or M54.50, with up to four characters after the dot\n";
  check({
      {"code|M5450|billable|x\nterm|y\n",
       "codes.tsv:2:6: error: \"M5450\" is not a code\ncode|M5450|billable|x\n    |^~~~~\n" + form},
      {"code|m54|header|x\n",
       "codes.tsv:2:6: error: \"m54\" is not a code\ncode|m54|header|x\n    |^~~\n" + form},
      {category + "code|M54.2|billable|x\ncode|M54.1|header|y\nterm|z\n",
       "codes.tsv:4:6: error: \"M54.1\" stands after \"M54.2\", but codes are sorted\n"
       "code|M54.1|header|y\n    |^~~~~\n"},
      {category + "code|M54.2|billable|x\ncode|M54.2|billable|x\n",
       "codes.tsv:4:6: error: \"M54.2\" stands twice\ncode|M54.2|billable|x\n    |^~~~~\n"
       "first on line 3\n"},
      {"code|M53|header|x\ncode|M54.2|billable|Cervicalgia\n",
       "codes.tsv:3:6: error: \"M54.2\" has no code above it: its category \"M54\" is not in the "
       "file\ncode|M54.2|billable|Cervicalgia\n    |^~~~~\n"},
  });
}

TEST_CASE("life spans", "[code_set]") {
  const auto line = [](const std::string& life) { return "code|M54|" + life + "|x\n"; };
  const auto at = [&](int column, const std::string& what, const std::string& life,
                      const std::string& carets) {
    return "codes.tsv:2:" + std::to_string(column) + ": error: " + what + '\n' + line(life) +
           "    |   |" + carets + '\n';
  };
  const std::string allowed =
      "allowed: billable, header, or periods such as \"billable ..2021-09-30, header "
      "2021-10-01..\"\n";
  const std::string write = "write it as 2024-10-01\n";
  const std::vector<std::array<std::string, 4>> table = {
      {"bilable", "10", "\"bilable\" is not a life span", "^~~~~~~"},
      {"header 2021-10-01", "10", "\"header 2021-10-01\" is not a life span", "^~~~~~~~~~~~~~~~~"},
      {"billable ..2021-09-30, header", "33", "\"header\" is not a life span",
       "                       ^~~~~~"},
      {"billable ..2021-13-01", "21", "\"2021-13-01\" is not a day", "           ^~~~~~~~~~"},
      {"billable ..2021-09-30, header ..", "40", "\"\" is not a day",
       "                              ^"},
      {"header 2021-10-01..2021-09-30", "10", "the period ends before it begins",
       "^~~~~~~~~~~~~~~~~~~~~~~~~~~~~"},
      {"billable ..2021-09-30, header 2021-09-30..", "33",
       "the period begins before the one before it has ended",
       "                       ^~~~~~~~~~~~~~~~~~~"},
      {"billable 2021-10-01.., header 2022-10-01..", "33",
       "the period begins before the one before it has ended",
       "                       ^~~~~~~~~~~~~~~~~~~"},
  };
  for (const auto& [life, column, what, carets] : table) {
    const bool form = what.ends_with("life span"), date = what.ends_with("a day");
    check({{line(life), at(std::stoi(column), what, life, carets) + (form   ? allowed
                                                                     : date ? write
                                                                            : "")}});
  }
}

TEST_CASE("lines stand where they belong", "[code_set]") {
  const std::string category = "code|M54|header|Dorsalgia\n";
  check({
      {"term|Lumbago\n",
       "codes.tsv:2:1: error: a line of kind \"term\" belongs below a \"code\" line\n"
       "term|Lumbago\n^~~~\n"},
      {"block|M50-M54\nexcludes2|M46.4-\n",
       "codes.tsv:3:1: error: a line of kind \"excludes2\" belongs below a \"code\" line\n"
       "excludes2|M46.4-\n^~~~~~~~~\n"},
      {category + "icd9|724.2|x|M54\nterm|Lumbago\n",
       "codes.tsv:4:1: error: a line of kind \"term\" belongs below a \"code\" line\n"
       "term|Lumbago\n^~~~\n"},
      {"block|M54-M50\nexcludes1|S13.4-\n",
       "codes.tsv:2:7: error: \"M54-M50\" is not a range of categories\nblock|M54-M50\n"
       "     |^~~~~~~\n"},
      {category + "excludes1-of|M54|S13.4-\n",
       "codes.tsv:3:1: error: a line of kind \"excludes1-of\" belongs below a \"block\" line\n"
       "excludes1-of|M54|S13.4-\n^~~~~~~~~~~~\n"},
      {"block|M50-M54\nexcludes1-of|M62.8|S13.4-\n" + category,
       "codes.tsv:3:14: error: \"M62.8\" is not in the block M50-M54\n"
       "excludes1-of|M62.8|S13.4-\n            |^~~~~\n"},
      {"block|M50-M54\nexcludes1-of|M54.2|S13.4-\n" + category,
       "codes.tsv:3:14: error: \"M54.2\" is not a code of the file\n"
       "excludes1-of|M54.2|S13.4-\n            |^~~~~\n"},
  });
}

TEST_CASE("codes that other lines name", "[code_set]") {
  const std::string category = "code|M54|header|Dorsalgia\n";
  const auto pattern = [&](const std::string& kind, const std::string& codes,
                           const std::string& wrong, size_t offset) {
    const size_t column = kind.size() + 1 + offset;
    return Mistake{category + kind + '|' + codes + '\n',
                   "codes.tsv:3:" + std::to_string(column + 1) + ": error: \"" + wrong +
                       "\" is not a code, a code with a dash, or a range\n" + kind + '|' + codes +
                       '\n' + std::string(kind.size(), ' ') + '|' + std::string(offset, ' ') + '^' +
                       std::string(wrong.empty() ? 0 : wrong.size() - 1, '~') +
                       "\nwrite M54.50, M54.5-, M50.- or M50-M54, parted by one blank\n"};
  };
  check({
      pattern("excludes1", "M54.5- M54.x", "M54.x", 7),
      pattern("excludes2", "M54.5-  M50.-", "", 7),
      pattern("excludes2", "*", "*", 0),
      pattern("code-first", "**", "**", 0),
      pattern("use-additional", "B95-", "B95-", 0),
      pattern("use-additional", "B96-B95", "B96-B95", 0),
      {category + "becomes|M54.50 M54\n",
       "codes.tsv:3:9: error: \"M54.50\" is not a code of the file\nbecomes|M54.50 M54\n"
       "       |^~~~~~\n"},
      {category + "seventh|AB|initial\n",
       "codes.tsv:3:9: error: \"AB\" is not one character\nseventh|AB|initial\n       |^~\n"},
      {category + "seventh|A|initial\nseventh|A|again\n",
       "codes.tsv:4:9: error: the 7th character \"A\" stands twice\nseventh|A|again\n"
       "       |^\n"},
      {category + "icd9|7242|x|M54\n",
       "codes.tsv:3:6: error: \"7242\" is not an ICD-9-CM code\nicd9|7242|x|M54\n    |^~~~\n"},
      {category + "icd9|724.2|x|M54.50\n",
       "codes.tsv:3:14: error: \"M54.50\" is not a code of the file\nicd9|724.2|x|M54.50\n"
       "    |     | |^~~~~~\n"},
      {category + "icd9|724.3|x|M54\nicd9|724.2|x|M54\n",
       "codes.tsv:4:6: error: \"724.2\" stands after \"724.3\", but codes are sorted\n"
       "icd9|724.2|x|M54\n    |^~~~~\n"},
      {category + "icd9|724.2|x|M54\nicd9|724.2|x|M54\n",
       "codes.tsv:4:6: error: \"724.2\" stands twice\nicd9|724.2|x|M54\n    |^~~~~\n"
       "first on line 3\n"},
  });
}

TEST_CASE("all mistakes come in one run", "[code_set]") {
  Diagnostics diagnostics;
  CodeSet::load(source("set|s|x|2025-10-01|2026-09-30\n"
                       "code|M54|bilable|Dorsalgia\n"
                       "excludes1|M5\n"
                       "nonsense\n"
                       "end|9\n"),
                diagnostics);
  CHECK(diagnostics.errors() == 5);
}

// ---- The file that ships

TEST_CASE("codes come and go on the right day", "[code_set]") {
  struct Row {
    std::vector<const char*> codes;
    const char* day;
    const char* before;
    const char* since;
  };
  const Row rows[] = {
      {{"M54.5"}, "2021-10-01", "billable", "header"},
      {{"M54.50", "M54.51", "M54.59"}, "2021-10-01", "none", "billable"},
      {{"M45.A"}, "2021-10-01", "none", "header"},
      {{"M45.A0", "M45.A6", "M45.AB"}, "2021-10-01", "none", "billable"},
      {{"M51.A"}, "2022-10-01", "none", "header"},
      {{"M51.A0", "M51.A1", "M51.A2", "M51.A3", "M51.A4", "M51.A5"},
       "2022-10-01",
       "none",
       "billable"},
      {{"M51.36", "M51.37"}, "2024-10-01", "billable", "header"},
      {{"M51.360", "M51.361", "M51.362", "M51.369", "M51.370", "M51.371", "M51.372", "M51.379"},
       "2024-10-01",
       "none",
       "billable"},
      {{"M62.85"}, "2024-10-01", "none", "billable"},
      {{"R10.A"}, "2025-10-01", "none", "header"},
      {{"R10.A0", "R10.A1", "R10.A2", "R10.A3"}, "2025-10-01", "none", "billable"},
  };
  size_t changed = 0;
  for (const Row& row : rows)
    for (const char* name : row.codes) {
      CAPTURE(name);
      const Code& changing = code(shipped(), name);
      const Date since = day(row.day);
      CHECK(on(changing, shipped().oldest_from()) == row.before);
      CHECK(on(changing, since - std::chrono::days(1)) == row.before);
      CHECK(on(changing, since) == row.since);
      CHECK(on(changing, since + std::chrono::days(1)) == row.since);
      CHECK(on(changing, shipped().newest_to() + std::chrono::days(400)) == row.since);
      ++changed;
    }
  // M45.A1-.A5, .A7, .A8 are the others that ever changed.
  const auto ever =
      std::count_if(shipped().all().begin(), shipped().all().end(), [](const Code& c) {
        return c.periods.size() > 1 || c.periods[0].from != shipped().oldest_from();
      });
  CHECK(static_cast<size_t>(ever) == changed + 7);
}

TEST_CASE("what codes were split into", "[code_set]") {
  CHECK(code(shipped(), "M54.5").replaced_by == Names{"M54.50", "M54.51", "M54.59"});
  CHECK(code(shipped(), "M51.36").replaced_by == Names{"M51.360", "M51.361", "M51.362", "M51.369"});
  CHECK(code(shipped(), "M51.37").replaced_by == Names{"M51.370", "M51.371", "M51.372", "M51.379"});
  CHECK(code(shipped(), "M48.06").replaced_by == Names{"M48.061", "M48.062"});  // 2017
  CHECK(code(shipped(), "M54.3").replaced_by.empty());                          // never billable
  CHECK(code(shipped(), "M54.9").replaced_by.empty());
}

TEST_CASE("the shipped set: span, size, titles", "[code_set]") {
  CHECK(shipped().name() == "icd10cm-2026");
  CHECK(shipped().oldest_from() == day("2020-10-01"));
  CHECK(shipped().newest_from() == day("2025-10-01"));
  CHECK(shipped().newest_to() == day("2026-09-30"));
  CHECK(shipped().all().size() > 3700);
  CHECK(code(shipped(), "M54.41").title == "Lumbago with sciatica, right side");
  CHECK(code(shipped(), "S39.012D").title ==
        "Strain of muscle, fascia and tendon of lower back, subsequent encounter");
  CHECK(code(shipped(), "M41.12").title == "Adolescent idiopathic scoliosis");  // renamed in 2024
  CHECK(code(shipped(), "M54.50").inclusion_terms == Names{"Loin pain", "Lumbago NOS"});
  CHECK(code(shipped(), "S13.4XXA").parent == "S13.4");
  CHECK(names(shipped().children("M54.4")) == Names{"M54.40", "M54.41", "M54.42"});
  for (const char* name :
       {"M40",      "M43.16",   "M47.26",   "M48.062",  "M50.121",  "M53.3",    "M62.830",
        "M79.18",   "M79.604",  "M80.08XA", "M80.88XA", "M84.48XA", "M84.58XA", "M96.1",
        "M99.03",   "M99.13",   "M99.73",   "F45.41",   "F45.42",   "G54.4",    "G55",
        "G57.01",   "G83.4",    "G89.29",   "G99.2",    "Q76.2",    "Z98.1",    "S12.9XXA",
        "S13.4XXA", "S14.2XXA", "S16.1XXA", "S22.080A", "S23.3XXA", "S24.2XXA", "S29.012A",
        "S32.010A", "S33.5XXA", "S34.21XA", "S39.012A", "S39.92XA"}) {
    CHECK(on(code(shipped(), name), shipped().newest_from()) ==
          (std::string_view(name) == "M40" ? "header" : "billable"));
  }
}

TEST_CASE("on every day a header has codes below it and a billable code none", "[code_set]") {
  for (int year = 2020; year <= 2025; ++year) {
    const Date date = day(std::to_string(year) + "-10-01");
    for (const Code& each : shipped().all()) {
      const auto below = shipped().children(each.code);
      const bool any = std::any_of(below.begin(), below.end(),
                                   [&](const Code* child) { return child->in_force(date); });
      if (each.code == "R10") continue;  // before R10.A- all of it was outside the domain
      const std::string state = on(each, date);
      if ((state == "header") == any) continue;
      FAIL_CHECK(each.code + " is " + state + " in the year from " + format_date(date));
    }
  }
}

TEST_CASE("every code of 7 characters ends in one that its header takes", "[code_set]") {
  size_t seen = 0;
  for (const Code& each : shipped().all()) {
    if (each.code.size() != 8) continue;
    ++seen;
    const auto allowed = shipped().seventh_of(each.code);
    CHECK(allowed == shipped().seventh_of(each.parent));
    const auto found = std::find_if(allowed.begin(), allowed.end(),
                                    [&](const auto& one) { return one.first == each.code.back(); });
    CAPTURE(each.code, each.title);
    REQUIRE(found != allowed.end());
    CHECK(each.title == code(shipped(), each.parent).title + ", " + found->second);
  }
  CHECK(seen > 2300);
}

TEST_CASE("7th characters", "[code_set]") {
  const auto letters = [](std::string_view name) {
    std::string out;
    for (const auto& [letter, meaning] : shipped().seventh_of(name)) out += letter;
    return out;
  };
  CHECK(letters("S39.012") == "ADS");
  CHECK(letters("S12.100") == "ABDGKS");
  CHECK(letters("S12.8") == "ADS");
  CHECK(letters("S32.010A") == "ABDGKS");
  CHECK(letters("M80.08") == "ADGKPS");
  CHECK(letters("M48.56") == "ADGS");
  CHECK(letters("M54.50") == "");
}

// All billable codes that `pattern` names, on the newest day.
std::vector<const Code*> billable(std::string_view pattern) {
  std::vector<const Code*> out;
  for (const Code& each : shipped().all())
    if (names_code(pattern, each.code) && each.billable(shipped().newest_from()))
      out.push_back(&each);
  CAPTURE(pattern);
  REQUIRE_FALSE(out.empty());
  return out;
}

TEST_CASE("Excludes1 of the tabular list", "[code_set]") {
  struct Row {
    const char* a;
    const char* b;
    const char* note;  // of the first pair
  };
  const Row rows[] = {
      {"M54.5-", "S39.012-", "M54.5 names S39.012"},
      {"M54.5-", "M54.4-", "M54.5 names M54.4-"},
      {"M54.5-", "M51.2-", "M54.5 names M51.2-"},
      {"M54.5-", "M51.360", "M54.5 names M51.360"},
      {"M54.5-", "M51.370", "M54.5 names M51.370"},
      {"M54.3-", "M54.4-", "M54.3 names M54.4-"},
      {"M54.3-", "M51.1-", "M54.3 names M51.1-"},
      {"M54.3-", "G57.0-", "M54.3 names G57.0"},
      {"M54.3-", "M51.361", "M54.3 names M51.361"},
      {"M54.3-", "M51.371", "M54.3 names M51.371"},
      {"M54.4-", "M51.1-", "M54.4 names M51.1-"},
      {"M54.4-", "M51.362", "M54.4 names M51.362"},
      {"M54.4-", "M51.372", "M54.4 names M51.372"},
      {"M54.1-", "M51.1-", "M54.1 names M51.1-"},
      {"M54.1-", "M50.1-", "M54.1 names M50.1"},
      {"M54.1-", "M47.2-", "M54.1 names M47.2-"},
      {"M54.1-", "M79.2", "M54.1 names M79.2"},
      {"M54.2", "M50.-", "M54.2 names M50.-"},
      {"M54.6", "M51.-", "M54.6 names M51.-"},
      {"M62.830", "M79.18", "M62 names M79.1-"},
      {"M50-M54", "M46.4-", "M50-M54 names M46.4-"},
      {"M54.-", "F45.41", "M54 names F45.41"},
      {"M54.8-", "M54.5-", "M54.8 names M54.5-"},
      {"M43.0-", "M43.1-", "M43.0 names M43.1"},
      {"G99.2", "M50.0-", "G99.2 names M50.0-"},
      {"M48.5-", "M80.08-", "M48.5 names M80.-"},
      {"M48.5-", "S32.0-", "M48.5 names S32.-"},
      {"S33.0-", "M51.26", "S33.0 names M51.26"},
      // "By body region": current injury of the part of the spine that hurts.
      {"M54.2", "S13.4-", "M50-M54 names S13.4-"},
      {"M54.2", "S16.1-", "M50-M54 names S16.1-"},
      {"M54.5-", "S33.5-", "M50-M54 names S33.5-"},
      {"M54.6", "S23.3-", "M50-M54 names S23.3-"},
      {"M54.6", "S29.012-", "M50-M54 names S29.012-"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.a, row.b);
    const auto as = billable(row.a), bs = billable(row.b);
    CHECK(exclusion(shipped(), as[0]->code, bs[0]->code) == row.note);
    for (const Code* a : as)
      for (const Code* b : bs) {
        CAPTURE(a->code, b->code);
        CHECK(shipped().excludes1(a->code, b->code));
        CHECK(shipped().excludes1(b->code, a->code));
      }
  }
}

TEST_CASE("what may be coded together", "[code_set]") {
  const char* const pairs[][2] = {
      {"M54.9", "M54.50"},    {"M54.16", "M48.061"},    {"M54.16", "M43.16"},
      {"M54.41", "M51.26"},   {"M54.50", "M54.6"},      {"M54.50", "M54.2"},
      {"M54.50", "G89.29"},   {"S33.5XXA", "S39.012A"}, {"M54.2", "S39.012A"},
      {"M54.50", "S13.4XXA"}, {"M54.50", "M62.830"},    {"M47.816", "M51.26"},
      {"M51.A1", "M51.26"},   {"M54.30", "M51.360"},    {"M54.12", "M54.16"},
      {"M48.061", "G99.2"},   {"M54.50", "M54.50"},     {"M54.5", "M54.50"},
      {"S23.0XXA", "M51.A4"}, {"R10.A0", "M54.50"},
  };
  for (const auto& [a, b] : pairs) {
    CAPTURE(a, b);
    CHECK(exclusion(shipped(), a, b) == "none");
    CHECK(exclusion(shipped(), b, a) == "none");
  }
}

// The plain meaning: a pattern of the one, inherited ones included, names the other.
bool excluded_plainly(const Code& a, const Code& b) {
  const auto any = [](const Code& carrier, const Code& named) {
    return std::any_of(carrier.excludes1.begin(), carrier.excludes1.end(),
                       [&](const std::string& p) { return names_code(p, named.code); });
  };
  if (a.code.starts_with(b.code) || b.code.starts_with(a.code)) return false;
  return any(a, b) || any(b, a);
}

TEST_CASE("excludes1() agrees with the notes of both codes", "[code_set]") {
  std::vector<const Code*> some;
  for (size_t i = 0; i < shipped().all().size(); i += 7) some.push_back(&shipped().all()[i]);
  size_t excluded = 0;
  for (const Code* a : some)
    for (const Code* b : some) {
      const bool plainly = excluded_plainly(*a, *b);
      if (shipped().excludes1(a->code, b->code).has_value() != plainly)
        FAIL_CHECK(a->code + " and " + b->code);
      excluded += plainly;
    }
  CHECK(excluded > 100);
}

TEST_CASE("other notes are handed down", "[code_set]") {
  const auto has = [](const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  CHECK(has(code(shipped(), "M51.26").excludes2, "M50.-"));
  CHECK(has(code(shipped(), "G89.29").excludes2, "M54.5-"));
  CHECK(has(code(shipped(), "M51.A1").code_first, "M51.26"));
  CHECK(code(shipped(), "S32.010A").code_first == Names{"S34.-"});
  CHECK(has(code(shipped(), "G55").code_first, "*"));
  CHECK(code(shipped(), "S22.080A").code_first.empty());  // "code also" since 2024
  CHECK(code(shipped(), "S22.080A").code_also == Names{"S27.-", "S24.0-", "S24.1-"});
  CHECK(has(code(shipped(), "S34.109A").code_also, "S32.0-"));
  CHECK(has(code(shipped(), "M41.46").code_also, "*"));
  CHECK(has(code(shipped(), "M80.08XA").use_additional, "M89.7-"));
  CHECK(has(code(shipped(), "R10.A1").excludes2, "M54.-"));
  CHECK_FALSE(has(code(shipped(), "G55").excludes1, "M47.0-M47.2"));  // narrowed in 2022
}

TEST_CASE("ICD-9-CM codes that notes still carry", "[code_set]") {
  const std::pair<const char*, Names> rows[] = {
      {"724.2", {"M54.50"}},
      {"724.3", {"M54.3"}},
      {"724.5", {"M54.9"}},
      {"723.1", {"M54.2"}},
      {"722.10", {"M51.26", "M51.27"}},
      {"722.52", {"M51.36", "M51.37"}},
      {"724.03", {"M48.062"}},
      {"738.4", {"M43.1"}},
      {"847.2", {"S33.5", "S39.012"}},
      {"722.83", {"M96.1"}},
      {"846.9", {"S33.9"}},
  };
  for (const auto& [old, now] : rows) {
    CAPTURE(old);
    REQUIRE(shipped().find_icd9(old));
    CHECK(shipped().find_icd9(old)->now == now);
  }
  CHECK(shipped().find_icd9("250.00") == nullptr);
  for (const OldCode& old : shipped().all_icd9())
    for (const std::string& now : old.now)
      CHECK(code(shipped(), now).in_force(shipped().newest_from()));
}

}  // namespace
}  // namespace evident
