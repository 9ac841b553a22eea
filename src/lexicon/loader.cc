// Reads lexicon files: lists first (they serve every file), then concepts by kind, then phrases,
// each parsed on its own so that a mistake points at its line in the file. A mistake in a list is
// told once, at the list.
#include <algorithm>
#include <future>
#include <map>
#include <set>
#include <sstream>

#include "base/suggest.h"
#include "base/yaml.h"
#include "lexicon/concept_keys.h"
#include "lexicon/lexicon.h"
#include "lexicon/phrase.h"

namespace evident {
namespace {

std::string where(const Place& at) {
  return "first here: " + at.source->name + ':' + std::to_string(at.line);
}

// One a line; "#" begins a comment.
std::vector<std::string_view> phrases_in(std::string_view block) {
  std::vector<std::string_view> phrases;
  for (size_t begin = 0; begin < block.size();) {
    const size_t end = std::min(block.find('\n', begin), block.size());
    const std::string_view line = block.substr(begin, end - begin);
    begin = end + 1;
    const size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos || line[first] == '#') continue;
    phrases.push_back(line.substr(first, line.find_last_not_of(" \t\r") - first + 1));
  }
  return phrases;
}

}  // namespace

class LexiconLoader {
 public:
  explicit LexiconLoader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  std::unique_ptr<const Lexicon> load(const std::vector<std::shared_ptr<const Source>>& files) {
    const std::vector<yaml::Node> roots = yaml::parse_all(files, diagnostics_);
    for (const yaml::Node& root : roots) read_lists(root);
    for (const auto& [name, list] : lists_) check_list(name, list);
    std::future<void> spelling = std::async([&] { spell(roots); });
    for (const yaml::Node& root : roots) read_concepts(root);
    check_modifier_targets();
    spelling.get();
    if (diagnostics_.ok() && lexicon_->concepts_.empty())
      diagnostics_.error({}, "the lexicons hold no concept");
    if (!diagnostics_.ok()) return nullptr;
    for (const auto& [name, list] : lists_) lexicon_->lists_.emplace(name, list.body.text);
    add_words_of_lists();
    lexicon_->spelling_.finish();
    lexicon_->index_names();
    lexicon_->program_.finish();
    return std::move(lexicon_);
  }

 private:
  struct List {
    Place at;         // of its name
    yaml::Node body;  // its alternatives
  };

  void read_lists(const yaml::Node& root) {
    if (root.kind == yaml::Kind::null) return;
    const yaml::Map map(root, {"lists", "words", "misspelt", "concepts"}, diagnostics_);
    if (const yaml::Node* words = map.get("words")) read_words(*words);
    if (const yaml::Node* misspelt = map.get("misspelt")) read_misspelt(*misspelt);
    const yaml::Node* lists = map.get("lists");
    if (lists == nullptr) return;
    if (!lists->is_map()) {
      diagnostics_.error(lists->at, "lists is a map of names to alternatives");
      return;
    }
    for (const auto& [name, body] : lists->entries) {
      if (!body.is_scalar())
        diagnostics_.error(body.at, "a list is written as alternatives: pain|ache");
      // A list that is written wrongly still has its name.
      const auto [known, fresh] = lists_.emplace(name.text, List{name.at, body});
      if (!fresh && known->second.at.source != name.at.source)
        diagnostics_.error(name.at, "the list \"" + name.text + "\" stands in another file too")
            .notes.push_back(where(known->second.at));
    }
  }

  // Words that are right as they stand, though they look like a misspelt word of a phrase.
  void read_words(const yaml::Node& block) {
    if (!block.is_scalar() || !block.literal) {
      diagnostics_.error(block.at, "words stand in a literal block: \"words: |\", blanks between");
      return;
    }
    std::istringstream words(block.text);
    for (std::string word; words >> word;) lexicon_->spelling_.add_right(word);
  }

