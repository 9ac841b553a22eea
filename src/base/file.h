// Reading whole files, with errors that say what is the matter.
#pragma once

#include <cstddef>
#include <string>
#include <variant>

namespace evident {

struct FileError {
  std::string message;  // "notes/a.txt: no such file", for people; never words of the file
};

// Spans count in 32 bits; what is larger cannot be analysed.
inline constexpr size_t kLargestFile = size_t{1} << 31;

// The bytes of a regular file, a pipe or a device, up to its end. `path` names a file always:
// "-" is a file of that name. Blocks as long as a pipe stays open. Throws nothing.
std::variant<std::string, FileError> read_file(const std::string& path);

// The same from a descriptor that is open already (0: the standard input), which stays open;
// `name` is what messages call it.
std::variant<std::string, FileError> read_descriptor(int descriptor, const std::string& name);

}  // namespace evident
