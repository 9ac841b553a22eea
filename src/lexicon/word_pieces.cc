#include "lexicon/word_pieces.h"

#include <algorithm>
#include <vector>

#include "lexicon/phrase.h"
#include "text/ascii.h"

namespace evident {
namespace {

constexpr size_t kMost = 64;  // ways to write one word

using Strings = std::vector<std::string>;

// What a part of a phrase gives to the words it stands in: `whole` when it is inside one word,
// `head` and `tail` where a word ends or begins in it. Complete ones are kept at once.
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

// Where the first part of a phrase ends: at a blank that is in no group or class and may not be
// missing.
size_t part_end(std::string_view written) {
  static constexpr std::string_view kRepeats = "?*+{";
  int depth = 0;
  for (size_t at = 0; at < written.size(); ++at) {
    const char c = written[at];
    if (c == '\\') {
      ++at;
    } else if (c == '(' || c == '[') {
      ++depth;
    } else if (c == ')' || c == ']') {
      --depth;
    } else if (c == ' ' && depth == 0) {
      const char next = at + 1 < written.size() ? written[at + 1] : ' ';
      if (kRepeats.find(next) == std::string_view::npos) return at;
    }
  }
  return written.size();
}

}  // namespace

std::set<std::string> PhraseWords::of(std::string_view written) {
  std::set<std::string> words;
  while (!written.empty()) {
    const size_t end = part_end(written);
    const std::set<std::string>& some = of_part(written.substr(0, end));
    words.insert(some.begin(), some.end());
    written.remove_prefix(std::min(end + 1, written.size()));
  }
  return words;
}

const std::set<std::string>& PhraseWords::of_part(std::string_view written) {
  const auto known = known_.find(written);
  if (known != known_.end()) return known->second;
  std::set<std::string>& words = known_[std::string(written)];
  if (std::all_of(written.begin(), written.end(), is_lower)) {
    if (written.size() >= least_) words.emplace(written);
    return words;
  }
  static const std::string kSign = "~";
  const ParsedPhrase parsed =
      parse_phrase(written, [](std::string_view) -> const std::string* { return &kSign; });
  if (!parsed.root) return words;
  Collector collector(least_, words);
  const Pieces all = collector.collect(*parsed.root);
  collector.keep(all.whole);
  collector.keep(all.head);
  collector.keep(all.tail);
  return words;
}

}  // namespace evident
