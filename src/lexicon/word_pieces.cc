#include "lexicon/word_pieces.h"

#include <algorithm>
#include <vector>

#include "text/ascii.h"

namespace evident {
namespace {

constexpr size_t kMost = 64;  // ways to write one word

using Strings = std::vector<std::string>;

// What a part of a phrase gives to the words it stands in: `whole` when it is inside one word,
// `head` and `tail` where a word begins or ends in it, `words` complete ones.
struct Pieces {
  Strings whole, head, tail;
};

void add(const std::string& one, Strings& all) {
  if (all.size() < kMost && std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
}

void add(const Strings& some, Strings& all) {
  for (const std::string& one : some) add(one, all);
}

void join(const Strings& begins, const Strings& ends, Strings& all) {
  for (const std::string& begin : begins)
    for (const std::string& end : ends) add(begin + end, all);
}

class Collector {
 public:
  Collector(size_t least, std::set<std::string>& words) : least_(least), words_(words) {}

  Pieces collect(const PhraseNode& node) {
    switch (node.kind) {
      case PhraseNode::Kind::chars:
        return of_chars(node.chars);
      case PhraseNode::Kind::blank:
      case PhraseNode::Kind::gap:
        return {{}, {""}, {""}};
      case PhraseNode::Kind::sequence:
        return of_sequence(node);
      case PhraseNode::Kind::choice: {
        Pieces all;
        for (const PhraseNode& part : node.parts) unite(collect(part), all);
        return all;
      }
      case PhraseNode::Kind::repeat:
        return of_repeat(node);
    }
    return {};
  }

  void keep(const Strings& words) {
    for (const std::string& word : words)
      if (word.size() >= least_) words_.insert(word);
  }

 private:
  static Pieces of_chars(const CharSet& set) {
    Pieces pieces;
    if (set.count() > 8) return {{}, {""}, {""}};
    for (char c = 'a'; c <= 'z'; ++c)
      if (set[static_cast<size_t>(c)]) pieces.whole.emplace_back(1, c);
    // A class of many ("\w") names no word; what is no letter ends one.
    if (pieces.whole.size() > 4) pieces.whole.clear();
    if (pieces.whole.empty()) return {{}, {""}, {""}};
    return pieces;
  }

  Pieces of_sequence(const PhraseNode& node) {
    Pieces all = {{""}, {}, {}};
    for (size_t i = 0; i < node.parts.size();) {
      // Letters one after another are the most of a phrase.
      std::string run;
      for (; i < node.parts.size() && letter_of(node.parts[i]) != 0; ++i)
        run += letter_of(node.parts[i]);
      all = run.empty() ? followed_by(all, collect(node.parts[i++]))
                        : followed_by(all, {{std::move(run)}, {}, {}});
    }
    return all;
  }

  // The letter that a part is, or 0.
  static char letter_of(const PhraseNode& part) {
    if (part.kind != PhraseNode::Kind::chars || part.chars.count() != 1) return 0;
    const auto c = static_cast<char>(part.chars._Find_first());
    return is_lower(c) ? c : 0;
  }

  Pieces of_repeat(const PhraseNode& node) {
    const Pieces once = collect(node.parts[0]);
    Pieces all = once;
    if (node.most != 1) unite(followed_by(once, once), all);
    if (node.least == 0) add(std::string(), all.whole);
    return all;
  }

  Pieces followed_by(const Pieces& first, const Pieces& second) {
    Pieces all;
    join(first.whole, second.whole, all.whole);
    add(first.head, all.head);
    join(first.whole, second.head, all.head);
    add(second.tail, all.tail);
    join(first.tail, second.whole, all.tail);
    Strings inside;
    join(first.tail, second.head, inside);
    keep(inside);
    return all;
  }

  static void unite(const Pieces& some, Pieces& all) {
    add(some.whole, all.whole);
    add(some.head, all.head);
    add(some.tail, all.tail);
  }

  size_t least_;
  std::set<std::string>& words_;
};

}  // namespace

void add_words_of(const PhraseNode& root, size_t least, std::set<std::string>& words) {
  Collector collector(least, words);
  const Pieces all = collector.collect(root);
  collector.keep(all.whole);
  collector.keep(all.head);
  collector.keep(all.tail);
}

}  // namespace evident
