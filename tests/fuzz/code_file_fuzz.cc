// Bytes as a code file: refused, or whatever is asked of it stays inside.
#include "coding/code_file.h"
#include "coding/code_search.h"
#include "coding/code_text.h"
#include "fuzz.h"
#include "knowledge.h"

using namespace evident;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::shared_ptr<const Source> spine = source_of(
      "fuzz.tsv", "set\tfuzz\t2020-10-01\t2025-10-01\t2026-09-30\ncode\tK10\theader\tK\nend\t2\n");
  Diagnostics diagnostics;
  const auto file = CodeFile::of_bytes(std::string(as_text(data, size)), "fuzz.codes", diagnostics);
  require((file == nullptr) == !diagnostics.ok(), "a file, or a mistake");
  if (!file) return 0;
  std::string title;
  for (size_t i = 0; i < file->size(); ++i) {
    file->title(i, title);
    require(is_code(file->code(i)), "a code");
    require(file->find(file->code(i)) == i, "each code is found");
    const Code code = file->read(i);
    require(code.title == title && !code.periods.empty(), "a title and a life");
    for (const std::string& pattern : code.excludes1) require(is_code_pattern(pattern), "patterns");
    for (size_t child : file->children(code.code))
      require(file->read(child).parent == code.code, "children know their parent");
  }
  const auto set = CodeSet::load(spine, diagnostics, file);
  require(diagnostics.ok(), "the shipped set in front of it");
  search_codes(*set, {"fuzz k1 a"}, set->newest_to(), 10);
  for (std::string_view code : {file->code(0), file->code(file->size() - 1)}) {
    require(set->find(code) != nullptr, "codes of the file are codes of the set");
    set->excluded_by(code);
    set->former(code);
    set->excludes1(code, "K10");
  }
  return 0;
}
