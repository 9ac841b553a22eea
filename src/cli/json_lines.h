// One line of JSON Lines: {"id": "17", "text": "...", "service_date": "2024-03-01",
// "setting": "outpatient", "codes": ["M54.50"]}. Only "text" is needed; other fields are ignored.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "coding/analysis.h"

namespace evident {

struct NoteRecord {
  std::string id;         // "" when the record has none
  std::string_view text;  // inside the line; UTF-8 as far as the line was
  std::optional<Date> service_date;
  std::optional<Setting> setting;
  // Absent or null: nullopt. As they are written.
  std::optional<std::vector<std::string>> codes;
  bool codes_are_texts = true;  // false: "codes" is no list of strings, and `codes` not to be used
};

// Reads a record in place: the line is written to and must stay as long as the text is used.
// `line[size]` must be '\0'. The error is a sentence without words of the line.
std::variant<NoteRecord, std::string> read_record(char* line, size_t size);

// "outpatient", "inpatient"; nullopt for anything else.
std::optional<Setting> parse_setting(std::string_view name);

}  // namespace evident
