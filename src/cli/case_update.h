// `evident check --update`: expectation blocks rewritten to what the analyzer says.
#pragma once

#include <string>
#include <vector>

#include "cli/case_runner.h"

namespace evident {

struct FailedCase {
  const Case* one = nullptr;
  std::vector<Mismatch> mismatches;
};

// The text of the case file with the blocks of these cases corrected; every other byte as it was.
// Lines that hold stay as written, comments too; lines that do not are replaced or dropped, and
// what was not listed is added after the lines of its kind.
std::string updated(const Source& source, const std::vector<FailedCase>& failed);

// The codes that an update adds and removes, one "added M54.41" or "removed M54.50" each.
std::vector<std::string> changed_codes(const FailedCase& failed);

}  // namespace evident
