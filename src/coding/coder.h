// From findings to checked candidates, claims and queries: the whole coding step.
#pragma once

#include <string>
#include <vector>

#include "coding/analysis.h"
#include "coding/code_set.h"
#include "coding/rules.h"

namespace evident {

class Coder {
 public:
  // All three must outlive the coder. Const and thread-safe.
  Coder(const Rules& rules, const CodeSet& codes, const Lexicon& lexicon)
      : rules_(rules), codes_(codes), lexicon_(lexicon) {}

  // Fills codes, claims, queries, contradictions and notices of an analysis that has its text,
  // encounter, sections and findings. `holding`: what else the note says, as what_holds() gives it.
  void code(Analysis& analysis, const std::vector<Finding>& holding) const;

 private:
  void note_date(Analysis& analysis) const;

  const Rules& rules_;
  const CodeSet& codes_;
  const Lexicon& lexicon_;
};

}  // namespace evident
