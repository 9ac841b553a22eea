// A YAML file without the insides of its literal blocks, for speed: yaml-cpp reads 7 MB/s, and
// nearly all of a lexicon stands in such blocks, where nothing is to be parsed.
//
// Only blocks of the plainest form are taken out: a line "key: |" in a block map, then lines
// indented by blanks alone. Whether such a line really is one yaml-cpp decides: it has to
// report an empty text at the '|' of every block taken out, or the whole file is read anew.
// Internal to base/yaml.cc.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace evident::yaml {

struct LiteralBlock {
  size_t mark = 0;   // byte of its '|' in the file
  std::string text;  // what yaml-cpp would give for it
};

struct Outline {
  std::string text;                  // the file without the blocks' lines
  std::vector<LiteralBlock> blocks;  // in order of the file

  // The byte of the file that stands at byte `at` of `text`.
  size_t in_file(size_t at) const;

  struct Cut {
    size_t at = 0;       // in `text`: what follows was moved ...
    size_t removed = 0;  // ... by this many bytes in all
  };
  std::vector<Cut> cuts;
};

// `file` has no byte order mark.
Outline outline_of(std::string_view file);

}  // namespace evident::yaml
