#include "coding/rules.h"

#include <algorithm>
#include <map>

#include "base/suggest.h"
#include "base/yaml.h"
#include "coding/rule_names.h"

namespace evident {
namespace {

using Words = std::vector<std::string>;

}  // namespace

class RulesLoader {
 public:
  RulesLoader(const Lexicon& lexicon, const CodeSet& codes, Diagnostics& diagnostics)
      : lexicon_(lexicon), codes_(codes), diagnostics_(diagnostics) {}

  std::unique_ptr<const Rules> load(const yaml::Node& root) {
    const yaml::Map map(
        root, {"multiple-sites-until", "axes", "tables", "questions", "warnings", "rules"},
        diagnostics_);
    rules_->axes_.load(map.get("axes"), map.get("tables"), diagnostics_);
    if (const yaml::Node* until = map.get("multiple-sites-until")) {
      rules_->multiple_sites_until_ = parse_date(until->text);
      if (!rules_->multiple_sites_until_)
        diagnostics_.error(until->at, "a day is needed: 2025-09-30");
    }
    if (const yaml::Node* questions = map.get("questions")) read_questions(*questions);
    if (const yaml::Node* warnings = map.get("warnings"))
      read_warnings(*warnings, {"id", "of", "when", "severity", "message", "changes"}, warnings_);
    const yaml::Node* rules = map.require("rules");
    if (rules != nullptr && !rules->is_list())
      diagnostics_.error(rules->at, "rules is a list: each rule begins with \"- id:\"");
    if (rules != nullptr)
      for (const yaml::Node& rule : rules->items) read_rule(rule);
    check_names();
    if (!diagnostics_.ok()) return nullptr;
    return std::move(rules_);
  }

 private:
  void read_rule(const yaml::Node& node) {
    const yaml::Map map(
        node,
        {"id", "code", "when", "given", "support", "absorbs", "absorbs-across", "replaces",
         "explained-by", "without", "stands", "leads-when", "because", "cite", "ask", "warn"},
        diagnostics_);
    if (!node.is_map()) return;
    Rule rule;
    rule.at = node.at;
    read_id(map, rule);
    if (const yaml::Node* when = map.require("when"))
      rule.when = parse_expression(*when, lexicon_, diagnostics_);
    if (const yaml::Node* given = map.get("given"))
      rule.given = parse_expression(*given, lexicon_, diagnostics_);
    if (const yaml::Node* code = map.require("code"); code != nullptr && code->is_scalar())
      read_code(*code, rule);
    else
      map.text("code");  // says what is wrong with it
    if (map.choice("support", {"stated", "inferred"}, "stated") == "inferred")
      rule.support = Support::inferred;
    rule.absorbs = concepts_of(map.texts("absorbs"));
    for (const yaml::Node& area : map.texts("absorbs-across")) read_area(area, rule);
    rule.replaces = concepts_of(map.texts("replaces"));
    rule.explained_by = concepts_of(map.texts("explained-by"));
    rule.without = concepts_of(map.texts("without"));
    rule.stands = map.flag("stands", false);
    if (const yaml::Node* when = map.get("leads-when")) read_leads_when(*when, rule);
    map.require("because");
    rule.because = map.text("because");
    map.require("cite");
    rule.cite = map.text("cite");
    if (const yaml::Node* ask = map.get("ask")) read_asks(*ask, rule);
    add_questions(rule);
    if (const yaml::Node* warn = map.get("warn"))
      read_warnings(*warn, {"id", "when", "severity", "message", "changes"}, rule.warnings);
    add_warnings(rule);
    rules_->rules_.push_back(std::move(rule));
  }

  void read_area(const yaml::Node& node, Rule& rule) {
    Words known;
    if (const AxisTable* areas = rules_->axes_.find_table("area"))
      for (const auto& [region, area] : areas->values)
        if (std::find(known.begin(), known.end(), area) == known.end()) known.push_back(area);
    if (std::find(known.begin(), known.end(), node.text) == known.end())
      say_allowed(
          diagnostics_.error(node.at, "the table \"area\" has no value \"" + node.text + '"'),
          node.text, known);
    rule.absorbs_across.push_back(node.text);
  }

  void read_leads_when(const yaml::Node& node, Rule& rule) {
    rule.leads_when = kNeverLeads;
    if (node.text == "never") return;
    const auto found = lexicon_.find(node.text);
    if (found && lexicon_.concepts()[*found].kind == ConceptKind::circumstance) {
      rule.leads_when = *found;
      return;
    }
    Words known = {"never"};
    for (const Concept& one : lexicon_.concepts())
      if (one.kind == ConceptKind::circumstance) known.push_back(one.id);
    suggest(diagnostics_.error(node.at, "no circumstance \"" + node.text + "\" in the lexicons"),
            node.text, known);
  }

