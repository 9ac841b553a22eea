#include "coding/code_set_line.h"

#include <algorithm>
#include <array>

#include "base/suggest.h"

namespace evident {
namespace {

struct Kind {
  std::string_view name;                  // the first column
  bool opens_entry;                       // else it belongs to the entry above it
  std::vector<std::string_view> columns;  // what the others hold
};

const std::array<Kind, 14>& kinds() {
  static const std::array<Kind, 14> all = {{
      {"code", true, {"code", "life", "title"}},
      {"term", false, {"term"}},
      {"seventh", false, {"character", "meaning"}},
      {"excludes1", false, {"codes"}},
      {"excludes2", false, {"codes"}},
      {"code-first", false, {"codes"}},
      {"use-additional", false, {"codes"}},
      {"code-also", false, {"codes"}},
      {"becomes", false, {"codes"}},
      {"icd9", true, {"code", "title", "codes"}},
      {"block", true, {"range"}},
      {"excludes1-of", false, {"code", "codes"}},
      {"set", true, {"name", "oldest day", "first day", "last day"}},
      {"end", true, {"lines"}},
  }};
  return all;
}

int characters(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace

CodeSetLine::CodeSetLine(std::shared_ptr<const Source> source, Diagnostics& diagnostics)
    : source_(std::move(source)), diagnostics_(diagnostics), rest_(source_->text) {}

bool CodeSetLine::next() {
  do {
    if (rest_.empty()) return false;
    const size_t end = std::min(rest_.find('\n'), rest_.size());
    line_ = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    if (line_.ends_with('\r')) line_.remove_suffix(1);
    ++number_;
  } while (line_.starts_with('#'));

  cells_.clear();
  std::string_view rest = line_;
  for (size_t tab; (tab = rest.find('\t')) != rest.npos; rest.remove_prefix(tab + 1))
    cells_.push_back(rest.substr(0, tab));
  cells_.push_back(rest);
  return true;
}

bool CodeSetLine::opens_entry() const {
  for (const Kind& known : kinds())
    if (known.name == kind()) return known.opens_entry;
  return true;
}

bool CodeSetLine::known_kind() {
  for (const Kind& known : kinds()) {
    if (known.name != kind()) continue;
    columns_ = &known.columns;
    return true;
  }
  std::vector<std::string> names;
  for (const Kind& known : kinds()) names.emplace_back(known.name);
  Diagnostic& mistake = error(kind(), "unknown kind of line \"" + std::string(kind()) + '"');
  mistake.notes.push_back("allowed: " + join(names));
  const std::string meant = nearest(kind(), names);
  if (!meant.empty()) mistake.notes.push_back("did you mean \"" + meant + "\"?");
  return false;
}

bool CodeSetLine::check() {
  if (!known_kind()) return false;
  const size_t wanted = columns_->size(), given = cells_.size() - 1;
  if (given != wanted) {
    error(given > wanted ? cells_[wanted + 1] : cells_.back(),
          "a line of kind \"" + std::string(kind()) + "\" has " + std::to_string(wanted) +
              " columns after the first, this one " + std::to_string(given))
        .notes.push_back("columns: " + join({columns_->begin(), columns_->end()}));
    return false;
  }
  for (size_t i = 0; i < wanted; ++i) {
    if (!cells_[i + 1].empty()) continue;
    error(cells_[i + 1], "the column \"" + std::string((*columns_)[i]) + "\" is empty");
    return false;
  }
  return true;
}

Place CodeSetLine::place(std::string_view part) const {
  const auto offset = static_cast<size_t>(part.data() - line_.data());
  return {source_, number_, characters(line_.substr(0, offset)) + 1, std::max(characters(part), 1)};
}

Diagnostic& CodeSetLine::error(std::string_view part, std::string message) {
  return diagnostics_.error(place(part), std::move(message));
}

}  // namespace evident
