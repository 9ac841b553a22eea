// Bytes as release files of ICD-10-CM, parted by a line of four dashes: mistakes at a place of the
// file, or a code file that opens and holds every code.
#include "coding/code_file.h"
#include "coding/code_history.h"
#include "fuzz.h"
#include "knowledge.h"

using namespace evident;

namespace {

void read(const std::shared_ptr<const Source>& source, Releases& releases,
          Diagnostics& diagnostics) {
  const int year = 2021 + static_cast<int>(releases.orders.size()) * 2;
  Diagnostics own;
  const ReleaseKind kind = release_kind(source->text);
  if (kind == ReleaseKind::order) releases.orders.push_back(read_order_file(source, year, own));
  if (kind == ReleaseKind::tabular) releases.lists.push_back(read_tabular_list(source, own));
  if (kind == ReleaseKind::addenda) releases.addenda.push_back(read_addendum(source, own));
  check_places(own, *source);
  if (!own.ok()) diagnostics.error({}, "a mistake");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view rest = as_text(data, size);
  Releases releases;
  Diagnostics diagnostics;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find("----\n"), rest.size());
    read(source_of("fuzz", rest.substr(0, end)), releases, diagnostics);
    rest.remove_prefix(std::min(end + 5, rest.size()));
  }
  if (!diagnostics.ok() || releases.orders.empty()) return 0;
  const CodeHistory history = history_of(std::move(releases), diagnostics);
  if (!diagnostics.ok() || history.codes.empty()) return 0;
  const auto bytes = code_file_of(history);
  require(bytes.has_value(), "a small file");
  const auto file = CodeFile::of_bytes(*bytes, "fuzz.codes", diagnostics);
  require(file != nullptr, "what was written opens: " + diagnostics.render());
  require(file->size() == history.codes.size(), "all codes");
  std::string title;
  for (size_t i = 0; i < file->size(); ++i) {
    file->title(i, title);
    require(file->code(i) == history.codes[i].code && title == history.codes[i].title, "the same");
    require(file->periods(i).size() == history.codes[i].periods.size(), "the same life");
  }
  return 0;
}
