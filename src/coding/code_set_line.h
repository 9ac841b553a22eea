// One line after the other of the code set's file, cut into columns and checked against the kind
// of line that its first column names. For CodeSetReader only.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace evident {

class CodeSetLine {
 public:
  CodeSetLine(std::shared_ptr<const Source> source, Diagnostics& diagnostics);

  // Goes to the next line that is not a comment; false when there is none.
  bool next();
  // Is its kind known and does it have the columns of its kind? Reports what is wrong.
  bool check();

  std::string_view kind() const { return cells_[0]; }
  // Does the line, even a wrong one or one of unknown kind, part those below it from those above?
  bool opens_entry() const;
  // Views into the source; cell(0) is the kind.
  std::string_view cell(size_t index) const { return cells_[index]; }
  std::string_view whole() const { return line_; }
  int number() const { return number_; }  // 1-based

  // `part` is a view into this line.
  Place place(std::string_view part) const;
  Diagnostic& error(std::string_view part, std::string message);

 private:
  bool known_kind();

  std::shared_ptr<const Source> source_;
  Diagnostics& diagnostics_;
  std::string_view rest_;
  std::string_view line_;
  int number_ = 0;
  std::vector<std::string_view> cells_;
  const std::vector<std::string_view>* columns_ = nullptr;  // of this kind of line, after the first
};

}  // namespace evident
