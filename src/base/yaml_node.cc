// What readers do with parsed nodes: find places in them, take values out of maps.
#include <algorithm>

#include "base/suggest.h"
#include "base/utf8.h"
#include "base/yaml.h"

namespace evident::yaml {
namespace {

std::string quoted(std::string_view word) { return '"' + std::string(word) + '"'; }

std::string_view described(const Node& node) {
  switch (node.kind) {
    case Kind::null:
      return "nothing";
    case Kind::scalar:
      return "text";
    case Kind::list:
      return "a list";
    case Kind::map:
      return "a map";
  }
  return "";
}

// Line `line` (1-based) of the file, by the index of lines.
std::string_view file_line(const Node& node, size_t line) {
  const std::vector<uint32_t>& starts = *node.file_lines;
  if (line < 1 || line > starts.size()) return {};
  std::string_view text = node.at.source->text;
  const size_t end = line < starts.size() ? starts[line] - 1 : text.size();
  text = text.substr(starts[line - 1], end - starts[line - 1]);
  if (text.ends_with('\r')) text.remove_suffix(1);
  if (line == 1 && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

// The lines of a literal block follow its '|' one for one; each lost its indentation.
Place in_literal(const Node& node, size_t offset, int length) {
  const std::vector<uint32_t>& starts = node.text_lines;
  const size_t index = static_cast<size_t>(std::upper_bound(starts.begin(), starts.end(), offset) -
                                           starts.begin() - 1);
  const std::string_view kept = std::string_view(node.text).substr(
      starts[index], node.text.find('\n', starts[index]) - starts[index]);
  const size_t line = static_cast<size_t>(node.at.line) + 1 + index;
  const std::string_view written = file_line(node, line);
  const size_t indentation = written.ends_with(kept) ? written.size() - kept.size() : 0;
  const size_t column = code_points(written.substr(0, indentation + offset - starts[index]));
  return {node.at.source, static_cast<int>(line), static_cast<int>(column) + 1, length};
}

// Plain or quoted text may go on over lines: each line end, with the blanks around it, is one blank
// of the text. The line and column of byte `offset`; line 0 when the text is not in the file as it
// stands (escapes, empty lines in it).
Place in_lines(const Node& node, size_t offset, int length) {
  size_t line = static_cast<size_t>(node.at.line);
  std::string_view written = file_line(node, line);
  size_t byte = bytes_of(written, static_cast<size_t>(node.at.column) - 1);
  if (byte < written.size() && (written[byte] == '"' || written[byte] == '\'')) ++byte;
  for (size_t i = 0; i < offset; ++i) {
    const size_t next = written.find_first_not_of(" \t", byte);
    if (node.text[i] == ' ' && next == written.npos) {
      written = file_line(node, ++line);
      byte = written.find_first_not_of(" \t");
      if (byte == written.npos) return {};
    } else if (byte < written.size() && written[byte] == node.text[i]) {
      ++byte;
    } else {
      return {};
    }
  }
  const int column = static_cast<int>(code_points(written.substr(0, byte))) + 1;
  return {node.at.source, static_cast<int>(line), column, length};
}

}  // namespace

Place Node::place_at(size_t offset, int length) const {
  offset = std::min(offset, text.size());
  // The end of a text is that of its last line, not the line after it.
  if (offset > 0 && offset == text.size() && text.back() == '\n') --offset;
  if (literal && !text.empty()) return in_literal(*this, offset, length);
  if (kind != Kind::scalar || literal || !file_lines) return at;
  const Place place = in_lines(*this, offset, length);
  return place.line > 0 ? place : at;
}

Map::Map(const Node& node, std::vector<std::string> allowed, Diagnostics& diagnostics)
    : node_(node), diagnostics_(diagnostics) {
  if (!node.is_map()) {
    Diagnostic& error = diagnostics.error(
        node.at, "expected \"key: value\" lines, found " + std::string(described(node)));
    if (!allowed.empty()) error.notes.push_back("allowed: " + join(allowed));
    return;
  }
  if (allowed.empty()) return;
  for (const auto& [key, value] : node.entries) {
    if (!key.is_scalar() || std::ranges::count(allowed, key.text) > 0) continue;
    say_allowed(diagnostics.error(key.at, "unknown key " + quoted(key.text)), key.text, allowed);
  }
}

const Node* Map::get(std::string_view key) const {
  for (const auto& [name, value] : node_.entries)
    if (name.is_scalar() && name.text == key) return &value;
  return nullptr;
}

const Node* Map::require(std::string_view key) const {
  const Node* value = get(key);
  if (!value && node_.is_map()) diagnostics_.error(node_.at, "missing key " + quoted(key));
  return value;
}

std::string Map::text(std::string_view key, std::string_view otherwise) const {
  const Node* value = get(key);
  if (!value) return std::string(otherwise);
  if (value->is_scalar()) return value->text;
  diagnostics_.error(value->at,
                     quoted(key) + " must be text, found " + std::string(described(*value)));
  return std::string(otherwise);
}

std::string Map::choice(std::string_view key, const std::vector<std::string>& allowed,
                        std::string_view otherwise) const {
  const Node* value = get(key);
  if (!value) return std::string(otherwise);
  if (value->is_scalar() && std::ranges::count(allowed, value->text) > 0) return value->text;
  const std::string found =
      value->is_scalar() ? quoted(value->text) : std::string(described(*value));
  say_allowed(diagnostics_.error(value->at, quoted(key) + " cannot be " + found), value->text,
              allowed);
  return std::string(otherwise);
}

bool Map::flag(std::string_view key, bool otherwise) const {
  return choice(key, {"true", "false"}, otherwise ? "true" : "false") == "true";
}

std::vector<Node> Map::texts(std::string_view key) const {
  const Node* value = get(key);
  if (!value) return {};
  if (value->is_scalar()) return {*value};
  if (!value->is_list()) {
    diagnostics_.error(value->at, quoted(key) + " must be text or a list of texts, found " +
                                      std::string(described(*value)));
    return {};
  }
  std::vector<Node> texts;
  for (const Node& item : value->items) {
    if (item.is_scalar()) {
      texts.push_back(item);
    } else {
      diagnostics_.error(item.at, quoted(key) + " must be a list of texts, found " +
                                      std::string(described(item)) + " in it");
    }
  }
  return texts;
}

}  // namespace evident::yaml
