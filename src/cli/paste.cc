#include "cli/paste.h"

#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>

#include "base/utf8.h"

namespace evident {
namespace {

constexpr int kStopping[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

termios usual_mode;  // what a signal handler restores; set before one is installed

void restore_and_die(int signal) {
  tcsetattr(STDIN_FILENO, TCSANOW, &usual_mode);
  struct sigaction usual = {};
  usual.sa_handler = SIG_DFL;
  sigaction(signal, &usual, nullptr);
  raise(signal);
}

// The terminal without line editing and echo, while it lives.
class CharacterMode {
 public:
  CharacterMode() {
    on_ = tcgetattr(STDIN_FILENO, &usual_mode) == 0;
    if (!on_) return;
    struct sigaction restore = {};
    restore.sa_handler = restore_and_die;
    for (size_t i = 0; i < std::size(kStopping); ++i)
      sigaction(kStopping[i], &restore, &before_[i]);
    termios mode = usual_mode;
    mode.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    mode.c_cc[VMIN] = 1;
    mode.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &mode);
  }
  ~CharacterMode() {
    if (!on_) return;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &usual_mode);
    for (size_t i = 0; i < std::size(kStopping); ++i) sigaction(kStopping[i], &before_[i], nullptr);
  }
  CharacterMode(const CharacterMode&) = delete;
  CharacterMode& operator=(const CharacterMode&) = delete;

 private:
  bool on_ = false;
  struct sigaction before_[std::size(kStopping)];
};

class Paste {
 public:
  // False when the byte ends the note.
  bool take(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    if (code == usual_mode.c_cc[VEOF]) return false;
    if (code == usual_mode.c_cc[VERASE] || byte == '\b')
      erase();
    else
      add(byte);
    return true;
  }
  void show() {
    for (std::string_view rest = echo_; !rest.empty();) {
      const ssize_t done = write(STDERR_FILENO, rest.data(), rest.size());
      if (done <= 0) break;
      rest.remove_prefix(static_cast<size_t>(done));
    }
    echo_.clear();
  }
  std::string text() && { return std::move(text_); }

 private:
  void add(char byte) {
    text_ += byte;
    const auto code = static_cast<unsigned char>(byte);
    if (code >= 0x20 ? code != 0x7F : byte == '\n' || byte == '\t')
      echo_ += byte;
    else
      echo_ += {'^', static_cast<char>(code ^ 0x40)};
  }
  // The last character of this line; lines that are done stay as they are.
  void erase() {
    if (text_.empty() || text_.back() == '\n') return;
    while (text_.size() > 1 && continues_character(text_.back())) text_.pop_back();
    text_.pop_back();
    echo_ += "\b \b";
  }

  std::string text_, echo_;
};

}  // namespace

std::string read_paste() {
  const CharacterMode mode;
  Paste paste;
  char bytes[4096];
  while (true) {
    const ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    bool more = true;
    for (ssize_t i = 0; i < got && more; ++i) more = paste.take(bytes[i]);
    paste.show();
    if (!more) break;
  }
  return std::move(paste).text();
}

}  // namespace evident
