#include "coding/rule_names.h"

#include <algorithm>

#include "base/suggest.h"

namespace evident {
namespace {

using Words = std::vector<std::string>;

// Filter keys that are no axes, with their values; none listed: a section's id.
const std::vector<std::pair<std::string, Words>> kContextKeys = {
    {"negated", {"true", "false"}},
    {"certainty", {"affirmed", "possible"}},
    {"time", {"current", "past", "future"}},
    {"experiencer", {"patient", "family", "other"}},
    {"hypothetical", {"true", "false"}},
    {"standing", {"leading", "other"}},
    {"section", {}},
};

// Axes that are read outside the rules: linking counts with "count", the report shows the others.
constexpr std::string_view kReadElsewhere[] = {"count",   "side",   "region",   "level",
                                               "acuity",  "cause",  "severity", "radiation",
                                               "episode", "course", "source"};

void sort_unique(Words& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

bool contains(const Words& sorted, const std::string& word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

}  // namespace

NameChecker::NameChecker(const Lexicon& lexicon, const Axes& axes, Diagnostics& diagnostics)
    : lexicon_(lexicon), axes_(axes), diagnostics_(diagnostics) {
  known_ = axes.names();
  for (const auto& [name, table] : axes.tables()) known_.push_back(name);
  for (const Concept& concept_ : lexicon.concepts())
    for (const AxisValue& value : concept_.values) known_.push_back(value.axis);
  sort_unique(known_);
  for (const auto& [key, values] : kContextKeys) keys_.push_back(key);
  keys_.insert(keys_.end(), known_.begin(), known_.end());
  sort_unique(keys_);
}

void NameChecker::check_tables() {
  for (const auto& [name, table] : axes_.tables()) {
    if (!table.from.empty()) check_axis(table.from, table.from_at);
    if (table.otherwise != name) check_axis(table.otherwise, table.otherwise_at);
    if (!table.also.empty()) check_axis(table.also, table.also_at);
    for (const Covered& covered : table.covers) {
      check_value(table.from, covered.whole, covered.whole_at);
      check_value(table.from, covered.part, covered.part_at);
    }
    read_.insert(table.also);
    read_.insert(table.from);
    read_.insert(table.otherwise);
  }
}

void NameChecker::check(const Expression& expression) {
  for (const Filter& filter : expression.filters) check_filter(filter);
  if (!expression.axis.empty()) check_axis(expression.axis, expression.axis_at);
  read_.insert(expression.axis);
  for (const Expression& part : expression.parts) check(part);
}

void NameChecker::check_lexicon() {
  for (const std::string& name : axes_.names()) read_.insert(name);
  read_.insert(std::begin(kReadElsewhere), std::end(kReadElsewhere));
  std::set<std::string> told;
  for (const Concept& concept_ : lexicon_.concepts()) {
    for (const AxisValue& value : concept_.values) {
      if (read_.contains(value.axis) || !told.insert(value.axis).second) continue;
      suggest(diagnostics_.warning(value.at, "no rule reads the axis \"" + value.axis + '"'),
              value.axis, {read_.begin(), read_.end()});
    }
  }
}

void NameChecker::check_axis(const std::string& axis, const Place& at) {
  if (!contains(known_, axis))
    suggest(diagnostics_.error(at, "nothing says the axis \"" + axis + '"'), axis, known_);
}

void NameChecker::check_filter(const Filter& filter) {
  if (!contains(keys_, filter.key)) {
    suggest(diagnostics_.error(filter.key_at,
                               "\"" + filter.key + "\" is neither an axis nor a word of context"),
            filter.key, keys_);
    return;
  }
  read_.insert(filter.key);
  check_value(filter.key, filter.value, filter.value_at);
}

void NameChecker::check_value(const std::string& key, const std::string& value, const Place& at) {
  Words values = values_of(key);
  sort_unique(values);
  if (contains(values, value)) return;
  suggest(diagnostics_.error(at, "\"" + key + "\" is never \"" + value + '"'), value, values);
}

std::vector<std::string> NameChecker::values_of(const std::string& key) const {
  for (const auto& [known, values] : kContextKeys)
    if (known == key) return values.empty() ? sections() : values;
  Words values = {"none"};
  add_values(key, 0, values);
  return values;
}

std::vector<std::string> NameChecker::sections() const {
  Words ids = {"preamble", "unknown"};
  for (const Concept& concept_ : lexicon_.concepts())
    if (concept_.kind == ConceptKind::section) ids.push_back(concept_.id);
  return ids;
}

void NameChecker::add_values(const std::string& axis, int depth, Words& values) const {
  for (const Concept& concept_ : lexicon_.concepts())
    for (const AxisValue& value : concept_.values)
      if (value.axis == axis) values.push_back(value.value);
  if (const Axis* found = axes_.find(axis))
    for (const auto& [value, digits] : found->digits) values.push_back(value);
  const AxisTable* table = axes_.find_table(axis);
  if (table == nullptr || depth > static_cast<int>(axes_.tables().size())) return;
  for (const auto& [from, value] : table->values) values.push_back(value);
  if (table->values.empty()) add_values(table->from, depth + 1, values);
  if (table->otherwise != axis) add_values(table->otherwise, depth + 1, values);
}

}  // namespace evident
