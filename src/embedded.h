// The knowledge files that were built into the program: lexicons, rules, code set.
#pragma once

#include <span>
#include <string_view>

namespace evident {

struct EmbeddedFile {
  std::string_view path;     // in the repository: "lexicons/pain.yaml"
  std::string_view content;  // lives as long as the program
};

// The lexicons by path, then rules.yaml and the code set. May be called from several threads.
std::span<const EmbeddedFile> embedded_files();

}  // namespace evident
