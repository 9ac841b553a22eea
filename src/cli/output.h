// What a command prints to its standard output, with every write checked.
//
// A reader that went away (`| head`) is no error: writing stops quietly. Any other failure, a
// full disk, is reported by finish(). SIGPIPE must be ignored (main.cc does).
#pragma once

#include <string>
#include <string_view>

namespace evident {

// Writes all of `text` to a file or a pipe; 0 or an errno.
int write_all(int descriptor, std::string_view text);

class Output {
 public:
  explicit Output(int descriptor = 1) : descriptor_(descriptor) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() { flush(); }

  // False when nothing more can be written; a command stops then.
  bool write(std::string_view text);
  bool flush();
  // Flushes, says on stderr what went wrong, and gives the exit code: `code`, or kExitShort when
  // the output is incomplete.
  int finish(int code);

 private:
  int descriptor_;
  int error_ = 0;  // errno of the first failed write
  std::string buffer_;
};

// A message for people on stderr: "evident: " and the text, with nothing in it that a terminal
// would obey. Written at once, so that lines of several threads do not mix.
void complain(std::string_view message);

}  // namespace evident
