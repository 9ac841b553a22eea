// Rules applied to findings: every code that some rule makes a candidate, before the edits.
#pragma once

#include <string>
#include <vector>

#include "coding/analysis.h"
#include "coding/evidence.h"
#include "coding/rules.h"

namespace evident {

// A candidate on its way, with what the edits need to know.
struct Draft {
  Candidate candidate;
  const Rule* rule = nullptr;
  std::vector<uint32_t> anchor_concepts;
  std::string area;                    // part of the spine the rule was read for; "" = not said
  std::vector<std::string> regions;    // of its anchors
  std::vector<std::string> vertebrae;  // likewise, where they name one: "C6"
  std::vector<std::pair<std::string, std::string>> values;  // axis -> value, one for each hole
  std::vector<std::string> assumed;          // axes of those that the note does not say
  Standing standing = Standing::excluded;    // the best of its anchors'
  bool diagnosis = false;                    // some anchor is a problem, not only symptoms
  uint32_t first = 0;                        // where that anchor begins
  std::vector<const RuleWarning*> warnings;  // those of its rule that hold
};

// Withholds the draft for this reason; `by`: the draft whose code does it, or null.
void withhold(Draft& draft, std::string reason, const Draft* by = nullptr);
// The draft whose code withheld this one, or null.
const Draft* withholder_of(const Draft& draft, const std::vector<Draft>& drafts);

// Drafts of these rules over the findings that count (`counting`), or over all of them; the latter
// carry status withheld with the first thing that failed. In order of the rules.
std::vector<Draft> draft_candidates(const std::vector<const Rule*>& rules, const FindingPool& pool,
                                    const Lexicon& lexicon, bool counting);

}  // namespace evident
