// The words that a phrase stands for.
#include "lexicon/phrase.h"

namespace evident {
namespace {

using Wordings = std::vector<std::string>;

// Every beginning with every end, at most `most`.
Wordings joined(const Wordings& begins, const Wordings& ends, size_t most) {
  Wordings all;
  for (const std::string& begin : begins)
    for (const std::string& end : ends)
      if (all.size() < most) all.push_back(begin + end);
  return all;
}

Wordings repeated_wordings(const PhraseNode& node, size_t most) {
  const Wordings once = wordings(node.parts[0], most);
  Wordings all, now = {""};
  for (int count = 0; count <= node.least + 1; ++count) {
    if (node.most >= 0 && count > node.most) break;
    if (count >= node.least) all.insert(all.end(), now.begin(), now.end());
    now = joined(now, once, most);
  }
  if (all.size() > most) all.resize(most);
  return all;
}

std::string first_char(const CharSet& set) {
  std::string out;
  for (int c = 127; c >= 0; --c)
    if (set[c]) out = std::string(1, static_cast<char>(c));
  return out;
}

}  // namespace

std::vector<std::string> wordings(const PhraseNode& node, size_t most) {
  Wordings all;
  switch (node.kind) {
    case PhraseNode::Kind::chars:
      return {first_char(node.chars)};
    case PhraseNode::Kind::blank:
      return {" "};
    case PhraseNode::Kind::gap:
      return {" ... "};
    case PhraseNode::Kind::sequence:
      all = {""};
      for (const PhraseNode& part : node.parts) all = joined(all, wordings(part, most), most);
      return all;
    case PhraseNode::Kind::choice:
      for (const PhraseNode& part : node.parts)
        for (std::string& one : wordings(part, most))
          if (all.size() < most) all.push_back(std::move(one));
      return all;
    case PhraseNode::Kind::repeat:
      return repeated_wordings(node, most);
  }
  return all;
}

}  // namespace evident
