#include "coding/code_note.h"

#include <algorithm>

#include "base/trimmed.h"
#include "coding/code_text.h"

namespace evident {
namespace {

bool of_pattern(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

// "M51.1.-" and "S12.0--S12.6.-" have a dash or a dot too many.
std::string without_doubles(std::string_view item) {
  std::string out(item);
  if (out.ends_with(".-") && out.size() > 5) out.erase(out.size() - 2, 1);
  for (size_t twice; (twice = out.find("--")) != out.npos;) out.erase(twice, 1);
  return out;
}

// One item between commas: the pattern that it begins with, or "".
std::string pattern_of(std::string_view item) {
  item = trimmed(item, " ");
  const auto end = std::find_if_not(item.begin(), item.end(), of_pattern);
  std::string pattern = without_doubles(item.substr(0, static_cast<size_t>(end - item.begin())));
  if (is_code_pattern(pattern)) return pattern;
  // "T36.0-T50.9-": the dash behind the last one says nothing more.
  if (pattern.ends_with('-') && is_code_pattern(pattern.substr(0, pattern.size() - 1)))
    return pattern.substr(0, pattern.size() - 1);
  return {};
}

}  // namespace

std::string_view name_of(NoteKind kind) {
  switch (kind) {
    case NoteKind::term:
      return "term";
    case NoteKind::seventh:
      return "seventh";
    case NoteKind::excludes1:
      return "excludes1";
    case NoteKind::excludes2:
      return "excludes2";
    case NoteKind::code_first:
      return "code_first";
    case NoteKind::use_additional:
      return "use_additional";
    case NoteKind::code_also:
      return "code_also";
    case NoteKind::replaced_by:
      break;
  }
  return "replaced_by";
}

bool holds_below(NoteKind kind) { return kind != NoteKind::term && kind != NoteKind::replaced_by; }

std::vector<std::string> codes_named(std::string_view note) {
  std::vector<std::string> patterns;
  for (size_t open = 0; (open = note.find('(', open)) != note.npos;) {
    const size_t close = note.find(')', ++open);
    if (close == note.npos) break;
    std::string_view group = note.substr(open, close - open);
    while (!group.empty()) {
      const size_t end = std::min(group.find(','), group.size());
      std::string pattern = pattern_of(group.substr(0, end));
      if (!pattern.empty()) patterns.push_back(std::move(pattern));
      group.remove_prefix(std::min(end + 1, group.size()));
    }
  }
  return patterns;
}

}  // namespace evident
