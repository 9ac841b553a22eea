#include "coding/rules.h"

#include <algorithm>
#include <set>

#include "base/suggest.h"
#include "base/yaml.h"

namespace evident {

class RulesLoader {
 public:
  RulesLoader(const Lexicon& lexicon, const CodeSet& codes, Diagnostics& diagnostics)
      : lexicon_(lexicon), codes_(codes), diagnostics_(diagnostics) {}

  std::unique_ptr<const Rules> load(std::shared_ptr<const Source> source) {
    const yaml::Node root = yaml::parse(std::move(source), diagnostics_);
    if (root.kind == yaml::Kind::null) return nullptr;
    const yaml::Map map(root, {"axes", "tables", "rules"}, diagnostics_);
    rules_->axes_.load(map.get("axes"), map.get("tables"), diagnostics_);
    const yaml::Node* rules = map.require("rules");
    if (rules != nullptr && !rules->is_list())
      diagnostics_.error(rules->at, "rules is a list: each rule begins with \"- id:\"");
    if (rules != nullptr)
      for (const yaml::Node& rule : rules->items) read_rule(rule);
    if (!diagnostics_.ok()) return nullptr;
    return std::move(rules_);
  }

 private:
  void read_rule(const yaml::Node& node) {
    const yaml::Map map(node,
                        {"id", "code", "when", "given", "support", "absorbs", "replaces", "stands",
                         "because", "cite", "ask", "warn"},
                        diagnostics_);
    if (!node.is_map()) return;
    Rule rule;
    rule.at = node.at;
    read_id(map, rule);
    if (const yaml::Node* when = map.require("when"))
      rule.when = parse_expression(*when, lexicon_, diagnostics_);
    if (const yaml::Node* given = map.get("given"))
      rule.given = parse_expression(*given, lexicon_, diagnostics_);
    if (const yaml::Node* code = map.require("code")) read_code(*code, rule);
    if (map.choice("support", {"stated", "inferred"}, "stated") == "inferred")
      rule.support = Support::inferred;
    rule.absorbs = concepts_of(map.texts("absorbs"));
    rule.replaces = concepts_of(map.texts("replaces"));
    rule.stands = map.flag("stands", false);
    map.require("because");
    rule.because = map.text("because");
    map.require("cite");
    rule.cite = map.text("cite");
    if (const yaml::Node* ask = map.get("ask")) read_asks(*ask, rule);
    if (const yaml::Node* warn = map.get("warn")) read_warnings(*warn, rule);
    rules_->rules_.push_back(std::move(rule));
  }

  void read_id(const yaml::Map& map, Rule& rule) {
    const yaml::Node* id = map.require("id");
    if (id == nullptr) return;
    rule.id = id->text;
    if (!ids_.insert(rule.id).second)
      diagnostics_.error(id->at, "the rule \"" + rule.id + "\" stands twice");
  }

  std::vector<uint32_t> concepts_named(const yaml::Node& name, size_t offset,
                                       const std::string& word) {
    std::vector<uint32_t> found = lexicon_.named(word);
    if (!found.empty()) return found;
    Diagnostic& diagnostic =
        diagnostics_.error(name.place_at(offset, static_cast<int>(word.size())),
                           "no concept or group \"" + word + "\" in the lexicons");
    const std::string meant = nearest(word, lexicon_.names());
    if (!meant.empty()) diagnostic.notes.push_back("did you mean \"" + meant + "\"?");
    return found;
  }

  std::vector<uint32_t> concepts_of(const std::vector<yaml::Node>& names) {
    std::vector<uint32_t> all;
    for (const yaml::Node& name : names) {
      const auto found = concepts_named(name, 0, name.text);
      all.insert(all.end(), found.begin(), found.end());
    }
    std::sort(all.begin(), all.end());
    return all;
  }

  void read_code(const yaml::Node& node, Rule& rule) {
    std::string_view text = node.text;
    size_t at = 0;
    for (size_t open; (open = text.find('{', at)) != std::string_view::npos;) {
      const size_t close = text.find('}', open);
      if (close == std::string_view::npos) {
        diagnostics_.error(node.place_at(open), "this \"{\" is not closed");
        return;
      }
      rule.code.literals.emplace_back(text.substr(at, open - at));
      read_hole(node, open + 1, text.substr(open + 1, close - open - 1), rule);
      at = close + 1;
    }
    rule.code.literals.emplace_back(text.substr(at));
    check_codes(node, rule);
  }

