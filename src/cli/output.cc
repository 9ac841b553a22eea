#include "cli/output.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "cli/commands.h"
#include "report/display.h"

namespace evident {
namespace {

constexpr size_t kFull = size_t{1} << 16;

}  // namespace

int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t done = ::write(descriptor, text.data(), text.size());
    if (done >= 0) {
      text.remove_prefix(static_cast<size_t>(done));
    } else if (errno == EAGAIN) {
      pollfd ready = {descriptor, POLLOUT, 0};
      poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

bool Output::write(std::string_view text) {
  if (error_ != 0) return false;
  if (text.size() >= kFull) {  // a report may be larger than its note: no copy of it
    if (flush()) error_ = write_all(descriptor_, text);
    return error_ == 0;
  }
  buffer_ += text;
  return buffer_.size() < kFull || flush();
}

bool Output::flush() {
  if (error_ == 0) error_ = write_all(descriptor_, buffer_);
  buffer_.clear();
  return error_ == 0;
}

int Output::finish(int code) {
  if (flush() || error_ == EPIPE) return code;
  complain("cannot write the output: " + std::generic_category().message(error_));
  return kExitShort;
}

void complain(std::string_view message) {
  write_all(STDERR_FILENO, "evident: " + visible(message) + "\n");
}

}  // namespace evident
