// Every name and value that rules may use, from axes, tables and lexicons; tells the others.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "coding/axes.h"
#include "coding/expression.h"

namespace evident {

class NameChecker {
 public:
  // All three outlive the checker.
  NameChecker(const Lexicon& lexicon, const Axes& axes, Diagnostics& diagnostics);

  void check_tables();
  void check(const Expression& expression);
  // After all rules: an axis that a lexicon says and nothing reads is most likely misspelt.
  void check_lexicon();

 private:
  using Words = std::vector<std::string>;

  void check_axis(const std::string& axis, const Place& at);
  void check_filter(const Filter& filter);
  void check_value(const std::string& key, const std::string& value, const Place& at);
  Words values_of(const std::string& key) const;
  Words sections() const;
  // What a finding's axis can be: what lexicons say, and what the axis's table makes of it.
  void add_values(const std::string& axis, int depth, Words& values) const;

  const Lexicon& lexicon_;
  const Axes& axes_;
  Diagnostics& diagnostics_;
  Words known_;                              // axes, sorted
  Words keys_;                               // what a filter may begin with, sorted
  std::set<std::string, std::less<>> read_;  // axes that some rule, table or code reads
};

}  // namespace evident
