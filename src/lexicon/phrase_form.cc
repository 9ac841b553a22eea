// What a phrase becomes: what can stand first and last in it, and its RE2 text.
#include <algorithm>

#include "lexicon/phrase.h"
#include "text/ascii.h"

namespace evident {
namespace {

constexpr std::string_view kBlank = R"((?:[ \t]*\n[ \t]*|[ \t]+|-(?:\n[ \t]*)?))";
constexpr std::string_view kGap = R"((?:[^a-z0-9_.;:]{1,4}(?:[a-z0-9_]+[^a-z0-9_.;:]{1,4}){0,5}))";

// What can stand at one end of a phrase.
struct Edge {
  bool word = false;
  bool sign = false;  // a character that is neither of a word nor blank
  bool blank = false;
  bool empty = false;  // the phrase can match nothing

  Edge& operator|=(const Edge& other) {
    word |= other.word;
    sign |= other.sign;
    blank |= other.blank;
    return *this;
  }
};

template <typename Belongs>
CharSet chars_that(Belongs belongs) {
  CharSet set;
  for (int c = 0; c < 128; ++c) set[c] = belongs(static_cast<char>(c));
  return set;
}

Edge edge_of_chars(const CharSet& set) {
  static const CharSet words = chars_that(is_word), blanks = chars_that(is_space);
  Edge edge;
  edge.word = (set & words).any();
  edge.blank = (set & blanks).any();
  edge.sign = (set & ~words & ~blanks).any();
  return edge;
}

Edge edge(const PhraseNode& node, bool front);

Edge edge_of_sequence(const PhraseNode& node, bool front) {
  Edge all;
  all.empty = true;
  for (size_t i = 0; i < node.parts.size() && all.empty; ++i) {
    const Edge part = edge(node.parts[front ? i : node.parts.size() - 1 - i], front);
    all |= part;
    all.empty = part.empty;
  }
  return all;
}

Edge edge(const PhraseNode& node, bool front) {
  Edge all;
  switch (node.kind) {
    case PhraseNode::Kind::chars:
      return edge_of_chars(node.chars);
    case PhraseNode::Kind::blank:
    case PhraseNode::Kind::gap:
      all.blank = true;
      return all;
    case PhraseNode::Kind::sequence:
      return edge_of_sequence(node, front);
    case PhraseNode::Kind::choice:
      for (const PhraseNode& part : node.parts) {
        const Edge one_edge = edge(part, front);
        all |= one_edge;
        all.empty |= one_edge.empty;
      }
      return all;
    case PhraseNode::Kind::repeat:
      all = edge(node.parts[0], front);
      all.empty |= node.least == 0;
      return all;
  }
  return all;
}

void append_char(std::string& out, int c) {
  static constexpr std::string_view kSpecial = R"(\.+*?()|[]{}^$-)";
  if (c == '\n') {
    out += "\\n";
    return;
  }
  if (kSpecial.find(static_cast<char>(c)) != std::string_view::npos) out += '\\';
  out += static_cast<char>(c);
}

void append_class(std::string& out, const CharSet& set) {
  if (set.count() == 1) {
    for (int c = 0; c < 128; ++c)
      if (set[c]) append_char(out, c);
    return;
  }
  out += '[';
  for (int c = 1; c < 128; ++c) {
    if (!set[c]) continue;
    int last = c;
    while (last + 1 < 128 && set[last + 1]) ++last;
    append_char(out, c);
    if (last > c + 1) out += '-';
    if (last > c) append_char(out, last);
    c = last;
  }
  out += ']';
}

void append(std::string& out, const PhraseNode& node);

void append_repeat(std::string& out, const PhraseNode& node) {
  out += "(?:";
  append(out, node.parts[0]);
  out += ')';
  if (node.least == 0 && node.most == 1) {
    out += '?';
  } else if (node.most < 0 && node.least <= 1) {
    out += node.least == 0 ? '*' : '+';
  } else {
    out += '{' + std::to_string(node.least) + ',';
    if (node.most >= 0) out += std::to_string(node.most);
    out += '}';
  }
}

void append(std::string& out, const PhraseNode& node) {
  switch (node.kind) {
    case PhraseNode::Kind::chars:
      append_class(out, node.chars);
      return;
    case PhraseNode::Kind::blank:
      out += kBlank;
      return;
    case PhraseNode::Kind::gap:
      out += kGap;
      return;
    case PhraseNode::Kind::sequence:
      for (const PhraseNode& part : node.parts) append(out, part);
      return;
    case PhraseNode::Kind::choice:
      out += "(?:";
      for (size_t i = 0; i < node.parts.size(); ++i) {
        if (i > 0) out += '|';
        append(out, node.parts[i]);
      }
      out += ')';
      return;
    case PhraseNode::Kind::repeat:
      append_repeat(out, node);
      return;
  }
}

}  // namespace

bool starts_with_word(const PhraseNode& root) { return edge(root, true).word; }
bool ends_with_word(const PhraseNode& root) { return edge(root, false).word; }

std::string to_re2(const PhraseNode& root) {
  std::string out;
  if (starts_with_word(root)) out += "\\b";
  out += "(?:";
  append(out, root);
  out += ')';
  if (ends_with_word(root)) out += "\\b";
  return out;
}

std::string flaw(const PhraseNode& root) {
  const Edge front = edge(root, true);
  const Edge back = edge(root, false);
  if (front.empty) return "can match nothing";
  if (front.blank) return "can start with a blank";
  if (back.blank) return "can end with a blank";
  if (front.word && front.sign) return "can start with a word or with a sign: write two lines";
  if (back.word && back.sign) return "can end with a word or with a sign: write two lines";
  return "";
}

}  // namespace evident