  // "right: rigth rihgt"
  void read_misspelt(const yaml::Node& map) {
    if (!map.is_map()) {
      diagnostics_.error(map.at, "misspelt is a map of words to their misspellings");
      return;
    }
    for (const auto& [meant, words] : map.entries) {
      if (!words.is_scalar())
        diagnostics_.error(words.at, "misspellings stand in one line, blanks between");
      std::istringstream all(words.text);
      for (std::string word; all >> word;) lexicon_->spelling_.add_misspelt(word, meant.text);
    }
  }

  // A list that uses a wrong one is not wrong itself; all lists of a circle are.
  void check_list(const std::string& name, const List& list) {
    const ParsedPhrase parsed = parse_phrase(list.body.text, lookup(), name);
    if (parsed.root || (parsed.error.in_list && parsed.error.circle != name)) return;
    report(parsed.error, list.body, 0);
  }

  ListLookup lookup() const {
    return [this](std::string_view name) -> const std::string* {
      const auto found = lists_.find(name);
      return found == lists_.end() ? nullptr : &found->second.body.text;
    };
  }

  // A mistake in a text that begins at byte `offset` of `node`.
  void report(const PhraseError& error, const yaml::Node& node, size_t offset) {
    Diagnostic& diagnostic = diagnostics_.error(
        node.place_at(offset + error.offset, static_cast<int>(error.size)), error.message);
    if (error.missing_list.empty()) return;
    std::vector<std::string> known;
    for (const auto& [name, list] : lists_) known.push_back(name);
    suggest(diagnostic, error.missing_list, known);
  }

  void read_concepts(const yaml::Node& root) {
    if (!root.is_map()) return;
    for (const auto& [key, concepts] : root.entries) {
      if (key.text != "concepts") continue;
      if (!concepts.is_map()) {
        diagnostics_.error(concepts.at, "concepts is a map of ids to concepts");
        continue;
      }
      for (const auto& [id, body] : concepts.entries) read_concept(id, body);
    }
  }

  void read_concept(const yaml::Node& id, const yaml::Node& body) {
    const auto [known, fresh] =
        lexicon_->by_id_.emplace(id.text, static_cast<uint32_t>(lexicon_->concepts_.size()));
    if (!fresh) {
      const Place first = lexicon_->concepts_[known->second].at;
      // In one file the reader has told it as a key that stands twice.
      if (first.source != id.at.source)
        diagnostics_.error(id.at, "the concept \"" + id.text + "\" stands twice")
            .notes.push_back(where(first));
      return;
    }
    Concept concept_;
    concept_.id = id.text;
    concept_.at = id.at;
    const std::optional<ConceptKind> kind = kind_of(body);
    if (kind) concept_.kind = *kind;
    const yaml::Map map(body, keys_of(kind), diagnostics_);
    if (kind) fill(concept_, map, id);
    lexicon_->concepts_.push_back(std::move(concept_));
    if (!body.is_map()) return;
    require(map, "kind", id);
    pick(map, "kind", kKinds, ConceptKind::problem);
    if (const yaml::Node* phrases = require(map, "phrases", id)) read_phrases(*phrases);
  }

  // Like Map::require(), but the concept, not its first key, is where something is missing.
  const yaml::Node* require(const yaml::Map& map, std::string_view key, const yaml::Node& id) {
    const yaml::Node* value = map.get(key);
    if (value == nullptr)
      diagnostics_.error(id.at,
                         "the concept \"" + id.text + "\" has no \"" + std::string(key) + '"');
    return value;
  }

  // The kind decides which keys are allowed, so it is looked up before the map is checked.
  static std::optional<ConceptKind> kind_of(const yaml::Node& body) {
    for (const auto& [key, value] : body.entries) {
      if (key.text != "kind") continue;
      for (const auto& [word, kind] : kKinds)
        if (word == value.text) return kind;
    }
    return std::nullopt;
  }

