// The words that phrases are made of: "radiculopath(y|ies)" holds radiculopathy and
// radiculopathies.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace evident {

// Remembers the parts between blanks, which many phrases share. For one thread.
class PhraseWords {
 public:
  // Words of fewer letters than `least` are left out.
  explicit PhraseWords(size_t least) : least_(least) {}

  // The words of letters alone that a phrase without mistakes can hold, a list in it taken for a
  // sign. Of a phrase with too many ways to be written, words that are made of several parts may
  // be left out.
  std::set<std::string> of(std::string_view written);

 private:
  const std::set<std::string>& of_part(std::string_view written);

  size_t least_;
  std::map<std::string, std::set<std::string>, std::less<>> known_;
};

}  // namespace evident
