// The ICD-10-CM codes of the spine domain with their life in time: facts of the official
// order files, tabular list, addenda and conversion table (CMS/NCHS), as tabulated in
// src/coding/icd10cm-spine.tsv by src/coding/make_code_set.py.
//
// Life spans go back to oldest_from(), the first day of the oldest order file held; what was in
// force before it the set does not know. Notes (Excludes and the like) are those of the newest
// fiscal year. Immutable after load; may be read from several threads.
//
// A code file (coding/code_file.h) can stand behind it, with every code of ICD-10-CM. What the
// shipped set knows wins: for a code of the spine, its notes, and its life on the days from
// oldest_from() to newest_to() of the shipped set. The file answers for every other code, for the
// lives of the spine's codes before and after those days, and for what lies beside a spine code.
// A code that only the file knows is taken to have been before the file's first year and to be
// after its last one what it was in that year; known() tells which days are known. A file whose
// years neither meet nor follow those of the shipped set says nothing of the spine's codes.
// Lists that name every code of the set (all()) hold the shipped ones only; each() visits all.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"

namespace evident {

// A period in which a code stood in the official files, with its billable flag then: M51.36 was
// billable until 2024-09-30 and is a header since 2024-10-01.
struct CodePeriod {
  Date from;
  std::optional<Date> to;  // last day; nullopt: still in force in the newest set
  bool billable = false;
};

struct Code {
  std::string code;                 // with its dot: "M54.50"
  std::string title;                // official long title
  std::string parent;               // "M54.5"; "" for a category
  std::vector<CodePeriod> periods;  // in order of time, disjoint
  // What a code that is no longer billable was split into, also when that was before the oldest
  // set held (M48.06); codes of the set.
  std::vector<std::string> replaced_by;
  std::vector<std::string> inclusion_terms;           // at this entry only
  std::vector<std::pair<char, std::string>> seventh;  // at this entry only: see seventh_of()
  // Codes or prefixes with a dash ("S39.012-", "M50-M54" for a block) named by the notes at this
  // entry, then by those at the entries above it, nearest first, and the Excludes1 of its block.
  // "*" in code_first and code_also: a condition that the note describes without a code.
  std::vector<std::string> excludes1;
  std::vector<std::string> excludes2;
  std::vector<std::string> code_first;
  std::vector<std::string> use_additional;
  std::vector<std::string> code_also;

  bool in_force(Date date) const;
  bool billable(Date date) const;
};

// A code of ICD-9-CM (in use until 2015-09-30) that notes still carry.
struct OldCode {
  std::string code;              // "724.2"
  std::string title;             // in short, not the official one
  std::vector<std::string> now;  // the usual codes today; a header stands for all below it
};

class CodeFile;

class CodeSet {
 public:
  // `source` in the format described at the top of the data file, `file` what stands behind it or
  // null. Mistakes in the source come as diagnostics; the result is never null, but after an error
  // it is not to be used.
  static std::unique_ptr<const CodeSet> load(std::shared_ptr<const Source> source,
                                             Diagnostics& diagnostics,
                                             std::shared_ptr<const CodeFile> file = nullptr);
  CodeSet();
  ~CodeSet();

  const std::string& name() const { return name_; }  // "icd10cm-2026", "icd10cm-2026-all"
  Date newest_from() const { return newest_from_; }  // first day of the newest fiscal year held
  Date newest_to() const { return newest_to_; }      // its last day
  Date oldest_from() const { return oldest_from_; }  // first day of the oldest set held

  const Code* find(std::string_view code) const;  // null when the set does not know it at any date
  // The same without the file behind: is it a code of the spine?
  const Code* find_shipped(std::string_view code) const;
  const CodeFile* file() const { return file_.get(); }  // null when none stands behind
  // The first and the last day of which something is known of a code of the set.
  std::pair<Date, Date> known(const Code& code) const;
  // One level down, in order; of "" the categories.
  std::vector<const Code*> children(std::string_view code) const;
  const std::vector<Code>& all() const { return codes_; }  // the shipped ones, sorted by code

  // Every code, those of the file too, shipped ones first. Views are valid during the visit only.
  struct Entry {
    std::string_view code, title;
    std::vector<std::string_view> terms;
    bool in_force = false;  // on the day asked for
  };
  void each(Date date, const std::function<void(const Entry&)>& visit) const;

  // The 7th characters that `code` takes or ends in, by the nearest entry that gives any, with
  // their meaning; empty when it takes none.
  std::vector<std::pair<char, std::string>> seventh_of(std::string_view code) const;

  // The note by which two codes exclude each other (in either direction), as the entry that
  // carries it and what it names; nullopt when none does. A code and one above it never do.
  struct Exclusion {
    std::string at;     // "M54.5", or a block: "M50-M54"
    std::string names;  // "S39.012-"
  };
  std::optional<Exclusion> excludes1(std::string_view a, std::string_view b) const;

  // Every Excludes note that names `code` or one above it, as the entries that carry them.
  struct ExcludedBy {
    std::string at;
    int type = 1;       // Excludes1 or Excludes2
    std::string names;  // the pattern
  };
  std::vector<ExcludedBy> excluded_by(std::string_view code) const;
  // The codes that `code` took the place of, alone or among others.
  std::vector<const Code*> former(std::string_view code) const;

  const OldCode* find_icd9(std::string_view code) const;               // null when it is not listed
  const std::vector<OldCode>& all_icd9() const { return old_codes_; }  // sorted by code

 private:
  friend class CodeSetReader;

  struct Excludes1 {
    std::string at;     // where the note stands
    std::string holds;  // the code it holds for, with all below; `at`, or a category of its block
    std::string names;
  };
  const Excludes1* note_between(std::string_view code, std::string_view other) const;
  std::optional<Exclusion> note_of_file(std::string_view code, std::string_view other) const;
  void attach(std::shared_ptr<const CodeFile> file);
  void lengthen(Code& code, Date oldest, Date newest) const;
  const Code* find_in_file(std::string_view code) const;

  std::string name_;
  Date newest_from_, newest_to_, oldest_from_;
  std::vector<Code> codes_;
  std::vector<Excludes1> excludes1_;  // sorted by `holds`
  std::vector<OldCode> old_codes_;
  std::shared_ptr<const CodeFile> file_;
  std::pair<Date, Date> shipped_;  // the days known of shipped codes when a file stands behind
  struct Read;                     // codes of the file that were asked for
  std::unique_ptr<Read> read_;
};

// Does `pattern` ("M54.5-", "M54.50", "M50-M54", "S12", "M50.-") name `code` or something above it?
bool names_code(std::string_view pattern, std::string_view code);

}  // namespace evident
