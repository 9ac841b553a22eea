#include "cli/page_folder.h"

#include <sys/stat.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "cli/note_paths.h"
#include "cli/whole_file.h"

namespace evident {
namespace {

constexpr size_t kLongestName = 200;  // bytes; file systems allow 255 with all that is added

bool is_plain(UChar32 c) {
  if (c < 0 || U_IS_UNICODE_NONCHAR(c)) return false;
  if (c < 0x80)
    return c >= 0x20 && c < 0x7F &&
           std::string_view("\\/:*?\"<>|").find(static_cast<char>(c)) == std::string_view::npos;
  const int8_t type = u_charType(c);
  return type != U_CONTROL_CHAR && type != U_FORMAT_CHAR && type != U_LINE_SEPARATOR &&
         type != U_PARAGRAPH_SEPARATOR && type != U_UNASSIGNED;
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
  if (access(folder_.c_str(), W_OK | X_OK) != 0)
    return folder_ + ": " + std::generic_category().message(errno);
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
  std::string problem = write_whole_file(path, page);
  if (!problem.empty()) return FileError{std::move(problem)};
  return path;
}

}  // namespace evident
