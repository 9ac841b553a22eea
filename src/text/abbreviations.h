// Words that a full stop shortens instead of ending a sentence. General ones only: titles,
// measures, Latin, and the everyday short forms of notes.
#pragma once

#include <string_view>

namespace evident {

enum class Abbreviation {
  none,
  leads,   // something must follow: "dr.", "vs.", "rt."; never ends a sentence
  counts,  // short before a number only: "no. 3", "fig. 2"; else a word
  trails,  // may end a sentence too: "p.m.", "etc.", "pt."; ends it before a capital
  closes,  // the same, but hardly ever goes on: "mg.", "wks.", "neg."; in a note without
           // capitals it ends a sentence
};

// `word` in lower case, without its last full stop: "dr", "p.o", "e.g".
Abbreviation abbreviation(std::string_view word);

}  // namespace evident
