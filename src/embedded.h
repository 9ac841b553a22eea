// The files that were built into the program: lexicons, rules, code set, stylesheet.
#pragma once

#include <span>
#include <string_view>

namespace evident {

struct EmbeddedFile {
  std::string_view path;     // in the repository: "lexicons/pain.yaml"
  std::string_view content;  // lives as long as the program
};

// The lexicons by path, then rules.yaml, the code set and src/report/report.css. May be called from
// several threads.
std::span<const EmbeddedFile> embedded_files();
// The content of one of them; empty when there is none of this path.
std::string_view embedded_file(std::string_view path);

}  // namespace evident
