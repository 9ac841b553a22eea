// One line of what a case expects, for example
//
//     finding sciatica "sciatica" negated side=right by "denies" by "right"
//     code M54.41 from "LBP", "sciatica" rule lumbago-with-sciatica
//     withheld M54.50 absorbed by M54.41
//     query M54.40 side
//     claim "M54.5" deleted replaced M54.50, M54.51, M54.59
//     warning M54.40 unspecified-side
//     red-flag saddle-anesthesia "numbness in the saddle area"
//     no findings | no codes | no warnings M54.41 | no red-flags
//
// The reader is strict: a word it does not know is an error with what was probably meant, and so
// is a quote that does not stand in the note.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/span.h"
#include "coding/code_set.h"
#include "lexicon/lexicon.h"
#include "text/text.h"

namespace evident {

enum class LineKind {
  finding,
  no_findings,
  code,
  no_codes,
  withheld,
  query,
  claim,
  warning,
  no_warnings,
  red_flag,
  no_red_flags
};

// Words of the note with the places they may mean: one when the case says which ("pain"#2), else
// all where they stand. Places are spans of Text::utf8().
struct Quote {
  std::string words;
  std::vector<Span> places;
};

struct Expectation {
  LineKind kind = LineKind::finding;
  Place at;
  std::string written;            // the line, without blanks around it
  std::string concept_id;         // finding, red flag
  std::string code;               // code, withheld, query, warning, no warnings
  std::vector<Quote> words;       // finding, claim, red flag: one, a finding's in one place; code,
                                  // warning: from
  std::vector<std::string> says;  // finding: its contexts ("negated")
  std::vector<AxisValue> values;  // finding
  std::vector<Quote> by;          // finding: cues; withheld: at most one
  std::string by_code;            // withheld
  std::string what;               // withheld: reason; query: about; claim: verdict; warning: id
  std::string rule;               // code; empty when not said
  bool inferred = false;          // code
  int rank = 0;                   // code; 0 when not said
  std::vector<std::string> replaced_by;  // claim; empty when not said
  std::vector<std::string> about;        // warning: the other codes it speaks of; likewise
};

// The words a case may use beside those of its note.
struct CaseWords {
  std::vector<std::string> concepts;  // problems and symptoms
  std::vector<std::string> axes;
  std::vector<std::string> codes;
  std::vector<std::string> red_flags = {};
};
CaseWords case_words(const Lexicon& lexicon, const CodeSet& code_set);

// A place in line `number`: bytes [begin, end) of `line`, counted as Place counts.
Place place_in(const std::shared_ptr<const Source>& source, int number, std::string_view line,
               size_t begin, size_t end);
// "did you mean ...?" for an unknown code, which may lack its dot: "M5450".
void suggest_code(Diagnostic& diagnostic, std::string_view word,
                  const std::vector<std::string>& codes);

// Reads line `number` of `source`; `note` is what its quotes are looked up in. Nullopt after an
// error, which is in `diagnostics` then.
std::optional<Expectation> read_case_line(const std::shared_ptr<const Source>& source, int number,
                                          const Text& note, const CaseWords& words,
                                          Diagnostics& diagnostics);

// Does this line begin as an expectation does ("finding ...")?
bool looks_like_expectation(std::string_view line);

}  // namespace evident
