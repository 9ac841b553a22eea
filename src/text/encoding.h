// Which encoding the bytes of a note are in, when nobody says so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace evident {

// What ICU calls an encoding: "UTF-8" for "utf8", "windows-1252" for "cp1252"; any name or alias
// that it knows. nullopt when there is no such encoding.
std::optional<std::string> encoding_named(const std::string& name);

// UTF-8, UTF-16 or UTF-32, known by a byte order mark; UTF-16 and UTF-32 without one by the NUL
// bytes that Latin text has in them. "" when neither shows.
std::string unicode_encoding(std::string_view bytes);

// For bytes that are not UTF-8: the legacy encoding that makes most sense of them, "" when none
// makes any. Linear.
std::string legacy_encoding(std::string_view bytes);

}  // namespace evident
