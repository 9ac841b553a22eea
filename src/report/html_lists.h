// What an HTML report says about a note, part by part: codes, questions, contradictions, red flags,
// typed codes and what was withheld, each item with links to its words in the note.
#pragma once

#include "coding/analysis.h"
#include "report/html_ids.h"
#include "report/html_note.h"
#include "report/html_text.h"

namespace evident {

// Adds the <section> elements to `out`. `all`: the withheld codes are unfolded in any case.
void write_html_lists(HtmlOut& out, const Analysis& analysis, const HtmlIds& ids,
                      const HtmlNote& note, bool all);

}  // namespace evident
