#include "coding/axes.h"

#include <algorithm>

namespace evident {
namespace {

constexpr int kDeepest = 5;  // tables that read tables

bool holds(const std::vector<Reading>& readings, std::string_view value) {
  return std::any_of(readings.begin(), readings.end(),
                     [&](const Reading& reading) { return reading.value == value; });
}

bool expect_map(const yaml::Node* node, const char* what, Diagnostics& diagnostics) {
  if (node == nullptr) return false;
  if (!node->is_map()) diagnostics.error(node->at, std::string(what) + " is a map");
  return node->is_map();
}

}  // namespace

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
    diagnostics.error(body.at, "an axis is a map of values to digits: {right: 1, left: 2, none: 0}");
    return;
  }
  for (const auto& [value, digit] : body.entries) {
    if (value.text == "default") {
      axis.otherwise = digit.text;
      continue;
    }
    std::vector<std::string>& digits = axis.digits[value.text];
    if (digit.is_scalar()) digits.push_back(digit.text);
    for (const yaml::Node& item : digit.items) digits.push_back(item.text);
    if (digits.empty()) diagnostics.error(digit.at, "a digit or a list of digits is needed here");
    if (value.text == "none") axis.otherwise = "none";
  }
  if (!axis.otherwise.empty() && !axis.digits.contains(axis.otherwise))
    diagnostics.error(body.at, "the default \"" + axis.otherwise + "\" is no value of this axis");
  axes_.emplace(name.text, std::move(axis));
}

void Axes::load_table(const yaml::Node& name, const yaml::Node& body, Diagnostics& diagnostics) {
  const yaml::Map map(body, {"from", "otherwise", "values"}, diagnostics);
  AxisTable table;
  map.require("from");
  table.from = map.text("from");
  table.otherwise = map.text("otherwise", name.text);
  const yaml::Node* values = map.get("values");
  if (expect_map(values, "values", diagnostics))
    for (const auto& [value, result] : values->entries) table.values[value.text] = result.text;
  tables_.emplace(name.text, std::move(table));
}

const Axis* Axes::find(std::string_view name) const {
  const auto found = axes_.find(name);
  return found == axes_.end() ? nullptr : &found->second;
}

std::vector<std::string> Axes::names() const {
  std::vector<std::string> all;
  for (const auto& [name, axis] : axes_) all.push_back(name);
  for (const auto& [name, table] : tables_)
    if (!axes_.contains(name)) all.push_back(name);
  return all;
}

std::vector<Reading> Axes::readings(const Finding& finding, std::string_view axis) const {
  return readings(finding, axis, 0);
}

std::vector<Reading> Axes::readings(const Finding& finding, std::string_view axis,
                                    int depth) const {
  std::vector<Reading> all;
  const auto table = tables_.find(axis);
  std::string_view words_axis = axis;
  if (table != tables_.end() && depth < kDeepest) {
    if (table->second.values.empty()) return readings(finding, table->second.from, depth + 1);
    for (const Reading& read : readings(finding, table->second.from, depth + 1)) {
      const auto mapped = table->second.values.find(read.value);
      if (mapped == table->second.values.end() || holds(all, mapped->second)) continue;
      all.push_back({mapped->second, read.words, read.direct});
    }
    if (!all.empty()) return all;
    words_axis = table->second.otherwise;
    if (words_axis != axis) return readings(finding, words_axis, depth + 1);
  }
  for (const Linked& linked : finding.linked)
    if (linked.axis == words_axis && !holds(all, linked.value))
      all.push_back({linked.value, linked.words, linked.direct});
  return all;
}

}  // namespace evident