  // "side", or "side of sciatica, leg-pain".
  void read_hole(const yaml::Node& node, size_t offset, std::string_view text, Rule& rule) {
    CodeTemplate::Hole hole;
    const size_t of = text.find(" of ");
    hole.axis = std::string(text.substr(0, of));
    if (rules_->axes_.find(hole.axis) == nullptr) {
      Diagnostic& diagnostic =
          diagnostics_.error(node.place_at(offset, static_cast<int>(hole.axis.size())),
                             "no axis \"" + hole.axis + "\"");
      diagnostic.notes.push_back("allowed: " + join(rules_->axes_.names()));
    }
    for (size_t at = of; at != std::string_view::npos && at + 1 < text.size();) {
      const size_t begin = text.find_first_not_of(", ", at == of ? of + 4 : at);
      if (begin == std::string_view::npos) break;
      const size_t end = std::min(text.find(',', begin), text.size());
      hole.of.push_back(
          concepts_named(node, offset + begin, std::string(text.substr(begin, end - begin))));
      at = end;
    }
    rule.code.holes.push_back(std::move(hole));
  }

  void check_codes(const yaml::Node& node, const Rule& rule) {
    const std::vector<std::string> codes = expansions(rule.code, rules_->axes_);
    const bool any = std::any_of(codes.begin(), codes.end(), [&](const std::string& code) {
      return codes_.find(code) != nullptr;
    });
    if (any || codes.empty()) return;
    Diagnostic& diagnostic = diagnostics_.error(
        node.place_at(0, static_cast<int>(node.text.size())),
        "the code set holds no code \"" + node.text + "\"");
    std::vector<std::string> known;
    for (const Code& code : codes_.all()) known.push_back(code.code);
    const std::string meant = nearest(codes.front(), known);
    if (!meant.empty()) diagnostic.notes.push_back("did you mean \"" + meant + "\"?");
  }

  void check_changes(const std::vector<yaml::Node>& codes, std::vector<std::string>& into) {
    for (const yaml::Node& code : codes) {
      if (codes_.find(code.text) == nullptr)
        diagnostics_.error(code.at, "the code set holds no code \"" + code.text + "\"");
      into.push_back(code.text);
    }
  }

  void read_asks(const yaml::Node& node, Rule& rule) {
    if (!node.is_map()) {
      diagnostics_.error(node.at, "ask is a map of what is missing to a question");
      return;
    }
    for (const auto& [about, body] : node.entries) {
      Ask ask{about.text, body.text, {}, {}};
      if (body.is_map()) {
        const yaml::Map map(body, {"question", "changes", "options"}, diagnostics_);
        map.require("question");
        ask.question = map.text("question");
        check_changes(map.texts("changes"), ask.changes);
        for (const yaml::Node& option : map.texts("options")) ask.options.push_back(option.text);
      }
      rule.asks.push_back(std::move(ask));
    }
  }

  void read_warnings(const yaml::Node& node, Rule& rule) {
    if (!node.is_list()) {
      diagnostics_.error(node.at, "warn is a list: each warning begins with \"- id:\"");
      return;
    }
    for (const yaml::Node& item : node.items) {
      const yaml::Map map(item, {"id", "severity", "message", "changes"}, diagnostics_);
      RuleWarning warning;
      map.require("id");
      warning.id = map.text("id");
      warning.severity =
          map.choice("severity", {"error", "warning", "information"}, "warning");
      map.require("message");
      warning.message = map.text("message");
      check_changes(map.texts("changes"), warning.changes);
      rule.warnings.push_back(std::move(warning));
    }
  }

  const Lexicon& lexicon_;
  const CodeSet& codes_;
  Diagnostics& diagnostics_;
  std::unique_ptr<Rules> rules_ = std::make_unique<Rules>();
  std::set<std::string> ids_;
};

std::unique_ptr<const Rules> Rules::load(std::shared_ptr<const Source> source,
                                         const Lexicon& lexicon, const CodeSet& codes,
                                         Diagnostics& diagnostics) {
  return RulesLoader(lexicon, codes, diagnostics).load(std::move(source));
}

std::vector<std::string> expansions(const CodeTemplate& code, const Axes& axes) {
  std::vector<std::string> all = {code.literals.empty() ? "" : code.literals[0]};
  for (size_t i = 0; i < code.holes.size(); ++i) {
    const Axis* axis = axes.find(code.holes[i].axis);
    if (axis == nullptr) return {};
    std::vector<std::string> next;
    for (const std::string& prefix : all)
      for (const auto& [value, digits] : axis->digits)
        for (const std::string& digit : digits) {
          const std::string filled = prefix + digit + code.literals[i + 1];
          if (std::find(next.begin(), next.end(), filled) == next.end()) next.push_back(filled);
        }
    all = std::move(next);
  }
  return all;
}

}  // namespace evident
