// Every code of ICD-10-CM in one file that `evident codes import` makes of the official release
// files, mapped into memory and read on demand: opening takes a few milliseconds.
//
// Opening checks magic, version, sizes, order and every offset, so that nothing read later can lie
// outside of the file; what the texts say is not checked. A file that is cut off or written over
// while it is open is beyond that: import never does it, it puts a new file in its place.
// Immutable; may be read from several threads.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "coding/code_file_format.h"
#include "coding/code_note.h"
#include "coding/code_set.h"

namespace evident {

struct CodeHistory;

// A note and the entry that carries it: a code, or the range of a block or chapter.
struct NoteAt {
  std::string at;
  CodeNote note;
};

class CodeFile {
 public:
  // Null after an error, which is in the diagnostics then.
  static std::shared_ptr<const CodeFile> open(const std::string& path, Diagnostics& diagnostics);
  // The same from bytes in memory; `name` is what messages call them.
  static std::shared_ptr<const CodeFile> of_bytes(std::string bytes, const std::string& name,
                                                  Diagnostics& diagnostics);
  // Does a file begin as a code file does?
  static bool is_code_file(const std::string& path);

  Date oldest_from() const { return day(header_.oldest_from); }
  Date newest_from() const { return day(header_.newest_from); }
  Date newest_to() const { return day(header_.newest_to); }
  std::string years() const { return std::string(text(header_.years_at, header_.years_size)); }
  int notes_year() const { return header_.notes_year; }  // 0: it holds no notes

  size_t size() const { return header_.codes.count; }
  std::string_view code(size_t index) const;
  void title(size_t index, std::string& out) const;
  std::vector<CodePeriod> periods(size_t index) const;
  bool in_force(size_t index, Date date) const;
  // Those of its own entry.
  size_t notes(size_t index) const { return record(index).notes; }
  NoteKind note_kind(size_t index, size_t note) const;
  std::string_view note_text(size_t index, size_t note) const;

  std::optional<size_t> find(std::string_view code) const;
  // The codes one level below; of "" the categories.
  std::vector<size_t> children(std::string_view code) const;
  // As CodeSet hands codes out. Notes give the codes that they name; "*" in code_first is one that
  // names none.
  Code read(size_t index) const;
  // Its own notes, then those that hold for it too, the nearest first; without replaced_by.
  std::vector<NoteAt> notes_of(size_t index) const;
  // Every Excludes note of the file.
  std::vector<NoteAt> excludes() const;

 private:
  CodeFile() = default;
  static Date day(int32_t days) { return Date(std::chrono::days(days)); }
  std::string check();
  std::string check_code(uint32_t index) const;
  bool notes_inside(uint32_t first, uint32_t count) const;
  bool text_inside(uint32_t at, uint32_t size) const;

  template <typename Record>
  Record at(const code_file::FilePart& section, size_t index) const;
  code_file::FileCode record(size_t index) const;
  code_file::FileNote note(size_t index) const;
  std::string_view text(uint32_t at, uint32_t size) const;
  void append_notes(const std::string& name, uint32_t first, uint32_t count, bool own,
                    std::vector<NoteAt>& out) const;
  size_t lower_bound(std::string_view code) const;

  std::shared_ptr<const void> owner_;  // of the bytes
  const char* bytes_ = nullptr;
  size_t size_ = 0;
  code_file::FileHeader header_;
};

// The bytes of a code file. Nullopt when they would be more than a file can hold.
std::optional<std::string> code_file_of(const CodeHistory& history);

}  // namespace evident
