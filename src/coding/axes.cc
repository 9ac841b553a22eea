#include "coding/axes.h"

#include <algorithm>

#include "base/suggest.h"

namespace evident {
namespace {

constexpr int kDeepest = 5;  // tables that read tables

bool expect_map(const yaml::Node* node, const char* what, Diagnostics& diagnostics) {
  if (node == nullptr) return false;
  if (!node->is_map()) diagnostics.error(node->at, std::string(what) + " is a map");
  return node->is_map();
}

void refuse_value(const yaml::Node& value, const std::string& what, const Axis& axis,
                  Diagnostics& diagnostics) {
  std::vector<std::string> allowed;
  for (const auto& [known, digits] : axis.digits) allowed.push_back(known);
  say_allowed(diagnostics.error(value.at, what + " \"" + value.text + '"'), value.text, allowed);
}

void load_default(const yaml::Node& value, Axis& axis, Diagnostics& diagnostics) {
  if (!axis.otherwise.empty())
    diagnostics.error(value.at, "an axis has \"none\" or a default, not both");
  else if (!axis.digits.contains(value.text))
    refuse_value(value, "the default is no value of this axis:", axis, diagnostics);
  axis.otherwise = value.text;
}

void add_once(Reading reading, std::vector<Reading>& all) {
  const bool known = std::ranges::any_of(all, [&](const Reading& one) {
    return one.value == reading.value && one.words == reading.words;
  });
  if (!known) all.push_back(std::move(reading));
}

void add_words(const Finding& finding, std::string_view axis, bool direct_only,
               std::vector<Reading>& all) {
  for (const Linked& linked : finding.linked)
    if (linked.axis == axis && (linked.direct || !direct_only))
      add_once({linked.value, linked.words, linked.direct}, all);
}

void load_covers(const yaml::Node& covers, AxisTable& table, Diagnostics& diagnostics) {
  if (!expect_map(&covers, "covers", diagnostics)) return;
  for (const auto& [whole, parts] : covers.entries) {
    if (parts.items.empty()) diagnostics.error(parts.at, "a list of values is needed here");
    for (const yaml::Node& part : parts.items)
      table.covers.push_back({whole.text, part.text, whole.at, part.at});
  }
}

// Of words that run over both: a curve "T5-L3" is one of the thoracolumbar spine.
void drop_covered(const AxisTable& table, std::vector<Reading>& all) {
  if (table.covers.empty()) return;
  const std::vector<Reading> before = all;
  std::erase_if(all, [&](const Reading& one) {
    return std::ranges::any_of(table.covers, [&](const Covered& covered) {
      return covered.part == one.value && std::ranges::any_of(before, [&](const Reading& whole) {
               return whole.value == covered.whole && whole.words == one.words;
             });
    });
  });
}

// Each value with the words that say it first.
void keep_first_of_each(std::vector<Reading>& all) {
  std::vector<Reading> kept;
  for (Reading& reading : all)
    if (!holds(kept, reading.value)) kept.push_back(std::move(reading));
  all = std::move(kept);
}

}  // namespace

bool holds(const std::vector<Reading>& readings, std::string_view value) {
  return std::any_of(readings.begin(), readings.end(),
                     [&](const Reading& reading) { return reading.value == value; });
}

void Axes::load(const yaml::Node* axes, const yaml::Node* tables, Diagnostics& diagnostics) {
  if (expect_map(axes, "axes", diagnostics))
    for (const auto& [name, body] : axes->entries) load_axis(name, body, diagnostics);
  if (expect_map(tables, "tables", diagnostics))
    for (const auto& [name, body] : tables->entries) load_table(name, body, diagnostics);
}

void Axes::load_axis(const yaml::Node& name, const yaml::Node& body, Diagnostics& diagnostics) {
  Axis axis;
  axis.at = name.at;
  if (!body.is_map()) {
    diagnostics.error(body.at,
                      "an axis is a map of values to digits: {right: 1, left: 2, none: 0}");
    return;
  }
  const yaml::Node* otherwise = nullptr;
  for (const auto& [value, digit] : body.entries) {
    if (value.text == "default") {
      otherwise = &digit;
      continue;
    }
    std::vector<std::string>& digits = axis.digits[value.text];
    if (digit.is_scalar()) digits.push_back(digit.text);
    for (const yaml::Node& item : digit.items) digits.push_back(item.text);
    if (digits.empty()) diagnostics.error(digit.at, "a digit or a list of digits is needed here");
  }
  if (axis.digits.contains("none")) axis.otherwise = "none";
  if (otherwise != nullptr) load_default(*otherwise, axis, diagnostics);
  axes_.emplace(name.text, std::move(axis));
}

void Axes::load_table(const yaml::Node& name, const yaml::Node& body, Diagnostics& diagnostics) {
  const yaml::Map map(body, {"from", "otherwise", "also", "agree", "covers", "values"},
                      diagnostics);
  AxisTable table;
  if (const yaml::Node* from = map.require("from")) table.from_at = from->at;
  table.from = map.text("from");
  if (const yaml::Node* otherwise = map.get("otherwise")) table.otherwise_at = otherwise->at;
  table.otherwise = map.text("otherwise", name.text);
  if (const yaml::Node* also = map.get("also")) table.also_at = also->at;
  table.also = map.text("also");
  table.agree = map.flag("agree", false);
  if (const yaml::Node* covers = map.get("covers")) load_covers(*covers, table, diagnostics);
  const yaml::Node* values = map.get("values");
  if (expect_map(values, "values", diagnostics))
    for (const yaml::Entry& row : values->entries) load_row(name, row, table, diagnostics);
  tables_.emplace(name.text, std::move(table));
}

// What a table gives must be a value of the axis of its name, when there is one.
void Axes::load_row(const yaml::Node& name, const yaml::Entry& row, AxisTable& table,
                    Diagnostics& diagnostics) const {
  const std::string& result = row.value.text;
  table.values[row.key.text] = result;
  const Axis* axis = find(name.text);
  if (axis != nullptr && !axis->digits.contains(result))
    refuse_value(row.value, "the axis \"" + name.text + "\" has no value", *axis, diagnostics);
}

const Axis* Axes::find(std::string_view name) const {
  const auto found = axes_.find(name);
  return found == axes_.end() ? nullptr : &found->second;
}

bool Axes::must_agree(std::string_view axis) const {
  const auto table = tables_.find(axis);
  return table != tables_.end() && table->second.agree;
}

const AxisTable* Axes::find_table(std::string_view name) const {
  const auto found = tables_.find(name);
  return found == tables_.end() ? nullptr : &found->second;
}

std::vector<std::string> Axes::names() const {
  std::vector<std::string> all;
  for (const auto& [name, axis] : axes_) all.push_back(name);
  return all;
}

std::vector<Reading> Axes::readings(const Finding& finding, std::string_view axis) const {
  if (finding.linked.empty()) return {};
  std::vector<Reading> all = readings(finding, axis, 0);
  if (all.size() > 1) keep_first_of_each(all);
  return all;
}

std::vector<Reading> Axes::readings(const Finding& finding, std::string_view axis,
                                    int depth) const {
  std::vector<Reading> all;
  const auto table = tables_.find(axis);
  std::string_view words_axis = axis;
  if (table != tables_.end() && depth < kDeepest) {
    if (table->second.values.empty()) {
      all = readings(finding, table->second.from, depth + 1);
      if (!table->second.also.empty()) add_words(finding, table->second.also, true, all);
      drop_covered(table->second, all);
      return all;
    }
    for (const Reading& read : readings(finding, table->second.from, depth + 1)) {
      const auto mapped = table->second.values.find(read.value);
      if (mapped != table->second.values.end())
        add_once({mapped->second, read.words, read.direct}, all);
    }
    if (!all.empty()) return all;
    words_axis = table->second.otherwise;
    if (words_axis != axis) {
      all = readings(finding, words_axis, depth + 1);
      for (Reading& reading : all) reading.otherwise = true;
      return all;
    }
  }
  add_words(finding, words_axis, false, all);
  return all;
}

}  // namespace evident
