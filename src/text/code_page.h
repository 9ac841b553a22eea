// One-byte encodings as a table, made by ICU.
#pragma once

#include <array>
#include <optional>
#include <string>

namespace evident {

// The character of each byte; U+FFFD where a byte means nothing.
using CodePage = std::array<char32_t, 256>;

// nullopt when there is no such encoding or its characters may take more than one byte.
std::optional<CodePage> code_page(const std::string& name);

}  // namespace evident
