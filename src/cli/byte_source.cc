#include "cli/byte_source.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/file.h"

namespace evident {
namespace {

constexpr size_t kChunk = size_t{1} << 16;

std::string reason(int error) {
  if (error == ENOENT || error == ENOTDIR) return "no such file";
  if (error == EACCES) return "no permission to read it";
  if (error == EISDIR) return "is a folder, not a file";
  return std::generic_category().message(error);
}

}  // namespace

std::unique_ptr<ByteSource> ByteSource::open(const std::string& path, bool gzip,
                                             std::string& error) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) {
    error = reason(errno);
    return nullptr;
  }
  std::unique_ptr<ByteSource> source(new ByteSource);
  source->descriptor_ = descriptor;
  struct stat status;
  if (fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
    error = reason(EISDIR);
    return nullptr;
  }
  if (!gzip) return source;
  source->gzip_ = gzdopen(descriptor, "rb");
  if (source->gzip_ == nullptr) {
    error = "not enough memory for it";
    return nullptr;
  }
  gzbuffer(source->gzip_, kChunk);
  return source;
}

std::unique_ptr<ByteSource> ByteSource::standard_input(std::function<void()> before_wait) {
  std::unique_ptr<ByteSource> source(new ByteSource);
  source->descriptor_ = STDIN_FILENO;
  source->before_wait_ = std::move(before_wait);
  return source;
}

ByteSource::~ByteSource() {
  if (gzip_ != nullptr)
    gzclose(gzip_);  // closes the descriptor too
  else if (descriptor_ > STDIN_FILENO)
    close(descriptor_);
}

size_t ByteSource::read(char* bytes, size_t room) {
  if (!error_.empty()) return 0;
  return gzip_ != nullptr ? read_gzip(bytes, room) : read_plain(bytes, room);
}

size_t ByteSource::read_plain(char* bytes, size_t room) {
  while (true) {
    if (before_wait_) {
      pollfd ready = {descriptor_, POLLIN, 0};
      if (poll(&ready, 1, 0) == 0) before_wait_();
    }
    const ssize_t got = ::read(descriptor_, bytes, room);
    if (got >= 0) return static_cast<size_t>(got);
    if (errno == EAGAIN) {
      pollfd ready = {descriptor_, POLLIN, 0};
      poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      error_ = reason(errno);
      return 0;
    }
  }
}

// zlib hands a file that is no gzip file through as it is: a broken download must not be read as
// a note.
size_t ByteSource::read_gzip(char* bytes, size_t room) {
  const int got = gzread(gzip_, bytes, static_cast<unsigned>(std::min(room, size_t{1} << 30)));
  int code = Z_OK;
  const char* message = gzerror(gzip_, &code);
  if (gzdirect(gzip_) != 0) {
    error_ = "not a gzip file";
  } else if (got > 0) {
    return static_cast<size_t>(got);  // of a file that is cut off: what stands before the cut
  } else if (code == Z_BUF_ERROR) {
    error_ = "the gzip file is cut off";
  } else if (code == Z_ERRNO) {
    error_ = reason(errno);
  } else if (got < 0) {
    error_ =
        std::string("the gzip file is damaged") +
        (message != nullptr && std::strstr(message, "crc") != nullptr ? " (wrong checksum)" : "");
  }
  return 0;
}

std::optional<std::string> read_to_end(ByteSource& source, size_t limit) {
  std::string bytes;
  size_t used = 0;
  while (true) {
    bytes.resize(std::max(2 * used, kChunk));
    const size_t got = source.read(bytes.data() + used, bytes.size() - used);
    used += got;
    if (used > limit || !source.error().empty()) return std::nullopt;
    if (got > 0) continue;
    bytes.resize(used);
    return bytes;
  }
}

std::optional<LineReader::Line> LineReader::next() {
  Line line;
  size_t searched = 0;  // bytes from begin_ that hold no line end
  while (true) {
    char* const begin = buffer_.data() + begin_;
    auto* end = static_cast<char*>(std::memchr(begin + searched, '\n', end_ - begin_ - searched));
    if (end == nullptr) {
      searched = end_ - begin_;
      if (searched > kLargestFile) {
        line.too_long = true;
        begin_ = end_ = searched = 0;
      }
      if (fill()) continue;
      if (!error().empty() || (begin_ == end_ && !line.too_long)) return std::nullopt;
      end = buffer_.data() + end_;
    }
    line.begin = buffer_.data() + begin_;
    line.size = static_cast<size_t>(end - line.begin);
    begin_ = std::min(begin_ + line.size + 1, end_);
    *end = '\0';
    if (line.size > 0 && line.begin[line.size - 1] == '\r') line.begin[--line.size] = '\0';
    line.number = ++number_;
    return line;
  }
}

bool LineReader::fill() {
  if (done_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < end_ + kChunk) buffer_.resize(std::max(2 * end_, end_ + kChunk));
  const size_t got = source_->read(buffer_.data() + end_, buffer_.size() - end_);
  end_ += got;
  done_ = got == 0;
  return got > 0;
}

}  // namespace evident
