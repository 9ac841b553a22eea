// The report as one HTML page: for reviewers, on a screen or printed.
//
// The page needs nothing but itself: no script, no font, no image; its Content-Security-Policy
// allows nothing else. The whole note stands in it with marked words; each code, question and
// remark links to its words (#e3) and each mark back to what cites it (#code-M54-41, #question-1).
// Whatever the note holds, the page is well-formed HTML (html_text.h says how characters are
// shown), and the same analysis gives the same bytes.
#pragma once

#include <string>
#include <string_view>

#include "coding/analysis.h"

namespace evident {

struct HtmlOptions {
  std::string id;               // of the note: its path, "(standard input)"
  std::string engine;           // "0.1.0"
  std::string rules;            // "sha256:..." over lexicons and rules
  std::string code_set;         // "icd10cm-2026"
  std::string_view stylesheet;  // CSS, src/report/report.css; stands in the page as it is
  bool all = false;  // the list of withheld codes is open, not only when it is all there is
};

// Ends with a line end. Linear in the note and in what is said about it.
std::string html_report(const Analysis& analysis, const HtmlOptions& options);

}  // namespace evident