  void fill(Concept& concept_, const yaml::Map& map, const yaml::Node& id) {
    switch (concept_.kind) {
      case ConceptKind::problem:
      case ConceptKind::symptom:
        for (const yaml::Node& group : map.texts("groups")) concept_.groups.push_back(group.text);
        concept_.place = pick(map, "place", kPlaces, PlaceFrom::note);
        read_values(concept_, map);
        return;
      case ConceptKind::modifier:
        read_values(concept_, map);
        fill_modifier(concept_, map);
        return;
      case ConceptKind::cue:
        require(map, "means", id);
        concept_.means = pick(map, "means", kMeanings, CueMeaning::stop);
        concept_.direction = pick(map, "direction", kDirections, Direction::forward);
        fill_reach(concept_, map);
        read_targets(concept_, map);
        return;
      case ConceptKind::section:
        concept_.standing = pick(map, "standing", kStandings, Standing::stated);
        if (map.get("says"))
          concept_.section_says = pick(map, "says", kSectionSays, CueMeaning::past);
        concept_.sub = map.flag("sub", false);
        concept_.needs_colon = map.flag("needs-colon", false);
        concept_.imaging = map.flag("imaging", false);
        concept_.visit_reason = map.flag("reason-for-visit", false);
        concept_.column = map.flag("column", false);
        concept_.corrects = pick(map, "corrects", kCorrects, Corrects::nothing);
        concept_.one_line = map.flag("one-line", false);
        return;
      case ConceptKind::red_flag:
        require(map, "message", id);
        concept_.message = map.text("message");
        concept_.may_be_past = map.flag("past", false);
        read_company(concept_, map);
        return;
      case ConceptKind::circumstance:
        concept_.message = map.text("message");
        for (const yaml::Node& code : map.texts("codes")) concept_.codes.push_back(code.text);
        read_values(concept_, map);
        read_targets(concept_, map);
        read_company(concept_, map);
        return;
    }
  }

  void read_company(Concept& concept_, const yaml::Map& map) {
    for (const yaml::Node& other : map.texts("with")) {
      concept_.with.push_back(other.text);
      targets_.push_back(other);
    }
  }

  void read_values(Concept& concept_, const yaml::Map& map) {
    const yaml::Node* says = map.get("says");
    if (says == nullptr) return;
    if (!says->is_map()) {
      diagnostics_.error(says->at, "says is a map of axes to values: {side: right}");
      return;
    }
    for (const auto& [axis, value] : says->entries) {
      if (value.is_scalar()) {
        concept_.values.push_back({axis.text, value.text, axis.at});
        continue;
      }
      if (!value.is_list() || value.items.empty())
        diagnostics_.error(value.at, "a value or a list of values is needed here");
      for (const yaml::Node& item : value.items)
        concept_.values.push_back({axis.text, item.text, axis.at});
    }
  }

  void read_targets(Concept& concept_, const yaml::Map& map) {
    for (const yaml::Node& target : map.texts("of")) {
      concept_.of.push_back(target.text);
      targets_.push_back(target);
    }
  }

  void fill_modifier(Concept& concept_, const yaml::Map& map) {
    read_targets(concept_, map);
    const yaml::Node* days = map.get("days");
    if (days != nullptr) concept_.days = positive_number(*days);
    if (days == nullptr && map.get("says") == nullptr)
      diagnostics_.error(concept_.at, "a modifier needs \"says\" or \"days\"");
  }

  void fill_reach(Concept& concept_, const yaml::Map& map) {
    const yaml::Node* reach = map.get("reach");
    if (reach == nullptr) return;
    for (const auto& [word, value] : kReaches) {
      if (word != reach->text) continue;
      concept_.reach = value;
      return;
    }
    concept_.reach = Reach::words;
    concept_.reach_words = whole_number(*reach);
    if (concept_.reach_words > 0) return;
    Diagnostic& diagnostic =
        diagnostics_.error(reach->at, "\"reach\" cannot be " +
                                          (reach->is_scalar() ? '"' + reach->text + '"' : "this"));
    diagnostic.notes.push_back("allowed: " + join(words_of(kReaches)) + ", or a number of words");
    suggest(diagnostic, reach->text, words_of(kReaches));
  }

