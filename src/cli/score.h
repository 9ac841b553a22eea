// How well proposed codes and their evidence agree with gold.
//
// A candidate counts when it is proposed and stated; inferred ones are not counted. A code is right
// when gold has exactly it. One that gold calls acceptable is neither right nor wrong. Evidence is
// looked at for the codes found: recall = share of their gold quotes that some evidence overlaps,
// precision = share of their evidence that overlaps a gold quote (any place where it stands).
// Categories are the first three characters. Traps are the rejected codes of gold.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "cli/gold.h"
#include "coding/analysis.h"

namespace evident {

struct Tally {
  int right = 0, wrong = 0, missing = 0;
  double precision() const;  // 0 when nothing was proposed
  double recall() const;     // 0 when nothing was to be found
  double f1() const;
};

class Scorer {
 public:
  // Each note once, in the order in which its misses are to be listed.
  void add(const GoldNote& gold, const Analysis& analysis);

  // The figures, one a line, then one line for each note with a wrong or missing code:
  //     visit-3: missing M54.41 wrong M54.40, M54.50
  std::string text() const;

 private:
  using Places = std::vector<Span>;
  void score_evidence(const Text& note, const GoldCode& gold, const Places& found);
  void count_quotes(const Analysis& analysis);

  int notes_ = 0, exact_ = 0;
  Tally codes_, categories_;
  std::map<std::string, Tally> by_category_;
  int gold_quotes_ = 0, gold_quotes_found_ = 0, evidence_ = 0, evidence_right_ = 0;
  int traps_ = 0, traps_hit_ = 0;
  int quotes_ = 0, quotes_that_disagree_ = 0, without_evidence_ = 0;
  std::vector<std::string> misses_;
};

}  // namespace evident
