// The notes under some paths, one after the other: what `code` and `batch` work through.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/byte_source.h"
#include "cli/json_lines.h"
#include "cli/note_paths.h"

namespace evident {

struct Note {
  std::string id;                    // the path; for JSON Lines the id of the record, else "line-7"
  std::string_view bytes;            // valid until the next note is asked for
  std::optional<Date> service_date;  // of this note, when its record says it
  std::optional<Setting> setting;
  bool in_json = false;  // the text of a record, and so UTF-8 if all is well
  // That its record says were assigned to it, as read_code() gives them, or as written where they
  // have not the form of a code; with Options::codes only.
  std::optional<std::vector<std::string>> codes;
};

// What people are told a note is called: its id, "(standard input)" for "-".
std::string shown_id(const Note& note);

// An input that could not be read: "notes.jsonl:7: no \"text\"". Never words of a note.
struct NoteFailure {
  std::string message;
  bool is_note = true;  // false: a folder without notes, worth a word but no failure
};

class NoteStream {
 public:
  struct Options {
    std::vector<std::string> paths;
    NoteFormat standard_input = NoteFormat::json_lines;  // what "-" holds
    std::function<void()> before_wait;  // called when the standard input is not ready
    bool codes = false;                 // read the "codes" of records; an empty one is a failure
    bool codes_needed = false;          // so is a record without them
  };
  explicit NoteStream(Options options);

  // Nullopt at the end. After a failure the next note follows.
  std::optional<std::variant<Note, NoteFailure>> next();

 private:
  using Item = std::variant<Note, NoteFailure>;
  std::optional<Item> open(const NotePath& path);  // nullopt: lines_ is set
  Item whole(const NotePath& path, ByteSource& source);
  std::string take_codes(NoteRecord& record, Note& note) const;  // what is wrong, or ""
  std::optional<Item> next_line();  // nullopt: lines_ is at its end, and gone
  NoteFailure failure(size_t line, const std::string& problem) const;

  Options options_;
  NotePaths paths_;
  std::string name_;  // what messages call the file that is being read
  std::unique_ptr<LineReader> lines_;
  std::string bytes_;
};

}  // namespace evident
