// Bytes of a file, a pipe or a gzip file, as a stream and by lines; memory stays bounded.
#pragma once

#include <zlib.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace evident {

class ByteSource {
 public:
  // Null when it cannot be opened; `error` says why then, without the path ("no such file").
  static std::unique_ptr<ByteSource> open(const std::string& path, bool gzip, std::string& error);
  // The standard input. `before_wait` is called whenever reading would have to wait for more,
  // so that a command can first hand out what it has.
  static std::unique_ptr<ByteSource> standard_input(std::function<void()> before_wait);

  ~ByteSource();
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  // Up to `room` bytes; 0 at the end and after an error, which error() names then.
  size_t read(char* bytes, size_t room);
  const std::string& error() const { return error_; }

 private:
  ByteSource() = default;
  size_t read_plain(char* bytes, size_t room);
  size_t read_gzip(char* bytes, size_t room);

  int descriptor_ = -1;
  gzFile gzip_ = nullptr;
  std::function<void()> before_wait_;
  std::string error_;
};

// All of a source, up to `limit` bytes; nullopt after an error, which source.error() names, or
// when there is more.
std::optional<std::string> read_to_end(ByteSource& source, size_t limit);

class LineReader {
 public:
  explicit LineReader(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  struct Line {
    char* begin = nullptr;  // may be written to; valid until the next call; ends with '\0'
    size_t size = 0;        // without its line end
    size_t number = 0;      // from 1
    bool too_long = false;  // more than kLargestFile bytes: not kept
  };
  // Nullopt at the end. After an error of the source the line it broke is not given out.
  std::optional<Line> next();
  const std::string& error() const { return source_->error(); }
  size_t number() const { return number_; }  // of the line last given out

 private:
  bool fill();  // false at the end

  std::unique_ptr<ByteSource> source_;
  std::string buffer_;
  size_t begin_ = 0, end_ = 0;  // bytes of buffer_ not yet given out
  size_t number_ = 0;
  bool done_ = false;
};

}  // namespace evident