  void check_names() {
    NameChecker checker(lexicon_, rules_->axes_, diagnostics_);
    checker.check_tables();
    for (const Rule& rule : rules_->rules_) {
      checker.check(rule.when);
      if (rule.given) checker.check(*rule.given);
      for (const RuleWarning& warning : rule.warnings)
        if (warning.when) checker.check(*warning.when);
    }
    checker.check_lexicon();
  }

  void read_id(const yaml::Map& map, Rule& rule) {
    const yaml::Node* id = map.require("id");
    if (id == nullptr) return;
    rule.id = map.text("id");
    const auto [known, fresh] = ids_.emplace(rule.id, id->at.line);
    if (!fresh)
      diagnostics_.error(id->at, "the rule \"" + rule.id + "\" stands twice")
          .notes.push_back("first here: " + id->at.source->name + ':' +
                           std::to_string(known->second));
  }

  std::vector<uint32_t> concepts_named(const yaml::Node& name, size_t offset,
                                       const std::string& word) {
    std::vector<uint32_t> found = lexicon_.named(word);
    if (!found.empty()) return found;
    Diagnostic& diagnostic =
        diagnostics_.error(name.place_at(offset, static_cast<int>(word.size())),
                           "no concept or group \"" + word + "\" in the lexicons");
    suggest(diagnostic, word, lexicon_.names());
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
      suggest(diagnostic, hole.axis, rules_->axes_.names());
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
    if (!any && !codes.empty()) refuse_code(node, codes.front());
  }

  void refuse_code(const yaml::Node& node, std::string code) {
    // A dot that is missing or misplaced is no mistake of the code itself.
    std::erase(code, '.');
    if (code.size() > 3) code.insert(3, ".");
    Words near, known;
    for (const Code& one : codes_.all()) {
      const bool akin = one.code.size() == code.size() && one.code.starts_with(code.substr(0, 5));
      (akin ? near : known).push_back(one.code);
    }
    suggest(diagnostics_.error(node.place_at(0, static_cast<int>(node.text.size())),
                               "the code set holds no code \"" + node.text + '"'),
            code, near.empty() ? known : near);
  }

  // Codes, or headers with the sign for what is still to be chosen: "M41.2-".
  void check_changes(const std::vector<yaml::Node>& codes, std::vector<std::string>& into) {
    for (const yaml::Node& code : codes) {
      const std::string_view text = code.text;
      const std::string_view bare = text.ends_with('-') ? text.substr(0, text.size() - 1) : text;
      if (codes_.find(bare) == nullptr) refuse_code(code, code.text);
      into.push_back(code.text);
    }
  }

  void read_asks(const yaml::Node& node, Rule& rule) {
    if (!node.is_map()) {
      diagnostics_.error(node.at, "ask is a map of what is missing to a question");
      return;
    }
    for (const auto& [about, body] : node.entries) {
      rule.asks.push_back(read_ask(about, body, {"question", "changes", "options", "answers"}));
      check_topic(about, body, rule);
    }
  }

  // A question alone, or a map of these keys.
  Ask read_ask(const yaml::Node& about, const yaml::Node& body, const Words& keys) {
    Ask ask{about.text, about.text, body.text, body.at, {}, {}, {}};
    if (!body.is_map()) return ask;
    const yaml::Map map(body, keys, diagnostics_);
    if (const yaml::Node* question = map.require("question")) ask.at = question->at;
    ask.question = map.text("question");
    check_changes(map.texts("changes"), ask.changes);
    for (const yaml::Node& option : map.texts("options")) ask.options.push_back(option.text);
    if (const yaml::Node* answers = map.get("answers")) read_answers(*answers, ask);
    return ask;
  }

  void read_answers(const yaml::Node& node, Ask& ask) {
    const Axis* axis = rules_->axes_.find(ask.about);
    if (axis == nullptr || !node.is_map()) {
      diagnostics_.error(node.at, "answers is a map of values of the axis asked for to words");
      return;
    }
    Words known;
    for (const auto& [value, digits] : axis->digits) known.push_back(value);
    for (const auto& [value, words] : node.entries) {
      if (!axis->digits.contains(value.text))
        say_allowed(diagnostics_.error(value.at, "the axis \"" + ask.about + "\" has no value \"" +
                                                     value.text + '"'),
                    value.text, known);
      ask.answers.push_back({value.text, words.text});
    }
  }

  // What every rule asks whose code has the axis, unless it has a question of its own.
  void read_questions(const yaml::Node& node) {
    if (!node.is_map()) {
      diagnostics_.error(node.at, "questions is a map of axes to questions");
      return;
    }
    for (const auto& [axis, question] : node.entries) {
      check_axis(axis);
      questions_.push_back(read_ask(axis, question, {"question", "answers", "alike"}));
      if (question.is_map()) ask_alike(question);
    }
  }

