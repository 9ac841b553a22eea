// SHA-256, for naming a rule set or a note by its content.
#pragma once

#include <string>
#include <string_view>

namespace evident {

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace evident
