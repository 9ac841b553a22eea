#include "cli/note_paths.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>
#include <system_error>

namespace evident {
namespace {

// Removes `ending` (lower case) from `name`, whatever its case, and says whether it was there.
bool drop_ending(std::string_view& name, std::string_view ending) {
  if (name.size() <= ending.size()) return false;
  const std::string_view tail = name.substr(name.size() - ending.size());
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
  if (!std::equal(tail.begin(), tail.end(), ending.begin(), same)) return false;
  name.remove_suffix(ending.size());
  return true;
}

bool is_note_name(std::string_view name) {
  drop_ending(name, ".gz");
  return drop_ending(name, ".txt") || drop_ending(name, ".text");
}

}  // namespace

std::string_view without_note_ending(std::string_view name) {
  drop_ending(name, ".gz");
  if (!drop_ending(name, ".txt")) drop_ending(name, ".text");
  return name;
}

NotePath note_path(std::string path) {
  NotePath result;
  result.standard_input = path == "-";
  std::string_view name = path;
  result.gzip = drop_ending(name, ".gz");
  const bool lines = drop_ending(name, ".jsonl") || drop_ending(name, ".ndjson");
  if (lines) result.format = NoteFormat::json_lines;
  result.path = std::move(path);
  return result;
}

NotePaths::NotePaths(std::vector<std::string> paths) {
  for (auto it = paths.rbegin(); it != paths.rend(); ++it)
    todo_.push_back({std::move(*it), Kind::given});
}

std::optional<NotePath> NotePaths::next() {
  while (!todo_.empty()) {
    Step step = std::move(todo_.back());
    todo_.pop_back();
    if (auto path = take(std::move(step))) return path;
  }
  return std::nullopt;
}

std::optional<NotePath> NotePaths::take(Step step) {
  const bool found = step.kind == Kind::found;
  if (step.kind == Kind::end_of_folder) {
    if (in_folder_ > 0) return std::nullopt;
    NotePath none;
    none.path = std::move(step.path);
    none.problem = "no *.txt or *.text file in it";
    none.empty_folder = true;
    return none;
  }
  if (step.path == "-" && !found) return note_path("-");
  struct stat status;
  const int error = stat(step.path.c_str(), &status) == 0 ? 0 : errno;
  if (error == 0 && S_ISDIR(status.st_mode)) {
    if (!entered_.emplace(status.st_dev, status.st_ino).second) return std::nullopt;
    return enter(step);
  }
  // In a folder only what a person would call a note counts: no pipe, no device.
  if (found && (!is_note_name(step.path) || (error == 0 && !S_ISREG(status.st_mode))))
    return std::nullopt;
  ++in_folder_;
  NotePath result = note_path(std::move(step.path));
  if (error == ENOENT || error == ENOTDIR)
    result.problem = found ? "a symbolic link to nothing" : "no such file or folder";
  else if (error != 0)
    result.problem = std::generic_category().message(error);
  return result;
}

std::optional<NotePath> NotePaths::enter(const Step& folder) {
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(opendir(folder.path.c_str()), closedir);
  if (!directory) {
    ++in_folder_;
    NotePath result;
    result.path = folder.path;
    result.problem = errno == EACCES ? "no permission to read this folder"
                                     : std::generic_category().message(errno);
    return result;
  }
  if (folder.kind == Kind::given) {
    in_folder_ = 0;
    todo_.push_back({folder.path, Kind::end_of_folder});
  }
  const std::string prefix = folder.path.ends_with('/') ? folder.path : folder.path + "/";
  std::vector<std::string> names;
  while (const dirent* entry = readdir(directory.get()))
    if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
  std::sort(names.rbegin(), names.rend());
  for (const std::string& name : names) todo_.push_back({prefix + name, Kind::found});
  return std::nullopt;
}

}  // namespace evident
