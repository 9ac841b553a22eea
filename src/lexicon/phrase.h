// A phrase as a lexicon author writes it, taken apart.
//
// RE2 syntax, read as design.md says: one blank is any run of white space, one line break or a
// hyphen; <name> is a list; "..." is a gap of up to five words of one sentence; letters match
// without regard to case. Only what has a clear meaning on words is taken: literals, escapes, \d
// \w \s, classes, groups, | ? * + {n,m}. A bare dot, anchors, look-around and named groups are
// refused with the place of the mistake.
//
// The tree exists so that mistakes can be told (starts with a blank, matches nothing) and so
// that word bounds and, later, finite languages can be worked out without guessing.
#pragma once

#include <bitset>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace evident {

using CharSet = std::bitset<128>;

struct PhraseNode {
  enum class Kind { chars, blank, gap, sequence, choice, repeat };
  Kind kind = Kind::sequence;
  CharSet chars;                  // chars: one character out of these
  std::vector<PhraseNode> parts;  // sequence, choice; repeat has one
  int least = 1;                  // repeat
  int most = 1;                   // repeat; -1: no limit
};

struct PhraseError {
  size_t offset = 0;  // byte in the written phrase
  size_t size = 1;    // how many bytes to mark
  std::string message;
  std::string missing_list;  // the name, when the mistake is a list that does not exist
  std::string circle;        // a list that uses itself
  bool in_list = false;      // the mistake stands in a list that the phrase uses
};

// What a list name stands for, or nullptr.
using ListLookup = std::function<const std::string*(std::string_view)>;

struct ParsedPhrase {
  std::optional<PhraseNode> root;  // absent when there is an error
  PhraseError error;
};

// `list`: the name of the list whose alternatives these are; "" for a phrase.
ParsedPhrase parse_phrase(std::string_view written, const ListLookup& lists,
                          std::string_view list = "");

// The RE2 form that is matched on Text::norm(), word bounds included.
std::string to_re2(const PhraseNode& root);

// Why the phrase cannot be used ("can match nothing", "can start with a blank", "can start with
// a word or with a sign"), or "".
std::string flaw(const PhraseNode& root);

// Does the first or last character of what the phrase matches belong to a word? It is a whole word
// then. Of a phrase without a flaw.
bool starts_with_word(const PhraseNode& root);
bool ends_with_word(const PhraseNode& root);

// Words that the phrase stands for, at most `most` of them: every choice and option taken and
// left, one character of each class, loops run the least they may and once more.
std::vector<std::string> wordings(const PhraseNode& root, size_t most);

}  // namespace evident
