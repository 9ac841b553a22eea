// Files that are there as a whole or not at all.
#pragma once

#include <string>
#include <string_view>

namespace evident {

// Writes `bytes` to a new file beside `path` and gives it that name; what stood there before stays
// until then. A link is followed; a device or pipe is refused. "" or what went wrong, for people;
// then nothing is changed and nothing left behind. An interrupt waits until it is done.
std::string write_whole_file(const std::string& path, std::string_view bytes);

}  // namespace evident
