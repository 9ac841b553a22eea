// The report as JSON: schema "evident.report/1", one object on one line (report-1.schema.json).
//
// Keys stand in the order of the schema, are always present, and are null when not known; the
// same analysis gives the same bytes. Offsets are half-open, into the decoded note (codepoint,
// utf16) or the note as received (byte); "text" is the decoded note between them.
#pragma once

#include <string>

#include "coding/analysis.h"

namespace evident {

struct ReportOptions {
  std::string id;  // of the note: its path, the id field of JSON Lines, "line-7"
  OffsetUnit offsets = OffsetUnit::codepoint;
  std::string engine;    // "0.1.0"
  std::string rules;     // "sha256:..." over lexicons and rules
  std::string code_set;  // "icd10cm-2026"
};

// The object without a line end. Bad UTF-8 in what is not the note (a path) becomes U+FFFD.
std::string json_report(const Analysis& analysis, const ReportOptions& options);

}  // namespace evident
