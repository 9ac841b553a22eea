// How a code file lies on disk. Numbers are little-endian; a file of a machine that counts the
// other way round is refused. Offsets count bytes from the start of the text section.
//
//     header | codes, sorted | groups | periods | notes | text
//
// Titles share what they have in common with the title of the code above them; texts that are
// equal stand once. A change of anything here needs a new kFormatVersion.
#pragma once

#include <cstdint>

namespace evident::code_file {

inline constexpr char kMagic[8] = {'\x89', 'E', 'V', 'C', '\r', '\n', '\x1A', '\n'};
inline constexpr uint32_t kFormatVersion = 1;
inline constexpr uint32_t kByteOrder = 0x01020304;
inline constexpr uint32_t kNone = 0xFFFFFFFF;     // no parent
inline constexpr int32_t kOpen = 0x7FFFFFFF;      // a period without an end
inline constexpr uint32_t kLargest = 0x40000000;  // bytes of a whole file

struct FilePart {
  uint32_t at = 0;     // bytes from the start of the file
  uint32_t count = 0;  // of its records; of bytes for the text
};

struct FileHeader {
  char magic[8] = {};
  uint32_t version = 0, byte_order = 0;
  uint32_t file_size = 0;
  int32_t oldest_from = 0, newest_from = 0, newest_to = 0;  // days since 1970-01-01
  int32_t notes_year = 0;
  uint32_t years_at = 0, years_size = 0;
  FilePart codes, groups, periods, notes, text;
  uint32_t reserved = 0;
};
static_assert(sizeof(FileHeader) == 88);

struct FileCode {
  char code[8] = {};        // with its dot, filled up with zeros
  uint32_t parent = kNone;  // always before it
  uint32_t title_at = 0;    // what follows the shared part
  uint16_t title_size = 0;
  uint16_t title_shared = 0;  // bytes of the parent's title that this one begins with
  uint16_t title_whole = 0;   // the sum of both
  uint16_t periods = 0;
  uint32_t first_period = 0;
  uint32_t first_note = 0;
  uint32_t notes = 0;
};
static_assert(sizeof(FileCode) == 36);

struct FileGroup {
  char first[4] = {}, last[4] = {};  // "M50", "M54"
  uint32_t title_at = 0, title_size = 0;
  uint32_t first_note = 0, notes = 0;
};
static_assert(sizeof(FileGroup) == 24);

struct FilePeriod {
  int32_t from = 0, to = 0;
  uint32_t billable = 0;
};
static_assert(sizeof(FilePeriod) == 12);

struct FileNote {
  uint32_t text_at = 0, text_size = 0;
  uint8_t kind = 0;
  char character = 0;
  uint16_t reserved = 0;
};
static_assert(sizeof(FileNote) == 12);

}  // namespace evident::code_file
