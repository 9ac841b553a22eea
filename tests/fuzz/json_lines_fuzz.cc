// Bytes as a line of JSON Lines.
#include "base/utf8.h"
#include "cli/json_lines.h"
#include "fuzz.h"

using namespace evident;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string line(as_text(data, size));
  const bool utf8 = find_invalid_utf8(line) == std::string_view::npos;
  const auto read = read_record(line.data(), line.size());
  if (const auto* record = std::get_if<NoteRecord>(&read)) {
    const char* begin = line.data();
    require(record->text.empty() || (record->text.data() >= begin &&
                                     record->text.data() + record->text.size() <= begin + size),
            "the text stands in the line");
    require(!utf8 || find_invalid_utf8(record->text) == std::string_view::npos, "UTF-8 stays so");
  }
  return 0;
}
