// Full-text search over the titles and inclusion terms of a code set.
//
// Every word must be found: as a word, as the beginning of one, or as the beginning of the code
// itself ("M54", "m544"). Case, accents and plural endings do not count. Best first: whole words
// before beginnings, titles before inclusion terms, short titles before long ones, then by code.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "coding/code_set.h"

namespace evident {

struct CodeHit {
  std::string code;
  std::string title;
  std::string term;  // the inclusion term that has the words when the title has not all of them
};

struct CodeHits {
  std::vector<CodeHit> best;  // no more than asked for
  size_t found = 0;           // all of them
};

// Among the codes in force on `date`. `words` may hold blanks; without any word nothing is found.
CodeHits search_codes(const CodeSet& set, const std::vector<std::string>& words, Date date,
                      size_t limit);

// Begins as a code does and is no longer than one: "M5", "m54.4", "724.2".
bool looks_like_code(std::string_view word);

}  // namespace evident
