// Notes of the tabular list as they are worded there, and the codes that they name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace evident {

// The numbers stand in code files: never change or reuse one.
enum class NoteKind : uint8_t {
  term = 1,  // an inclusion term, or what an entry includes
  seventh = 2,
  excludes1 = 3,
  excludes2 = 4,
  code_first = 5,
  use_additional = 6,
  code_also = 7,
  replaced_by = 8,  // no note of the tabular list: a code that took the place of this one
};
inline constexpr uint8_t kLastNoteKind = 8;

struct CodeNote {
  NoteKind kind = NoteKind::term;
  char character = 0;  // seventh
  std::string text;
};

// "term", "seventh", "excludes1", "excludes2", "code_first", "use_additional", "code_also",
// "replaced_by".
std::string_view name_of(NoteKind kind);
// Do notes of this kind hold for the codes below their entry too?
bool holds_below(NoteKind kind);

// What the parentheses of a note name, as patterns (see is_code_pattern()), in order: "sprain
// (S33.5-, S39.012)" gives "S33.5-" and "S39.012". What is no code or range is passed over.
std::vector<std::string> codes_named(std::string_view note);

}  // namespace evident
