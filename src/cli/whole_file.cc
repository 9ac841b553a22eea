#include "cli/whole_file.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "cli/output.h"

namespace evident {
namespace {

// Signals that would leave a file behind wait while it lives.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t held;
    sigemptyset(&held);
    for (int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) sigaddset(&held, signal);
    pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

 private:
  sigset_t before_;
};

}  // namespace

std::string write_whole_file(const std::string& path, std::string_view bytes) {
  const SignalsHeld hold;
  const std::string beside = path + ".new-" + std::to_string(getpid());
  const int file = open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  int error = file < 0 ? errno : write_all(file, bytes);
  if (error == 0 && fsync(file) != 0 && errno != EINVAL) error = errno;
  if (file >= 0 && close(file) != 0 && error == 0) error = errno;
  if (error == 0 && rename(beside.c_str(), path.c_str()) != 0) error = errno;
  if (error == 0) return "";
  if (file >= 0) unlink(beside.c_str());
  return "cannot write " + path + ": " + std::generic_category().message(error);
}

}  // namespace evident
