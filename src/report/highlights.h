// The words of a note that a report points at, and what for: the same in every format.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/span.h"
#include "coding/analysis.h"
#include "report/display.h"
#include "text/text.h"

namespace evident {

// The list of the analysis that words are shown for.
enum class Cited { code, query, contradiction, red_flag, claim, finding };

// Words to show. The label stands beside them ("[1]"), so that a mark can be told from another
// without colours.
struct Highlight {
  Span span;  // of Text::norm()
  Style style = Style::anchor;
  std::string label;
  Cited by = Cited::code;
  size_t index = 0;       // in the list that `by` names
  std::string says = "";  // what the words decide: "side", "negated"; or nothing
};

// By index in Analysis::codes: "1" for the code that ranks first, "w1" for the first withheld.
std::vector<std::string> code_labels(const Analysis& analysis);

// The words that the report cites, in the order in which it speaks of them, those of withheld
// codes last if at all. Linear in their number, as are the functions below but for sorting.
std::vector<Highlight> highlights_of(const Analysis& analysis, bool withheld);
// The words of findings that do not count (negated, past, of the family ...), with why as `says`.
std::vector<Highlight> discounted_findings(const Analysis& analysis);

// Does `a` win where words have both? Anchors win, then supporting words, then blockers.
bool stronger(Style a, Style b);

// Words with all highlights that have exactly this span.
struct MarkedWords {
  Span span;                  // of Text::utf8(); never empty
  Style style;                // the strongest of theirs
  std::vector<size_t> marks;  // indices of the highlights
};

// By begin, of those that begin together the longest first.
std::vector<MarkedWords> merge_highlights(const Text& text,
                                          const std::vector<Highlight>& highlights);
// Indices of `words` by end; of those that end together the one that begins last comes first.
std::vector<size_t> order_of_ends(const std::vector<MarkedWords>& words);

// What the labels of `highlights` mean, each that occurs once: {"?", "asked about"}.
struct LabelMeaning {
  std::string label;
  std::string meaning;
};
std::vector<LabelMeaning> label_meanings(const std::vector<Highlight>& highlights);

}  // namespace evident
