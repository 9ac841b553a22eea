// Codes that someone assigned, held against what the note supports. Codes typed in a note are
// judged by the same judge (claims.h), so that both get the same verdict.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coding/analysis.h"
#include "coding/code_set.h"

namespace evident {

// An assigned code that may not stand beside another one.
struct Conflict {
  std::string code;   // the other one, assigned or supported by the note
  std::string at;     // the entry whose Excludes1 note parts them: "M54.5", a block "M50-M54"
  std::string names;  // what that note names: "S39.012-"
};

struct Judgement {
  std::string code;     // with its dot, in capitals; as written where it is none
  std::string title;    // "" when the set does not hold it
  std::string verdict;  // supported less-specific contradicted no-evidence deleted not-yet-valid
                        // not-billable excluded not-icd10cm out-of-scope (no code of the back
                        // or neck, or none that the set can rule out)
  std::optional<std::string> date;       // deleted / not-yet-valid: the day it changed
  std::vector<std::string> replaced_by;  // deleted: its successors; not-billable: what is below it;
                                         // else the codes that the note gives instead
  std::vector<std::string> instead;      // codes that the note supports in its place
  std::vector<Evidence> evidence;        // the note's words for it, or for what stands in its place
  std::vector<Evidence> against;         // words that say otherwise, or more, or keep it from
                                         // counting; of a cue `concept_id` is what it says
  std::optional<Conflict> conflict;      // audit only
  std::string because;                   // one sentence, without words of the note
};

// The one judge of codes. Keeps references: all must outlive it.
class CodeJudge {
 public:
  CodeJudge(const std::vector<Candidate>& candidates, const CodeSet& codes, Date date)
      : candidates_(candidates), codes_(codes), date_(date) {}

  // `code` as read_code() gives it, or any other words, which are not-icd10cm.
  Judgement judge(const std::string& code) const;

 private:
  void judge_known(const Code& code, Judgement& judgement) const;
  void judge_unknown(Judgement& judgement) const;
  static void judge_out_of_scope(Judgement& judgement);
  void judge_old(const OldCode& old, Judgement& judgement) const;
  void judge_invalid(const Code& code, Judgement& judgement) const;
  void judge_header(const Code& code, Judgement& judgement) const;
  void judge_withheld(const Candidate& own, Judgement& judgement) const;
  void judge_unseen(const Code& code, Judgement& judgement) const;
  static void quote_withheld(const Candidate& neighbour, Judgement& judgement);
  bool speaks_of_category(const Code& vague) const;
  void compare(const Code& claimed, const Candidate& found, Judgement& judgement) const;
  void take_place(const std::vector<std::string>& headers, Judgement& judgement) const;
  const Candidate* find(std::string_view code) const;

  const std::vector<Candidate>& candidates_;
  const CodeSet& codes_;
  Date date_;
};

// A stated candidate that was not assigned.
struct Missed {
  size_t candidate = 0;                 // in Analysis::codes
  std::vector<std::string> instead_of;  // assigned codes in whose place it stands
};

struct Audit {
  std::vector<Judgement> assigned;  // in the order given, each code once
  std::vector<Missed> missed;       // by rank
  std::vector<Notice> notices;      // on the codes as a whole: one that is assigned twice

  bool clean() const;  // all supported (or out of scope), each once, nothing missed
};

// `codes` as read_code() gives them.
Audit audit_codes(const Analysis& analysis, const std::vector<std::string>& codes,
                  const CodeSet& code_set);

// How people write codes: "m5450" and " M54.50 " are "M54.50"; "724.2" is one of ICD-9-CM. Nullopt
// when it has the shape of neither.
std::optional<std::string> read_code(std::string_view written);

// The day on which codes must be valid: of service, or the last one that the set knows; within
// what the set knows.
Date coding_date(const Encounter& encounter, const CodeSet& codes);

}  // namespace evident
