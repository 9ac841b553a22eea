// How codes are written: what is a code, a pattern of the tabular list's notes, an ICD-9-CM code.
// Speaks of the form only; whether a code exists is CodeSet's to say.
#pragma once

#include <string>
#include <string_view>

namespace evident {

// "m5441", "M54.41" and " M5441" are one code.
std::string as_code(std::string_view word);
// A category of three characters, or more after a dot: "M54", "M54.50", "S39.012A".
bool is_code(std::string_view text);
// A code, or two with a dash between them: "M50-M54", "M43.3-M43.5X9".
bool is_code_range(std::string_view text);
// A range, a code with a dash ("M54.5-": it and all below) or a category with one ("M50.-").
bool is_code_pattern(std::string_view text);
// "724.2", "V45.4", "720".
bool is_icd9_code(std::string_view text);

// The 7th character of a code that has one ("S39.012S"), else '\0'.
char seventh_character(std::string_view code);

}  // namespace evident
