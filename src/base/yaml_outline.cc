#include "base/yaml_outline.h"

#include <algorithm>
#include <optional>

namespace evident::yaml {
namespace {

constexpr auto npos = std::string_view::npos;

// A line with its end, and what it holds without.
struct Line {
  size_t begin = 0;
  size_t next = 0;  // where the next line begins
  std::string_view text;
  size_t indentation = 0;  // of blanks; the text's size when there is nothing else
  bool blank() const { return indentation == text.size(); }
  bool ended() const { return begin + text.size() < next; }
};

Line line_at(std::string_view file, size_t begin) {
  Line line;
  line.begin = begin;
  const size_t end = file.find('\n', begin);
  line.next = end == npos ? file.size() : end + 1;
  line.text = file.substr(begin, line.next - begin);
  if (line.text.ends_with('\n')) line.text.remove_suffix(1);
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  line.indentation = std::min(line.text.find_first_not_of(' '), line.text.size());
  return line;
}

bool in_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

// The byte of the '|' in a line "  key: |", npos for any other line.
size_t block_mark(const Line& line) {
  if (!line.text.ends_with('|') || line.blank()) return npos;
  size_t at = line.indentation;
  while (at < line.text.size() && in_key(line.text[at])) ++at;
  // A '-' alone is a list item, not a key.
  if (at == line.indentation || line.text[line.indentation] == '-') return npos;
  if (line.text.substr(at, 2) != ": ") return npos;
  at = line.text.find_first_not_of(' ', at + 1);
  return at + 1 == line.text.size() ? line.begin + at : npos;
}

struct Content {
  std::string text;
  size_t end = 0;  // where the first line after the block begins
};

// The lines of the block after a key with `indentation`; nullopt when it is empty or has
// anything about it that is not plain.
std::optional<Content> content_at(std::string_view file, size_t begin, size_t indentation) {
  Content content;
  content.end = begin;
  std::string empty_lines;  // those at the end of a block are not part of it
  size_t own = 0;           // the block's indentation, by its first line that is not blank
  for (size_t at = begin; at < file.size();) {
    const Line line = line_at(file, at);
    at = line.next;
    if (!line.ended()) return std::nullopt;
    if (line.blank() && line.text.size() <= (own > 0 ? own : indentation + 1)) {
      empty_lines += '\n';
      continue;
    }
    if (line.blank() || line.text[line.indentation] == '\t') return std::nullopt;
    if (own == 0) own = line.indentation;
    if (own <= indentation) return std::nullopt;
    if (line.indentation < own) break;
    content.text += empty_lines;
    empty_lines.clear();
    content.text += line.text.substr(own);
    content.text += '\n';
    content.end = line.next;
  }
  if (own == 0) return std::nullopt;
  return content;
}

}  // namespace

size_t Outline::in_file(size_t at) const {
  const auto after = std::upper_bound(cuts.begin(), cuts.end(), at,
                                      [](size_t value, const Cut& cut) { return value < cut.at; });
  return after == cuts.begin() ? at : at + std::prev(after)->removed;
}

Outline outline_of(std::string_view file) {
  Outline outline;
  size_t copied = 0;
  for (size_t at = 0; at < file.size();) {
    const Line line = line_at(file, at);
    at = line.next;
    const size_t mark = block_mark(line);
    if (mark == npos) continue;
    auto content = content_at(file, at, line.indentation);
    if (!content) continue;
    outline.text += file.substr(copied, at - copied);
    copied = at = content->end;
    outline.cuts.push_back({outline.text.size(), copied - outline.text.size()});
    outline.blocks.push_back({mark, std::move(content->text)});
  }
  outline.text += file.substr(copied);
  return outline;
}

}  // namespace evident::yaml
