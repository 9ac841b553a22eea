// Finds the notes under the paths a user gives.
#pragma once

#include <sys/types.h>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace evident {

enum class NoteFormat { text, json_lines };

struct NotePath {
  std::string path;  // as given, or found: the folder as given, '/' and the name
  NoteFormat format = NoteFormat::text;
  bool gzip = false;
  bool standard_input = false;  // path is "-"
  std::string problem;          // not empty: it cannot be read, and why ("no such file")
  bool empty_folder = false;    // with a problem: nothing went wrong, but no note is there
};

// By its name: *.jsonl and *.ndjson are JSON Lines, *.gz is compressed, anything else is one note.
NotePath note_path(std::string path);

// A file's name without what says that it is a note: "visit" for "visit.txt.gz".
std::string_view without_note_ending(std::string_view name);

// Walks paths in the order given. A folder gives its *.txt and *.text (also with .gz), sorted by
// name in bytes, sub-folders in their place; hidden names are skipped. A folder is entered once,
// whatever symbolic links lead to it, so that a circle ends.
class NotePaths {
 public:
  explicit NotePaths(std::vector<std::string> paths);

  std::optional<NotePath> next();

 private:
  enum class Kind { given, found, end_of_folder };
  struct Step {
    std::string path;
    Kind kind;
  };
  std::optional<NotePath> take(Step step);
  std::optional<NotePath> enter(const Step& folder);  // a problem, or nullopt

  std::vector<Step> todo_;  // last one first
  std::set<std::pair<dev_t, ino_t>> entered_;
  size_t in_folder_ = 0;  // notes since the last folder that was given
};

}  // namespace evident