  int positive_number(const yaml::Node& node) {
    const int value = whole_number(node);
    if (value == 0) diagnostics_.error(node.at, "a whole number from 1 is needed here");
    return value;
  }

  // 0 when it is none.
  static int whole_number(const yaml::Node& node) {
    const bool digits = node.is_scalar() && !node.text.empty() && node.text.size() < 6 &&
                        node.text.find_first_not_of("0123456789") == std::string::npos;
    return digits ? std::stoi(node.text) : 0;
  }

  void read_phrases(const yaml::Node& block) {
    if (!block.is_scalar() || !block.literal) {
      diagnostics_.error(block.at, "phrases stand in a literal block: \"phrases: |\", one a line");
      return;
    }
    size_t count = 0;
    for (std::string_view written : phrases_in(block.text)) {
      read_phrase(block, static_cast<size_t>(written.data() - block.text.data()), written);
      ++count;
    }
    if (count == 0) diagnostics_.error(block.at, "a concept needs at least one phrase");
  }

  void read_phrase(const yaml::Node& block, size_t offset, std::string_view written) {
    const bool goal = is_goal(lexicon_->concepts_.back().kind);
    const ParsedPhrase parsed = parse_phrase(written, [&](std::string_view name) {
      if (!goal) other_lists_.emplace(name);
      return lookup()(name);
    });
    if (!parsed.root) {
      if (!parsed.error.in_list) report(parsed.error, block, offset);
      return;
    }
    const auto index = static_cast<uint32_t>(lexicon_->concepts_.size() - 1);
    std::string fault = flaw(*parsed.root);
    if (fault.empty())
      fault = lexicon_->program_.add(*parsed.root, index, lexicon_->concepts_.back().sought());
    if (!fault.empty()) {
      diagnostics_.error(block.place_at(offset, static_cast<int>(written.size())),
                         "this phrase " + fault);
      return;
    }
    lexicon_->phrases_.push_back({index, block.place_at(offset)});
  }

  // Tells the spelling the words of all phrases, beside their reading: it needs none of their
  // sense, and takes as long.
  void spell(const std::vector<yaml::Node>& roots) const {
    for (const yaml::Node& root : roots)
      for (const auto& [key, concepts] : root.entries)
        if (key.text == "concepts")
          for (const auto& [id, body] : concepts.entries) spell(body);
  }

  void spell(const yaml::Node& body) const {
    const bool goal = is_goal(kind_of(body).value_or(ConceptKind::problem));
    for (const auto& [key, block] : body.entries)
      if (key.text == "phrases")
        for (std::string_view written : phrases_in(block.text))
          lexicon_->spelling_.add(written, goal);
  }

  // A misspelt word may be meant to be one of these.
  static bool is_goal(ConceptKind kind) {
    return is_finding(kind) || kind == ConceptKind::modifier;
  }

  // Once, not wherever they are used.
  void add_words_of_lists() {
    for (const auto& [name, list] : lists_)
      lexicon_->spelling_.add(list.body.text, !other_lists_.contains(name));
  }

  void check_modifier_targets() {
    const std::vector<std::string> known = lexicon_->names();
    for (const yaml::Node& target : targets_) {
      if (std::binary_search(known.begin(), known.end(), target.text)) continue;
      suggest(diagnostics_.error(target.at, "no concept or group \"" + target.text + '"'),
              target.text, known);
    }
  }

  Diagnostics& diagnostics_;
  std::unique_ptr<Lexicon> lexicon_ = std::make_unique<Lexicon>();
  std::map<std::string, List, std::less<>> lists_;
  std::set<std::string, std::less<>> other_lists_;  // that phrases of cues and the like use
  std::vector<yaml::Node> targets_;
};

std::unique_ptr<const Lexicon> Lexicon::load(
    const std::vector<std::shared_ptr<const Source>>& files, Diagnostics& diagnostics) {
  return LexiconLoader(diagnostics).load(files);
}

}  // namespace evident
