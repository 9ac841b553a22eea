// Every code of the release files given, with its life: what is in an order file of one year and
// not in that of the next has ended, and so on.
//
// A change between two years that do not follow each other counts from the later one, unless an
// addendum of a year between tells its year. Codes that came and went between two order files are
// not seen. A release within a fiscal year (April) counts for all of it.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "coding/code_release.h"
#include "coding/code_set.h"

namespace evident {

struct CodeLife {
  std::string code;
  std::string title;  // of the last year that holds it
  std::vector<CodePeriod> periods;
  std::vector<CodeNote> notes;  // of its entry in the tabular list; replaced_by notes too
};

struct CodeHistory {
  Date oldest_from, newest_from, newest_to;  // as CodeSet has them
  std::string years;                         // of the order files: "2021, 2024, 2025, 2026"
  int notes_year = 0;                        // of the tabular list; 0: none was given
  std::vector<CodeLife> codes;               // sorted
  std::vector<TabularEntry> groups;          // chapters and blocks with notes
};

struct Releases {
  std::vector<OrderFile> orders;  // at least one
  std::vector<Addendum> addenda;
  std::vector<TabularList> lists;  // the newest one counts
};

// Mistakes that only several files together show: a year twice, a file that ends too early.
CodeHistory history_of(Releases releases, Diagnostics& diagnostics);

}  // namespace evident
