#include "coding/expression.h"

#include "small_knowledge.h"

using namespace evident;

namespace {

const Lexicon& lexicon() {
  static const std::unique_ptr<const Lexicon> loaded = lexicon_of(kLexicon);
  return *loaded;
}

// (and a (not b)): the tree on one line.
std::string dump(const Expression& expression) {
  std::string out;
  switch (expression.kind) {
    case Expression::Kind::leaf:
      out = expression.name;
      for (const Filter& filter : expression.filters)
        out += '[' + filter.key + (filter.differs ? "!=" : "=") + filter.value + ']';
      return out;
    case Expression::Kind::both:
      out = "(and";
      break;
    case Expression::Kind::either:
      out = "(or";
      break;
    case Expression::Kind::negation:
      out = "(not";
      break;
    case Expression::Kind::near:
      out = "(near";
      break;
    case Expression::Kind::same:
      out = "(same " + expression.axis;
      break;
  }
  for (const Expression& part : expression.parts) out += ' ' + dump(part);
  return out + ')';
}

struct Parsed {
  Diagnostics diagnostics;
  Expression expression;
  explicit Parsed(const std::string& text) {
    const yaml::Node root = yaml::parse(file("r.yaml", "when: " + text + '\n'), diagnostics);
    REQUIRE(root.entries.size() == 1);
    expression = parse_expression(root.entries[0].value, lexicon(), diagnostics);
  }
};

std::string tree(const std::string& text) {
  Parsed parsed(text);
  CHECK(parsed.diagnostics.render() == "");
  return dump(parsed.expression);
}

// "COLUMN message" of each mistake, column 1 being the first character of the condition.
std::string mistakes(const std::string& text) {
  Parsed parsed(text);
  std::string out;
  for (const Diagnostic& diagnostic : parsed.diagnostics.all())
    out += (out.empty() ? "" : "; ") + std::to_string(diagnostic.at.column - 6) + ' ' +
           diagnostic.message;
  return out;
}

}  // namespace

TEST_CASE("and binds closer than or, not closer than both") {
  CHECK(tree("sciatica") == "sciatica");
  CHECK(tree("sciatica and leg-pain and strain") == "(and sciatica leg-pain strain)");
  CHECK(tree("sciatica or leg-pain and strain or pain") ==
        "(or sciatica (and leg-pain strain) pain)");
  CHECK(tree("(sciatica or leg-pain) and strain") == "(and (or sciatica leg-pain) strain)");
  CHECK(tree("not sciatica and leg-pain") == "(and (not sciatica) leg-pain)");
  CHECK(tree("not (sciatica and leg-pain)") == "(not (and sciatica leg-pain))");
  CHECK(tree("not not sciatica") == "(not (not sciatica))");
  CHECK(tree("((sciatica))") == "sciatica");
}

TEST_CASE("white space and lines do not matter") {
  CHECK(tree("sciatica\n  and  leg-pain") == "(and sciatica leg-pain)");
  CHECK(tree("|\n  sciatica\n  and leg-pain") == "(and sciatica leg-pain)");
  CHECK(tree("( sciatica )and not(leg-pain)") == "(and sciatica (not leg-pain))");
}

TEST_CASE("filters") {
  CHECK(tree("sciatica[side=right]") == "sciatica[side=right]");
  CHECK(tree("sciatica[ side = right , time != past ]") == "sciatica[side=right][time!=past]");
  const Parsed parsed("sciatica[side=right, level!=L5-S1] or leg-pain");
  CHECK(parsed.expression.parts[0].filters[1].value == "L5-S1");
  CHECK(parsed.expression.parts[0].filters[1].key_at.column == 28);
  CHECK(parsed.expression.parts[0].filters[1].value_at.column == 35);
  CHECK(parsed.expression.parts[0].filters[1].value_at.length == 5);
}

TEST_CASE("near and same") {
  CHECK(tree("near(sciatica, leg-pain[side=right])") == "(near sciatica leg-pain[side=right])");
  CHECK(tree("same(sciatica, pain, side) and strain") == "(and (same side sciatica pain) strain)");
}

TEST_CASE("a name stands for a concept or for a group") {
  CHECK(Parsed("sciatica").expression.concepts.size() == 1);
  CHECK(Parsed("pain").expression.concepts.size() == 3);
}

TEST_CASE("positive leaves are those not under a not") {
  const Parsed parsed("sciatica and not (leg-pain or strain) and near(pain, back-pain) or fusion");
  std::string names;
  for (const Expression* leaf : positive_leaves(parsed.expression)) names += leaf->name + ' ';
  CHECK(names == "sciatica pain back-pain fusion ");
}

TEST_CASE("mistakes stand at their place") {
  CHECK(mistakes("sciatica leg-pain") == "10 \"and\", \"or\" or the end is expected here");
  CHECK(mistakes("sciatica and") == "13 a concept is expected here");
  CHECK(mistakes("and sciatica") == "1 a concept is expected here");
  CHECK(mistakes("(sciatica") == "10 \")\" is expected here");
  CHECK(mistakes("sciatica)") == "9 \"and\", \"or\" or the end is expected here");
  CHECK(mistakes("sciatica[side]") == "14 a filter is written [axis=value] or [axis!=value]");
  CHECK(mistakes("sciatica[=x]") == "10 a filter is written [axis=value] or [axis!=value]");
  CHECK(mistakes("sciatica[side=x") == "16 \"]\" is expected here");
  CHECK(mistakes("near(sciatica)") == "14 \",\" is expected here");
  CHECK(mistakes("same(sciatica, pain)") == "20 \",\" is expected here");
  CHECK(mistakes("same(sciatica, pain, )") == "22 an axis is expected here");
  CHECK(mistakes("sciatica & pain") == "10 \"and\", \"or\" or the end is expected here");
}

TEST_CASE("every unknown name is told") {
  CHECK(mistakes("scatica and leg-pian or sciatica") ==
        "1 no concept or group \"scatica\" in the lexicons; "
        "13 no concept or group \"leg-pian\" in the lexicons");
  CHECK(mistakes("leg pain") == "1 no concept or group \"leg\" in the lexicons");
}

TEST_CASE("deep brackets in a condition end in a message") {
  CHECK(mistakes(std::string(500, '(') + "sciatica") == "51 too many nested brackets");
  std::string nots;
  for (int i = 0; i < 500; ++i) nots += "not ";
  CHECK(mistakes(nots + "sciatica") == "200 too many nested brackets");
}
