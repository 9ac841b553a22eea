// Axes of a code: how a value in the note becomes a digit, and how one axis follows from another.
//
//     axes:
//       side: {right: 1, left: 2, bilateral: [1, 2], none: 0}
//       episode: {initial: A, subsequent: D, sequela: S, default: initial}
//     tables:
//       region: {from: level, values: {L4-L5: lumbar, L5-S1: lumbosacral}}
//
// A table wins over a word: "lumbar disc at L5-S1" is lumbosacral (domain.md, convention 8).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/yaml.h"
#include "context/finding.h"

namespace evident {

struct Axis {
  std::map<std::string, std::vector<std::string>, std::less<>> digits;  // value -> digits
  std::string otherwise;  // value when nothing is documented: "none" or the default; "" = no code
  Place at;

  // With a default it has one value a finding: an encounter, the type of a fracture.
  bool single() const { return !otherwise.empty() && otherwise != "none"; }
};

// A value that says nothing where the same words say `whole`.
struct Covered {
  std::string whole, part;  // "thoracolumbar", "thoracic"
  Place whole_at, part_at;
};

struct AxisTable {
  std::string from;       // the axis read
  std::string otherwise;  // an axis whose words serve when `from` gives nothing
  std::string also;       // an axis whose words beside the finding count as well
  bool agree = false;     // findings of one candidate must agree on it or have none
  std::map<std::string, std::string, std::less<>> values;  // empty: the same values
  std::vector<Covered> covers;
  Place from_at, otherwise_at, also_at;
};

// A value of an axis that a finding has, with the words it comes from.
struct Reading {
  std::string value;
  Span words;
  bool direct = true;
  bool otherwise = false;  // from the axis that a table reads where its own gives nothing
};

// Is it the value of one of them?
bool holds(const std::vector<Reading>& readings, std::string_view value);

class Axes {
 public:
  void load(const yaml::Node* axes, const yaml::Node* tables, Diagnostics& diagnostics);

  const Axis* find(std::string_view name) const;
  const AxisTable* find_table(std::string_view name) const;
  std::vector<std::string> names() const;  // of axes: what may fill a hole of a code
  bool must_agree(std::string_view axis) const;
  const std::map<std::string, AxisTable, std::less<>>& tables() const { return tables_; }
  // The values of `axis` on a finding, tables worked out; empty when it has none.
  std::vector<Reading> readings(const Finding& finding, std::string_view axis) const;

 private:
  void load_axis(const yaml::Node& name, const yaml::Node& body, Diagnostics& diagnostics);
  void load_table(const yaml::Node& name, const yaml::Node& body, Diagnostics& diagnostics);
  void load_row(const yaml::Node& name, const yaml::Entry& row, AxisTable& table,
                Diagnostics& diagnostics) const;
  // A value once for each of the words that say it.
  std::vector<Reading> readings(const Finding& finding, std::string_view axis, int depth) const;

  std::map<std::string, Axis, std::less<>> axes_;
  std::map<std::string, AxisTable, std::less<>> tables_;
};

}  // namespace evident
