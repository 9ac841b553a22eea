// List marks: "1." "2)" "(3)" "a." "ii." "#4" "-" "*" "[x]" "( )" and the like.
//
// At a line start, and inside a line where numbers ascend from 1 ("1. Neck pain 2. Headache") or
// check boxes follow one another ("[x] neck [ ] back"). A number that merely begins a line of a
// wrapped paragraph is no mark: a number other than 1 wants its predecessor or a fresh start.
#pragma once

#include <vector>

#include "text/layout.h"

namespace evident {

struct Mark {
  Span span;
  uint32_t line = 0;
  bool line_start = true;
  bool numbered = false;  // "1." "(a)" "#4", no bullet or box
};

struct Marks {
  std::vector<Mark> marks;  // in order
  std::vector<uint32_t>
      bounds;  // ends of check boxes that follow what they tick ("neck [x] back [ ]")
};

// Also sets the mark of each line.
Marks find_marks(Layout& layout);

// The end of what could be a count ("IV.") at `at`, accepted as a mark or not; `at` when none is.
uint32_t counter_end(const Layout& layout, uint32_t at);

}  // namespace evident
