// Bytes as a case file.
#include "cli/cases.h"
#include "fuzz.h"
#include "knowledge.h"

using namespace evident;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const CaseWords words = SmallKnowledge().words();
  const auto source = source_of("fuzz.txt", as_text(data, size));
  Diagnostics diagnostics;
  const std::vector<Case> cases = read_cases(source, words, diagnostics);
  require(!cases.empty() || !diagnostics.ok(), "cases, or mistakes");
  check_places(diagnostics, *source);
  return 0;
}
