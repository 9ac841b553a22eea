// The strict YAML reader: the only place that touches yaml-cpp.
//
// yaml-cpp 0.7 lets duplicate keys pass and loses positions on a missing key; here every
// node knows its place, a duplicate or unknown key is an error with what is allowed and what
// was probably meant, and no exception leaves. Anchors, aliases and tags are refused: the
// files are read by clinicians.
//
//     auto root = yaml::parse(source, diagnostics);
//     yaml::Map map(root, {"kind", "phrases"}, diagnostics);   // says what is wrong with the keys
//     if (auto* kind = map.require("kind")) use(kind->text);
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace evident::yaml {

enum class Kind { null, scalar, list, map };

struct Entry;

struct Node {
  Kind kind = Kind::null;
  Place at;
  std::string text;            // scalar: its value
  bool literal = false;        // scalar written as a literal block (|)
  std::vector<Node> items;     // list
  std::vector<Entry> entries;  // map, in file order; keys are scalars
  // For a scalar: the place of byte `offset` of `text`. In a literal block that is the line
  // and column in the file where it stands, so that a mistake in a phrase points at the phrase.
  Place place_at(size_t offset, int length = 1) const;

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_list() const { return kind == Kind::list; }
  bool is_map() const { return kind == Kind::map; }

  // For place_at(): the bytes at which the lines of the file begin, and those of a literal text.
  std::shared_ptr<const std::vector<uint32_t>> file_lines;
  std::vector<uint32_t> text_lines;
};

struct Entry {
  Node key;
  Node value;
};

// Parses one document. What stops the reading gives one diagnostic and a null node: a syntax
// error, a second document, bytes that are not UTF-8, control characters, more than kDeepest
// levels. Duplicate keys anywhere (with a note where the first stands), anchors, aliases and
// tags are reported here too; the node can be used all the same. A file without any content
// is a null node, which Map reports.
Node parse(std::shared_ptr<const Source> source, Diagnostics& diagnostics);

// The same of several sources, in their order, on as many threads as the machine has.
std::vector<Node> parse_all(const std::vector<std::shared_ptr<const Source>>& sources,
                            Diagnostics& diagnostics);

inline constexpr int kDeepest = 50;

// A map with a closed set of keys; `node` and the diagnostics must outlive it. Reports a node that
// is not a map and every key that is not in `allowed`. An empty `allowed` means: any key (use
// node.entries to walk them).
class Map {
 public:
  Map(const Node& node, std::vector<std::string> allowed, Diagnostics& diagnostics);
  const Node* get(std::string_view key) const;      // null when absent
  const Node* require(std::string_view key) const;  // the same, with a diagnostic when absent
  // Value of a scalar key, `otherwise` when absent; a diagnostic when it is not a scalar.
  std::string text(std::string_view key, std::string_view otherwise = "") const;
  // One of `allowed`; when it is not: a diagnostic with what is allowed, and `otherwise`.
  std::string choice(std::string_view key, const std::vector<std::string>& allowed,
                     std::string_view otherwise) const;
  bool flag(std::string_view key, bool otherwise) const;  // true or false
  // A scalar as a list of one, or a list of scalars; empty when absent.
  std::vector<Node> texts(std::string_view key) const;

 private:
  const Node& node_;
  Diagnostics& diagnostics_;
};

}  // namespace evident::yaml
