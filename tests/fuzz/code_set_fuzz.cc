// Bytes as a code set.
#include "coding/code_set.h"
#include "fuzz.h"
#include "knowledge.h"

using namespace evident;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto source = source_of("fuzz.tsv", as_text(data, size));
  Diagnostics diagnostics;
  const auto codes = CodeSet::load(source, diagnostics);
  require(codes != nullptr, "a code set");
  check_places(diagnostics, *source);
  if (!diagnostics.ok()) return 0;
  for (const Code& code : codes->all()) {
    require(codes->find(code.code) == &code, "each code is found");
    for (const Code* child : codes->children(code.code))
      require(child->parent == code.code, "children know their parent");
  }
  return 0;
}
