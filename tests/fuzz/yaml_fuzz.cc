// Bytes as a lexicon and as rules: every mistake is a diagnostic at a place of the file.
#include "coding/code_set.h"
#include "coding/rules.h"
#include "fuzz.h"
#include "knowledge.h"
#include "lexicon/lexicon.h"

using namespace evident;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const SmallKnowledge knowledge;
  const auto source = source_of("fuzz.yaml", as_text(data, size));
  Diagnostics lexicon;
  const bool loaded = Lexicon::load({source}, lexicon) != nullptr;
  require(loaded == lexicon.ok(), "a lexicon, or mistakes");
  check_places(lexicon, *source);
  Diagnostics rules;
  const bool ruled = Rules::load(source, *knowledge.lexicon, *knowledge.codes, rules) != nullptr;
  require(ruled == rules.ok(), "rules, or mistakes");
  check_places(rules, *source);
  return 0;
}
