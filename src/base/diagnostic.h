// What is wrong in a file that a person writes: a lexicon, the rules, a case, a code set.
//
// A reader never stops at the first mistake: it adds a Diagnostic for each and goes on,
// so that an author sees all of them in one run. Printed form:
//
//     lexicons/pain.yaml:7:5: error: unknown key "phrase"
//         phrase: |
//         ^~~~~~
//     allowed: kind, phrases, region
//     did you mean "phrases"?
//
// Not thread-safe; one Diagnostics for one load.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace evident {

// A file as read, kept so that a message can show the line it speaks of.
struct Source {
  std::string name;  // as the user gave it; embedded knowledge uses its path in the repository
  std::string text;
  // The text of line `line` (1-based) without its line end; empty when there is none.
  std::string_view line(int line) const;
};

// 1-based; column counts code points. `length` is how many code points the caret line marks.
struct Place {
  std::shared_ptr<const Source> source;  // null: no file to point at
  int line = 0;
  int column = 0;
  int length = 1;
};

enum class Severity { error, warning };

struct Diagnostic {
  Severity severity = Severity::error;
  Place at;
  std::string message;             // one sentence, no full stop
  std::vector<std::string> notes;  // further lines: what is allowed, what was meant, where else
};

class Diagnostics {
 public:
  Diagnostic& error(Place at, std::string message);
  Diagnostic& warning(Place at, std::string message);
  void append(Diagnostics others);  // behind these
  bool ok() const { return errors_ == 0; }
  size_t errors() const { return errors_; }
  const std::vector<Diagnostic>& all() const { return all_; }
  // All of them in the printed form above, ordered by file, line and column.
  std::string render() const;

 private:
  std::vector<Diagnostic> all_;
  size_t errors_ = 0;
};

}  // namespace evident
