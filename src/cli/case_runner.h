// Does what the analyzer says of a case's note agree with the case?
//
// The world is closed: findings and proposed codes that the case does not list are mismatches as
// much as those it lists in vain. Withheld codes, queries, claims, warnings and red flags are
// checked when written. A :codes-only case leaves findings and inferred codes open.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "cli/cases.h"
#include "coding/analysis.h"

namespace evident {

struct Mismatch {
  LineKind kind = LineKind::finding;
  std::optional<size_t> expected;  // index in Case::lines; none: the case does not list it
  std::vector<std::string> got;    // in the grammar of the lines; empty: nothing of the kind
  std::vector<Span> places;        // of Text::utf8(): the words it is about
};

// Every mismatch, findings first, then codes, then the rest; each in order of the note. None: the
// case holds. `analysis` must be of the note and encounter of the case.
std::vector<Mismatch> judge(const Case& one, const Analysis& analysis);

}  // namespace evident
