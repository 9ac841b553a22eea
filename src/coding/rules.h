// rules.yaml: which documentation makes which code a candidate, and what to ask when a word is
// missing. The code set, not the rules, knows titles, billability, life spans and Excludes.
//
// Immutable after load.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/yaml.h"
#include "coding/analysis.h"
#include "coding/axes.h"
#include "coding/code_set.h"
#include "coding/expression.h"

namespace evident {

// A code with holes: "M54.4{side of sciatica}".
struct CodeTemplate {
  struct Hole {
    std::string axis;
    std::vector<std::vector<uint32_t>> of;  // concepts to read it from, best first; empty: the
                                            // concepts of `when` in order
  };
  std::vector<std::string> literals;  // one more than holes
  std::vector<Hole> holes;
};

// What a question offers for a value of its axis: "late effect" for sequela.
struct Offer {
  std::string value;
  std::string words;
};

// A question, and what its answer may change the code to.
struct Ask {
  std::string about;  // an axis of the code, or a topic ("site")
  std::string topic;  // what the report calls it: "region" for the axis of scolioses
  std::string question;
  Place at;                          // of the question
  std::vector<std::string> changes;  // given outright; for an axis they are worked out
  std::vector<std::string> options;  // likewise
  // Of an axis: the values offered, the one taken when nothing is said among them; empty: those
  // that change the code, by their names.
  std::vector<Offer> answers;
};

struct RuleWarning {
  std::vector<uint32_t> of;        // of a common warning: the concepts that it is about, sorted
  std::optional<Expression> when;  // nullopt: always
  std::string id;
  std::string severity;
  std::string message;
  std::vector<std::string> changes;
};

inline constexpr uint32_t kNeverLeads = kNoConcept;

struct Rule {
  std::string id;
  Place at;
  CodeTemplate code;
  Expression when;
  std::optional<Expression> given;  // must hold too, but is no evidence
  Support support = Support::stated;
  std::vector<uint32_t> absorbs;  // concepts explained by it in the same part of the spine
  // Parts that count as one for that: a fracture of L1 is felt in the middle of the back.
  std::vector<std::string> absorbs_across;
  std::vector<uint32_t> replaces;  // concepts that it says more of, in the same region
  // Diagnoses without a code here that, leading in the note, explain it where it does not lead
  // (Guidelines I.B.5).
  std::vector<uint32_t> explained_by;
  std::vector<uint32_t> without;  // what the code says is not there: a denial of it is proof
  bool stands = false;            // never absorbed: codes something beside the condition
  // Listed first only in a note with this circumstance; kNeverLeads: never; nullopt: always.
  std::optional<uint32_t> leads_when;
  std::string because;
  std::string cite;
  std::vector<Ask> asks;
  std::vector<RuleWarning> warnings;
};

class Rules {
 public:
  static std::unique_ptr<const Rules> load(std::shared_ptr<const Source> source,
                                           const Lexicon& lexicon, const CodeSet& codes,
                                           Diagnostics& diagnostics);
  // Of what yaml::parse() has read and told of the file.
  static std::unique_ptr<const Rules> load(const yaml::Node& root, Diagnostics of_file,
                                           const Lexicon& lexicon, const CodeSet& codes,
                                           Diagnostics& diagnostics);

  const std::vector<Rule>& all() const { return rules_; }
  const Axes& axes() const { return axes_; }
  // The last day on which several places of a condition are coded as "multiple sites".
  const std::optional<Date>& multiple_sites_until() const { return multiple_sites_until_; }

 private:
  friend class RulesLoader;
  std::vector<Rule> rules_;
  Axes axes_;
  std::optional<Date> multiple_sites_until_;
};

// Every code that filling the holes of a template can give; unknown to a code set or not.
std::vector<std::string> expansions(const CodeTemplate& code, const Axes& axes);

}  // namespace evident
