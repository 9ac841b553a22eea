// Which one-byte encoding of Western languages makes sense of some bytes.
//
// ICU's detection looks at letter statistics, which say little about an English note with ten
// dashes and quotes, and knows no MacRoman; here each high byte is judged by what stands beside
// it: "patient's" with 0x92 is Windows, with 0xD5 Macintosh, a degree sign follows a digit.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace evident {

// The best of windows-1252 (Latin-1 included), macintosh and IBM850; nullopt when none of them
// makes sense. Reads the first 64 Ki high bytes.
std::optional<std::string> western_encoding(std::string_view bytes);

}  // namespace evident
