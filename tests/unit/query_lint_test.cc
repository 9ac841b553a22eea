#include "coding/query_lint.h"

#include <filesystem>

#include "base/file.h"
#include "cli/cases.h"
#include "small_knowledge.h"

using namespace evident;

namespace {

using Words = std::vector<std::string>;

const CodeSet& codes() { return small_analyzer().code_set(); }

Words question(std::string_view words, bool documented = true) {
  return lint_question(words, documented, {"M54.50", "M54.31"}, codes());
}

struct Asked {
  Analysis analysis = small_analyzer().analyze("Sciatica for 3 weeks.", {});
  Query query = analysis.queries.at(0);

  Words faults() const { return lint_query(query, analysis.text, codes()); }
};

// What is wrong with the queries of a note: none of their words.
Words faults_in(const Analyzer& analyzer, const std::string& name, std::string_view note,
                const Encounter& encounter, size_t& asked) {
  const Analysis analysis = analyzer.analyze(note, encounter);
  Words all;
  for (const Query& query : analysis.queries) {
    ++asked;
    for (const std::string& fault : lint_query(query, analysis.text, analyzer.code_set()))
      all.push_back(name + ": " + query.code + ' ' + query.about + ' ' + fault);
  }
  return all;
}

std::unique_ptr<const Analyzer> shipped() {
  Diagnostics diagnostics;
  auto analyzer = Analyzer::load(Knowledge::shipped(), diagnostics);
  REQUIRE(analyzer != nullptr);
  return analyzer;
}

std::vector<std::filesystem::path> files_of(const char* folder) {
  std::vector<std::filesystem::path> files;
  const auto root = std::filesystem::path(EVIDENT_SOURCE_DIR) / folder;
  for (const auto& entry : std::filesystem::directory_iterator(root))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string text_of(const std::filesystem::path& path) {
  return std::get<std::string>(read_file(path.string()));
}

}  // namespace

TEST_CASE("a neutral question") {
  CHECK(question("On which side is the sciatica?") == Words{});
  CHECK(question("At which level, L4-5 or T12, is the disc disorder?") == Words{});
  CHECK(question("Is the fracture a new one?", true) == Words{});
  CHECK(question("Is it a first treatment, or a later one?", false) == Words{});
}

TEST_CASE("a question that is none, leads, or asks for a new diagnosis") {
  CHECK(question("The side.") == Words{"does not end with a question mark"});
  CHECK(question("Please document sciatica?") == Words{"leads: \"please\""});
  CHECK(question("Would you agree to a strain?") == Words{"leads: \"would you agree\""});
  CHECK(question("Is this sciatica?", false) ==
        Words{"asks for yes or no about what the note does not document"});
  CHECK(question("Is this sciatica or not?", false) ==
        Words{"asks for yes or no about what the note does not document"});
}

TEST_CASE("a question that names codes, titles or money") {
  CHECK(question("Which fits, M54.31 or m5450?") ==
        Words{"names the code M54.31", "names the code m5450"});
  CHECK(question("Which is it, 724.2?") == Words{"names the code 724.2"});
  CHECK(question("What about sciatica, right side?") == Words{"names the title of M54.31"});
  CHECK(question("Which side would be reimbursed?") ==
        Words{"speaks of coding or payment: \"reimbursed\""});
  CHECK(question("What pays?") == Words{"speaks of coding or payment: \"pays\""});
}

TEST_CASE("a query as the program makes it") { CHECK(Asked().faults() == Words{}); }

TEST_CASE("queries that are not fit to go out") {
  Asked mute;
  mute.query.indicators.clear();
  CHECK(mute.faults() == Words{"quotes no words of the note"});
  Asked elsewhere;
  elsewhere.query.text = "On which side is the pain?";
  CHECK(elsewhere.faults() == Words{"quotes no words of the note"});
  Asked closed;
  closed.query.options = {"right", "left"};
  CHECK(closed.faults() == Words{"does not offer \"other\"",
                                 "does not offer \"unable to determine\"",
                                 "offers nothing to choose"});
  Asked twice;
  twice.query.options = {"right", "right", "other", "unable to determine"};
  CHECK(twice.faults() == Words{"option \"right\" stands twice"});
  Asked coded;
  coded.query.options = {"M54.31", "sciatica, left side", "other", "unable to determine"};
  CHECK(coded.faults() == Words{"option \"M54.31\" names the code M54.31",
                                "option \"sciatica, left side\" names the title of M54.32"});
  Asked leading;
  leading.query.text = "The note documents \"Sciatica\" (preamble). Is it on the right?";
  CHECK(leading.faults() == Words{"asks for yes or no about what the note does not document"});
}

TEST_CASE("what a note says is no fault of the query that quotes it") {
  const Analysis analysis = small_analyzer().analyze("Sciatica.", {});
  Query query = analysis.queries.at(0);
  query.text = "The note documents \"Sciatica\" (preamble). On which side is the sciatica?";
  CHECK(lint_query(query, analysis.text, codes()) == Words{});
}

TEST_CASE("questions of rules are told where they stand") {
  std::string rules = kRules;
  const std::string asked = "question: Where is the back pain?";
  rules.replace(rules.find(asked), asked.size(), "question: Please document M54.50?");
  const auto lexicon = lexicon_of(kLexicon);
  Diagnostics diagnostics;
  const auto loaded = Rules::load(file("rules.yaml", rules), *lexicon, codes(), diagnostics);
  REQUIRE(loaded != nullptr);
  REQUIRE(diagnostics.render() == "");
  lint_asks(*loaded, codes(), diagnostics);
  const std::string told = diagnostics.render();
  const long line =
      1 + std::count(rules.begin(), rules.begin() + static_cast<long>(rules.find("Please")), '\n');
  CHECK(told.find("rules.yaml:" + std::to_string(line) +
                  ":19: error: this question leads: \"please\"") != std::string::npos);
  CHECK(told.find("this question names the code M54.50") != std::string::npos);
}

TEST_CASE("every query of the sample notes is compliant") {
  const auto analyzer = shipped();
  size_t asked = 0;
  Words faults;
  for (const auto& path : files_of("corpora/notes"))
    for (std::string& fault :
         faults_in(*analyzer, path.filename().string(), text_of(path), {}, asked))
      faults.push_back(std::move(fault));
  CHECK(faults == Words{});
  CHECK(asked > 5);
}

TEST_CASE("every query of the cases is compliant") {
  const auto analyzer = shipped();
  Diagnostics diagnostics;
  const auto lexicon = Lexicon::load(Knowledge::shipped().lexicons, diagnostics);
  REQUIRE(lexicon != nullptr);
  const CaseWords words = case_words(*lexicon, analyzer->code_set());
  size_t asked = 0;
  Words faults;
  for (const auto& path : files_of("tests/cases")) {
    for (const Case& one : read_cases(file(path.string(), text_of(path)), words, diagnostics))
      for (std::string& fault : faults_in(*analyzer, one.name, one.note, one.encounter, asked))
        faults.push_back(std::move(fault));
  }
  CHECK(faults == Words{});
  CHECK(asked > 50);
}
