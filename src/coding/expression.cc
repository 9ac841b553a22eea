#include "coding/expression.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/suggest.h"

namespace evident {
namespace {

bool in_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

Filter::About about(std::string_view key) {
  static constexpr std::pair<std::string_view, Filter::About> kKeys[] = {
      {"section", Filter::About::section},         {"negated", Filter::About::negated},
      {"certainty", Filter::About::certainty},     {"time", Filter::About::time},
      {"experiencer", Filter::About::experiencer}, {"hypothetical", Filter::About::hypothetical},
      {"standing", Filter::About::standing},
  };
  for (const auto& [name, what] : kKeys)
    if (name == key) return what;
  return Filter::About::axis;
}

class ExpressionParser {
 public:
  ExpressionParser(const yaml::Node& node, const Lexicon& lexicon, Diagnostics& diagnostics)
      : node_(node), text_(node.text), lexicon_(lexicon), diagnostics_(diagnostics) {}

  Expression run() {
    if (!node_.is_scalar())
      return fail("a condition is written as text: low-back-pain and sciatica"), Expression();
    Expression expression = either();
    skip();
    if (!failed_ && at_ < text_.size()) fail("\"and\", \"or\" or the end is expected here");
    return expression;
  }

 private:
  void skip() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }

  std::string_view peek_word() {
    skip();
    size_t end = at_;
    while (end < text_.size() && in_name(text_[end])) ++end;
    return std::string_view(text_).substr(at_, end - at_);
  }

  // Takes the word that stands here, which may be none.
  std::string word_at(Place& place) {
    const std::string word(peek_word());
    place = node_.place_at(at_, static_cast<int>(word.size()));
    at_ += word.size();
    return word;
  }

  bool take(std::string_view word) {
    if (peek_word() != word) return false;
    at_ += word.size();
    return true;
  }

  bool sign(char c) {
    skip();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void expect(char c) {
    if (!sign(c)) fail(std::string("\"") + c + "\" is expected here");
  }

  // After an unknown name the rest may be read wrongly: only further names are told.
  void fail(std::string message) {
    if (!failed_ && !unknown_) diagnostics_.error(node_.place_at(at_), std::move(message));
    failed_ = true;
  }

  using Level = Expression (ExpressionParser::*)();
  Expression chain(Expression::Kind kind, std::string_view word, Level next) {
    Expression first = (this->*next)();
    if (failed_ || peek_word() != word) return first;
    Expression all;
    all.kind = kind;
    all.parts.push_back(std::move(first));
    while (!failed_ && take(word)) all.parts.push_back((this->*next)());
    return all;
  }
  Expression either() { return chain(Expression::Kind::either, "or", &ExpressionParser::both); }
  Expression both() { return chain(Expression::Kind::both, "and", &ExpressionParser::unary); }

  Expression unary() {
    Expression expression;
    if (++depth_ > 50) return fail("too many nested brackets"), expression;
    if (take("not")) {
      expression.kind = Expression::Kind::negation;
      expression.parts.push_back(unary());
    } else if (sign('(')) {
      expression = either();
      if (!failed_) expect(')');
    } else {
      expression = named();
    }
    --depth_;
    return expression;
  }

  Expression named() {
    const std::string word(peek_word());
    const size_t after = at_ + word.size();
    const bool call = after < text_.size() && text_[after] == '(';
    if (call && (word == "near" || word == "same")) return function(word);
    return leaf();
  }

  Expression function(const std::string& word) {
    Expression expression;
    expression.kind = word == "near" ? Expression::Kind::near : Expression::Kind::same;
    at_ += word.size() + 1;
    expression.parts.push_back(leaf());
    if (!failed_) expect(',');
    if (!failed_) expression.parts.push_back(leaf());
    if (!failed_ && word == "same") {
      expect(',');
      expression.axis = word_at(expression.axis_at);
      if (expression.axis.empty()) fail("an axis is expected here");
    }
    if (!failed_) expect(')');
    return expression;
  }

  Expression leaf() {
    Expression expression;
    expression.name = std::string(peek_word());
    if (expression.name.empty() || expression.name == "and" || expression.name == "or")
      return fail("a concept is expected here"), expression;
    expression.concepts = lexicon_.named(expression.name);
    if (expression.concepts.empty()) unknown(expression.name);
    at_ += expression.name.size();
    if (at_ < text_.size() && text_[at_] == '[') filters(expression);
    return expression;
  }

  // Reading goes on: the other names are judged too.
  void unknown(const std::string& name) {
    unknown_ = true;
    const auto place = node_.place_at(at_, static_cast<int>(name.size()));
    Diagnostic& diagnostic =
        diagnostics_.error(place, "no concept or group \"" + name + "\" in the lexicons");
    const std::string meant = nearest(name, lexicon_.names());
    if (!meant.empty()) diagnostic.notes.push_back("did you mean \"" + meant + "\"?");
  }

  void filters(Expression& expression) {
    ++at_;
    do {
      Filter filter;
      filter.key = word_at(filter.key_at);
      filter.about = about(filter.key);
      filter.differs = sign('!');
      if (!filter.key.empty() && sign('=')) filter.value = word_at(filter.value_at);
      if (filter.value.empty()) {
        fail("a filter is written [axis=value] or [axis!=value]");
        return;
      }
      expression.filters.push_back(std::move(filter));
    } while (sign(','));
    expect(']');
  }

  const yaml::Node& node_;
  const std::string& text_;
  const Lexicon& lexicon_;
  Diagnostics& diagnostics_;
  size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
  bool unknown_ = false;
};

void collect(const Expression& expression, std::vector<const Expression*>& leaves) {
  if (expression.kind == Expression::Kind::negation) return;
  if (expression.kind == Expression::Kind::leaf) leaves.push_back(&expression);
  for (const Expression& part : expression.parts) collect(part, leaves);
}

}  // namespace

Expression parse_expression(const yaml::Node& node, const Lexicon& lexicon,
                            Diagnostics& diagnostics) {
  return ExpressionParser(node, lexicon, diagnostics).run();
}

std::vector<const Expression*> positive_leaves(const Expression& expression) {
  std::vector<const Expression*> leaves;
  collect(expression, leaves);
  return leaves;
}

}  // namespace evident
