// How words are written in the note: capitals, title case or neither.
#pragma once

#include "text/text.h"

namespace evident {

struct HeadCase {
  bool capitals = false;       // has letters, none of them small
  bool title = false;          // the first word and each longer word begin with a capital; where
                               // no word is long, each word does
  bool first_capital = false;  // the first letter is one
  int letters = 0;
  int longest_word = 0;  // in letters
};

// `words` is a span of norm.
HeadCase head_case(const Text& text, Span words);

}  // namespace evident
