#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <new>
#include <system_error>

namespace evident {
namespace {

constexpr size_t kChunk = size_t{1} << 16;

std::string reason(int error) {
  switch (error) {
    case ENOENT:
      return "no such file";
    case ENOTDIR:
      return "no such file (a part of its path is not a folder)";
    case EACCES:
      return "no permission to read it";
    case EISDIR:
      return "is a folder, not a file";
    case ELOOP:
      return "its symbolic links go in a circle";
    case ENAMETOOLONG:
      return "its name is too long";
    case ENOMEM:
      return "not enough memory for it";
    case EFBIG:
      return "larger than 2 GiB";
    default:
      return std::generic_category().message(error);
  }
}

// Appends what is left to `bytes`; 0 or an errno. `expected` saves growing step by step.
int read_all(int descriptor, size_t expected, std::string& bytes) {
  size_t used = 0;
  for (size_t room = expected + 1;; room = std::min(std::max(2 * used, kChunk), kLargestFile + 1)) {
    bytes.resize(room);  // one byte more than expected, so that the end is seen at once
    while (used < bytes.size()) {
      const ssize_t got = read(descriptor, bytes.data() + used, bytes.size() - used);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return errno;
      used += static_cast<size_t>(got);
      if (used > kLargestFile) return EFBIG;
      if (got == 0) {
        bytes.resize(used);
        return 0;
      }
    }
  }
}

int read_into(int descriptor, std::string& bytes) try {
  struct stat status;
  if (fstat(descriptor, &status) != 0) return errno;
  if (S_ISDIR(status.st_mode)) return EISDIR;
  size_t expected = 0;
  if (S_ISREG(status.st_mode)) expected = static_cast<size_t>(status.st_size);
  if (expected > kLargestFile) return EFBIG;
  return read_all(descriptor, expected, bytes);
} catch (const std::bad_alloc&) {
  return ENOMEM;
}

}  // namespace

std::variant<std::string, FileError> read_descriptor(int descriptor, const std::string& name) {
  std::string bytes;
  if (int error = read_into(descriptor, bytes)) return FileError{name + ": " + reason(error)};
  return bytes;
}

std::variant<std::string, FileError> read_file(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) return FileError{path + ": " + reason(errno)};
  auto result = read_descriptor(descriptor, path);
  close(descriptor);
  return result;
}

}  // namespace evident
