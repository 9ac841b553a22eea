// The folder that --output names: one page a note, each whole or not there at all.
//
// A page is written under a hidden name beside its place and renamed when it is complete; an
// interrupt waits until then. Pages of an earlier run are replaced, files that a run reads never.
// Not thread-safe.
#pragma once

#include <sys/types.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/file.h"

namespace evident {

// The name of the page of a note, without ".html": "visit" for the path "in/visit.txt.gz",
// "standard-input" for "-"; an id of JSON Lines is no path: "2024/17" is "2024_17". What a file
// system or another system's user could stumble over is '_': control and invisible characters,
// bytes that are not UTF-8, any of \ / : * ? " < > | and a dot in front.
std::string page_name(std::string_view note_id, bool is_path);

class PageFolder {
 public:
  // `inputs` are the files that must stay as they are.
  PageFolder(std::string folder, const std::vector<std::string>& inputs);

  // Makes the folder if it is missing. "" or what is wrong, once, before the first write.
  std::string open();

  // The path of the page, "out/visit.html"; "out/visit-2.html" when this run has written that
  // already or it is an input.
  std::variant<std::string, FileError> write(const std::string& name, std::string_view page);

 private:
  std::string free_path(const std::string& name);

  std::string folder_;
  std::set<std::pair<dev_t, ino_t>> inputs_;
  std::set<std::string> taken_;      // file names of this run
  std::map<std::string, int> last_;  // by page name, the number of its last page
};

}  // namespace evident
