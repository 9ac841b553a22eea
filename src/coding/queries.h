// Warnings and provider queries for words that are missing where a word would change the code.
#pragma once

#include "coding/analysis.h"
#include "coding/code_set.h"
#include "coding/drafts.h"

namespace evident {

// What is missing from a proposed draft: its rule's warnings, and for each `ask` whose axis has no
// value (or whose topic stands outright) a warning and a query. Queries quote the note's own words,
// are neutral, and offer "other" and "unable to determine" (AHIMA/ACDIS query practice).
void ask_for_missing(Draft& draft, const Rules& rules, const CodeSet& codes, Date date,
                     const Text& text, std::vector<Query>& queries);

// Asks how two conditions are related of which one is withheld by an Excludes1 note, which
// condition was treated where the assessment names a symptom and other parts of the note a
// diagnosis, and what has become of a diagnosis in doubt. `drafts` stand in their order; options
// are words of the note.
void ask_between(const std::vector<Draft>& drafts, const Text& text, std::vector<Query>& queries);

// Asks on which side a condition is that the note gives two sides of (`analysis.contradictions`),
// once for a code: the first stated one that depends on it. `drafts` stand in their order.
void ask_sides(const std::vector<Draft>& drafts, const Rules& rules, const CodeSet& codes,
               Date date, Analysis& analysis);

}  // namespace evident