  // The question that was read last serves other axes as well.
  void ask_alike(const yaml::Node& question) {
    for (const auto& [key, axes] : question.entries) {
      if (key.text != "alike") continue;
      if (!axes.is_list()) diagnostics_.error(axes.at, "alike is a list of axes");
      for (const yaml::Node& axis : axes.items) {
        check_axis(axis);
        Ask ask = questions_.back();
        ask.about = axis.text;
        questions_.push_back(std::move(ask));
      }
    }
  }

  void check_axis(const yaml::Node& axis) {
    if (rules_->axes_.find(axis.text) == nullptr)
      suggest(diagnostics_.error(axis.at, "no axis \"" + axis.text + '"'), axis.text,
              rules_->axes_.names());
  }

  void add_questions(Rule& rule) const {
    for (const Ask& common : questions_) {
      const bool has_axis =
          std::any_of(rule.code.holes.begin(), rule.code.holes.end(),
                      [&](const CodeTemplate::Hole& hole) { return hole.axis == common.about; });
      const bool own = std::any_of(rule.asks.begin(), rule.asks.end(),
                                   [&](const Ask& ask) { return ask.about == common.about; });
      if (has_axis && !own) rule.asks.push_back(common);
    }
  }

  // A question is about an axis of the rule's code, or says itself what the answer changes.
  void check_topic(const yaml::Node& about, const yaml::Node& body, const Rule& rule) {
    Words holes;
    for (const CodeTemplate::Hole& hole : rule.code.holes) holes.push_back(hole.axis);
    const bool axis = rules_->axes_.find(about.text) != nullptr;
    const bool changes =
        body.is_map() && std::any_of(body.entries.begin(), body.entries.end(),
                                     [](const auto& e) { return e.key.text == "changes"; });
    if (std::count(holes.begin(), holes.end(), about.text) > 0 || (!axis && changes)) return;
    Diagnostic& diagnostic =
        diagnostics_.error(about.at, "the code of this rule has no {" + about.text + "}");
    diagnostic.notes.push_back(
        "a question about anything else says which codes its answer changes to: "
        "{question: ..., changes: [...], options: [...]}");
    suggest(diagnostic, about.text, holes);
  }

  // What every rule warns of that asks for one of the concepts that the warning is of.
  void add_warnings(Rule& rule) const {
    for (const RuleWarning& common : warnings_) {
      const auto asks_for = [&](const Expression* leaf) {
        return std::ranges::any_of(leaf->concepts, [&](uint32_t one) {
          return std::ranges::binary_search(common.of, one);
        });
      };
      if (std::ranges::any_of(positive_leaves(rule.when), asks_for))
        rule.warnings.push_back(common);
    }
  }

  void read_warnings(const yaml::Node& node, const Words& keys,
                     std::vector<RuleWarning>& warnings) {
    if (!node.is_list()) {
      diagnostics_.error(node.at, "warnings are a list: each begins with \"- id:\"");
      return;
    }
    for (const yaml::Node& item : node.items) {
      const yaml::Map map(item, keys, diagnostics_);
      RuleWarning warning;
      warning.of = concepts_of(map.texts("of"));
      if (const yaml::Node* when = map.get("when"))
        warning.when = parse_expression(*when, lexicon_, diagnostics_);
      map.require("id");
      warning.id = map.text("id");
      warning.severity = map.choice("severity", {"error", "warning", "information"}, "warning");
      map.require("message");
      warning.message = map.text("message");
      check_changes(map.texts("changes"), warning.changes);
      warnings.push_back(std::move(warning));
    }
  }

  const Lexicon& lexicon_;
  const CodeSet& codes_;
  Diagnostics& diagnostics_;
  std::unique_ptr<Rules> rules_ = std::make_unique<Rules>();
  std::vector<Ask> questions_;
  std::vector<RuleWarning> warnings_;
  std::map<std::string, int> ids_;  // with the line where each stands first
};

std::unique_ptr<const Rules> Rules::load(std::shared_ptr<const Source> source,
                                         const Lexicon& lexicon, const CodeSet& codes,
                                         Diagnostics& diagnostics) {
  Diagnostics of_file;
  const yaml::Node root = yaml::parse(std::move(source), of_file);
  return load(root, std::move(of_file), lexicon, codes, diagnostics);
}

std::unique_ptr<const Rules> Rules::load(const yaml::Node& root, Diagnostics of_file,
                                         const Lexicon& lexicon, const CodeSet& codes,
                                         Diagnostics& diagnostics) {
  const bool stopped = root.kind == yaml::Kind::null && !of_file.ok();
  diagnostics.append(std::move(of_file));
  return stopped ? nullptr : RulesLoader(lexicon, codes, diagnostics).load(root);
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
