#include "cli/page_folder.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "cli/note_paths.h"

namespace evident {
namespace {

constexpr size_t kLongestName = 200;  // bytes; file systems allow 255 with all that is added

std::string reason(int error) { return std::generic_category().message(error); }

bool is_plain(UChar32 c) {
  if (c < 0 || U_IS_UNICODE_NONCHAR(c)) return false;
  if (c < 0x80)
    return c >= 0x20 && c < 0x7F &&
           std::string_view("\\/:*?\"<>|").find(static_cast<char>(c)) == std::string_view::npos;
  const int8_t type = u_charType(c);
  return type != U_CONTROL_CHAR && type != U_FORMAT_CHAR && type != U_LINE_SEPARATOR &&
         type != U_PARAGRAPH_SEPARATOR && type != U_UNASSIGNED;
}

// Signals that would leave a file behind wait while it lives.
class HoldSignals {
 public:
  HoldSignals() {
    sigset_t held;
    sigemptyset(&held);
    for (int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) sigaddset(&held, signal);
    pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  ~HoldSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  HoldSignals(const HoldSignals&) = delete;
  HoldSignals& operator=(const HoldSignals&) = delete;

 private:
  sigset_t before_;
};

// 0 or an errno.
int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(file, bytes.data(), bytes.size());
    if (done >= 0)
      bytes.remove_prefix(static_cast<size_t>(done));
    else if (errno != EINTR)
      return errno;
  }
  return 0;
}

// A file of a name that nobody uses, beside where it will stand; -1 and errno when there is none.
int open_beside(const std::string& folder, std::string& path) {
  for (int n = 0; n < 100; ++n) {
    path = folder + "/.evident-" + std::to_string(getpid()) + "-" + std::to_string(n) + ".tmp";
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (file >= 0 || errno != EEXIST) return file;
  }
  return -1;
}

// Writes `bytes` to a new file and gives it the name `path`. 0 or an errno; then nothing is left.
int replace_file(const std::string& folder, const std::string& path, std::string_view bytes) {
  const HoldSignals hold;
  std::string beside;
  const int file = open_beside(folder, beside);
  if (file < 0) return errno;
  int error = write_all(file, bytes);
  if (error == 0 && fsync(file) != 0 && errno != EINVAL) error = errno;
  if (close(file) != 0 && error == 0) error = errno;
  if (error == 0 && rename(beside.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) unlink(beside.c_str());
  return error;
}

}  // namespace

std::string page_name(std::string_view note_id, bool is_path) {
  if (is_path && note_id == "-") return "standard-input";
  if (is_path) note_id.remove_prefix(note_id.rfind('/') + 1);  // npos + 1 is 0
  const std::string_view base = without_note_ending(note_id);
  const auto size = static_cast<int32_t>(base.size());
  std::string name;
  for (int32_t i = 0; i < size && name.size() < kLongestName;) {
    const int32_t begin = i;
    UChar32 c;
    U8_NEXT(reinterpret_cast<const uint8_t*>(base.data()), i, size, c);
    if (is_plain(c))
      name += base.substr(begin, i - begin);
    else
      name += '_';
  }
  if (name.empty()) return "note";
  if (name.front() == '.') name.front() = '_';
  return name;
}

PageFolder::PageFolder(std::string folder, const std::vector<std::string>& inputs)
    : folder_(std::move(folder)) {
  while (folder_.size() > 1 && folder_.ends_with('/')) folder_.pop_back();
  struct stat status;
  for (const std::string& path : inputs)
    if (stat(path.c_str(), &status) == 0) inputs_.emplace(status.st_dev, status.st_ino);
}

std::string PageFolder::open() {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error && !std::filesystem::is_directory(folder_)) return folder_ + ": " + error.message();
  if (!std::filesystem::is_directory(folder_, error)) return folder_ + ": not a folder";
  if (access(folder_.c_str(), W_OK | X_OK) != 0) return folder_ + ": " + reason(errno);
  return "";
}

std::string PageFolder::free_path(const std::string& name) {
  for (int& n = last_[name];;) {
    ++n;
    const std::string file = name + (n > 1 ? "-" + std::to_string(n) : "") + ".html";
    const std::string path = folder_ + (folder_ == "/" ? "" : "/") + file;
    struct stat status;
    const bool input =
        stat(path.c_str(), &status) == 0 && inputs_.contains({status.st_dev, status.st_ino});
    if (!input && taken_.insert(file).second) return path;
  }
}

std::variant<std::string, FileError> PageFolder::write(const std::string& name,
                                                       std::string_view page) {
  const std::string path = free_path(name);
  const int error = replace_file(folder_, path, page);
  if (error != 0) return FileError{"cannot write " + path + ": " + reason(error)};
  return path;
}

}  // namespace evident
