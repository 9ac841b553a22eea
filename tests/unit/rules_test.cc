// What the loader makes of rules without mistakes; tests/errors holds what it says of others.
#include "coding/rules.h"

#include "small_knowledge.h"

using namespace evident;

namespace {

const Lexicon& lexicon() {
  static const std::unique_ptr<const Lexicon> loaded = lexicon_of(kLexicon);
  return *loaded;
}

const CodeSet& codes() {
  static const std::unique_ptr<const CodeSet> loaded = [] {
    Diagnostics diagnostics;
    auto set = CodeSet::load(small_code_set(), diagnostics);
    REQUIRE(diagnostics.render() == "");
    return set;
  }();
  return *loaded;
}

struct Loaded {
  Diagnostics diagnostics;
  std::unique_ptr<const Rules> rules;
  explicit Loaded(const std::string& text)
      : rules(Rules::load(file("rules.yaml", text), lexicon(), codes(), diagnostics)) {}
};

const Rules& small_rules() {
  static const Loaded loaded(kRules);
  REQUIRE(loaded.diagnostics.render() == "");
  return *loaded.rules;
}

const Rule& rule(std::string_view id) {
  for (const Rule& rule : small_rules().all())
    if (rule.id == id) return rule;
  FAIL("no such rule");
  throw 0;
}

std::vector<uint32_t> concepts(std::initializer_list<const char*> ids) {
  std::vector<uint32_t> found;
  for (const char* id : ids) found.push_back(*lexicon().find(id));
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

TEST_CASE("a code with a hole, and where the hole is filled from") {
  const CodeTemplate& code = rule("lumbago-with-sciatica").code;
  CHECK(code.literals == std::vector<std::string>{"M54.4", ""});
  REQUIRE(code.holes.size() == 1);
  CHECK(code.holes[0].axis == "side");
  CHECK(code.holes[0].of ==
        std::vector<std::vector<uint32_t>>{concepts({"sciatica"}), concepts({"leg-pain"})});
  CHECK(rule("sciatica").code.holes[0].of.empty());
  CHECK(rule("low-back-pain").code.literals == std::vector<std::string>{"M54.50"});
}

TEST_CASE("every code a template can give, each once") {
  CHECK(expansions(rule("sciatica").code, small_rules().axes()) ==
        std::vector<std::string>{"M54.31", "M54.32", "M54.30"});
  CodeTemplate two{{"A", "B", ""}, {{"side", {}}, {"region", {}}}};
  CHECK(expansions(two, small_rules().axes()).size() == 6);
  CHECK(expansions({{"A", ""}, {{"nothing", {}}}}, small_rules().axes()).empty());
}

TEST_CASE("what a rule says beside its code") {
  const Rule& one = rule("lumbago-with-sciatica");
  CHECK(one.support == Support::stated);
  CHECK(!one.stands);
  CHECK(!one.given);
  CHECK(one.absorbs == concepts({"low-back-pain", "leg-pain"}));
  CHECK(one.replaces == concepts({"sciatica"}));
  CHECK(one.because == "Both are one code.");
  CHECK(one.cite == "ICD-10-CM M54.4-");
  REQUIRE(one.asks.size() == 1);
  CHECK(one.asks[0].question == "On which side is the sciatica?");
  CHECK(rule("sciatica-from-radiation").support == Support::inferred);
  CHECK(rule("chronic-pain").stands);
  CHECK(rule("low-back-pain").warnings[0].changes == std::vector<std::string>{"M54.59"});
  CHECK(rule("low-back-pain").warnings[0].severity == "warning");
  CHECK(rule("back-pain").asks[0].options == std::vector<std::string>{"low back"});
  CHECK(rule("sciatica").at.line < rule("back-pain").at.line);
}

TEST_CASE("a group in absorbs stands for all its concepts") {
  const Loaded loaded(
      "rules:\n  - {id: a, code: M54.50, when: sciatica, absorbs: pain, because: b, cite: c}\n");
  REQUIRE(loaded.rules);
  CHECK(loaded.rules->all()[0].absorbs == concepts({"low-back-pain", "back-pain", "leg-pain"}));
}

TEST_CASE("rules that hold some code of the set are enough") {
  const std::string axes = "axes: {side: {right: 1, left: 9, none: 8}}\n";
  CHECK(Loaded(axes +
               "rules:\n  - {id: a, code: 'M54.3{side}', when: sciatica, because: b, cite: c}\n")
            .rules);
  CHECK(!Loaded(axes +
                "rules:\n  - {id: a, code: 'M51.2{side}', when: sciatica, because: b, cite: c}\n")
             .rules);
}

TEST_CASE("an axis of a lexicon that nothing reads is a warning, told once") {
  Diagnostics diagnostics;
  const auto other = lexicon_of(
      "concepts:\n  a:\n    kind: problem\n    says: {sde: right, colour: red}\n    phrases: |\n   "
      "   a\n"
      "  b:\n    kind: problem\n    says: {sde: left}\n    phrases: |\n      b\n");
  const auto rules = Rules::load(file("rules.yaml",
                                      "axes: {side: {none: 0}}\nrules:\n  - {id: a, code: M54.50, "
                                      "when: a, because: b, cite: c}\n"),
                                 *other, codes(), diagnostics);
  CHECK(rules);
  CHECK(diagnostics.errors() == 0);
  REQUIRE(diagnostics.all().size() == 2);
  CHECK(diagnostics.all()[0].message == "no rule reads the axis \"sde\"");
  CHECK(diagnostics.all()[0].notes == std::vector<std::string>{"did you mean \"side\"?"});
}

TEST_CASE("a file without content is told") {
  for (const char* text : {"", "# a comment\n", "rules:\n"}) {
    const Loaded loaded(text);
    CHECK(!loaded.rules);
    CHECK(!loaded.diagnostics.ok());
  }
}
