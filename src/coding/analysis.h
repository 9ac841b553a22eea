// What the program says about one note: the result of Analyzer::analyze() and the only thing
// that reports are made from. Plain data; spans count bytes of text.norm().
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/span.h"
#include "context/finding.h"
#include "text/text.h"

namespace evident {

enum class Setting { outpatient, inpatient };
enum class Status { proposed, withheld };
enum class Support { stated, inferred };
enum class Role { anchor, support };  // states the condition; decides a digit or the combination

struct Evidence {
  Span span;
  Role role = Role::anchor;
  std::string concept_id;  // "low-back-pain"; for a linked word the axis, "side"
  std::string section;     // "hpi", "preamble", "unknown"
};

// An edit's remark on a candidate; severity is "error", "warning" or "information".
struct Warning {
  std::string id;  // "unspecified-side"
  std::string severity;
  std::string message;
  std::vector<std::string> would_change_to;
  std::string cite = "";                // "" when the candidate's own says it
  std::vector<std::string> codes = {};  // other codes that it is about; a pattern ends in '-'
  std::vector<Evidence> evidence = {};  // the other side's words; the candidate has its own
};

// What withheld a candidate: the words of a cue, or another code.
struct Blocker {
  std::optional<std::string> code;
  std::optional<Span> words;  // of norm
  std::string says;           // "negated", "possible", ... for words
};

struct Candidate {
  std::string code;
  std::string title;
  Status status = Status::proposed;
  std::string reason;  // withheld only: negated uncertain past mentioned-only family hypothetical
                       // contradicted absorbed excludes1 less-specific outranked
                       // not-valid-on-date not-billable inferred-only
  std::optional<Blocker> by;
  Support support = Support::stated;
  int rank = 0;      // 1 = first-listed, proposed only; 0 for withheld
  std::string rule;  // id in rules.yaml
  std::string because;
  std::string cite;
  std::vector<Evidence> evidence;  // never empty; in order of the note
  std::vector<Warning> warnings;

  bool proposed() const { return status == Status::proposed; }
  bool stated() const { return support == Support::stated; }
};

// A code typed in the note, judged.
struct Claim {
  std::string code;
  Span span;
  std::string verdict;  // supported less-specific contradicted no-evidence deleted not-yet-valid
                        // not-billable excluded not-icd10cm
  std::optional<std::string> date;  // deleted / not-yet-valid: the day it changed
  std::vector<std::string> replaced_by;
  std::string because;
};

// A question to the provider whose answer would change a code.
struct Query {
  std::string about;  // "side"
  std::string code;   // the candidate it would change
  std::vector<std::string> changes;
  std::vector<Evidence> indicators;
  std::string text;
  std::vector<std::string> options;
};

struct Contradiction {
  std::string about;  // "side"
  std::vector<Evidence> sides;
  std::string message;
};

struct RedFlag {
  std::string id;
  Evidence evidence;
  std::string message;
};

struct Notice {
  std::string id;
  std::string message;  // never words of the note
};

// What a caller knows about the note besides its words (domain.md, convention 1).
struct Encounter {
  std::optional<Date> service_date;
  Setting setting = Setting::outpatient;
  std::string encoding = "";  // of the bytes, as encoding_named() gives it; "": find out
};

// The names of concepts by Finding::concept_index.
class ConceptIds {
 public:
  ConceptIds() = default;
  ConceptIds(std::vector<std::string> ids)
      : ids_(std::make_shared<const std::vector<std::string>>(std::move(ids))) {}

  size_t size() const { return ids_ ? ids_->size() : 0; }
  const std::string& operator[](uint32_t index) const { return (*ids_)[index]; }
  const std::vector<std::string>& all() const { return *ids_; }

 private:
  std::shared_ptr<const std::vector<std::string>> ids_;
};

struct Analysis {
  Text text;
  Encounter encounter;
  std::vector<Section> sections;
  std::vector<Finding> findings;  // in order of the note
  ConceptIds concepts;            // of the lexicon, shared by all analyses
  std::vector<Candidate> codes;   // proposed by rank, then withheld by code
  std::vector<Claim> claims;
  std::vector<Query> queries;
  std::vector<RedFlag> red_flags;
  std::vector<Contradiction> contradictions;
  std::vector<Notice> notices;
};

}  // namespace evident
