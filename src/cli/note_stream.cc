#include "cli/note_stream.h"

#include <algorithm>

#include "base/file.h"
#include "base/trimmed.h"
#include "base/utf8.h"
#include "coding/audit.h"

namespace evident {

std::string shown_id(const Note& note) { return note.id == "-" ? "(standard input)" : note.id; }

NoteStream::NoteStream(Options options) : options_(std::move(options)), paths_(options_.paths) {}

std::optional<NoteStream::Item> NoteStream::next() {
  while (true) {
    if (lines_) {
      if (auto item = next_line()) return item;
    }
    const auto path = paths_.next();
    if (!path) return std::nullopt;
    if (auto item = open(*path)) return item;
  }
}

std::optional<NoteStream::Item> NoteStream::open(const NotePath& path) {
  name_ = path.standard_input ? "standard input" : path.path;
  if (!path.problem.empty()) return NoteFailure{name_ + ": " + path.problem, !path.empty_folder};
  std::string error;
  auto source = path.standard_input ? ByteSource::standard_input(options_.before_wait)
                                    : ByteSource::open(path.path, path.gzip, error);
  if (!source) return NoteFailure{name_ + ": " + error};
  const NoteFormat format = path.standard_input ? options_.standard_input : path.format;
  if (format == NoteFormat::text) return whole(path, *source);
  lines_ = std::make_unique<LineReader>(std::move(source));
  return std::nullopt;
}

NoteStream::Item NoteStream::whole(const NotePath& path, ByteSource& source) {
  auto bytes = read_to_end(source, kLargestFile);
  if (!bytes)
    return NoteFailure{
        name_ + ": " + (source.error().empty() ? "larger than 2 GiB" : source.error()), true};
  bytes_ = std::move(*bytes);
  Note note;
  note.id = path.path;
  note.bytes = bytes_;
  return note;
}

std::optional<NoteStream::Item> NoteStream::next_line() {
  while (auto line = lines_->next()) {
    if (line->too_long) return failure(line->number, "a line of more than 2 GiB");
    if (line->number == 1 &&
        std::string_view(line->begin, line->size).starts_with(kByteOrderMark)) {
      line->begin += kByteOrderMark.size();
      line->size -= kByteOrderMark.size();
    }
    const std::string_view content(line->begin, line->size);
    if (content.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    auto read = read_record(line->begin, line->size);
    if (const auto* problem = std::get_if<std::string>(&read))
      return failure(line->number, *problem);
    auto& record = std::get<NoteRecord>(read);
    Note note;
    note.id = record.id.empty() ? "line-" + std::to_string(line->number) : std::move(record.id);
    note.bytes = record.text;
    note.service_date = record.service_date;
    note.setting = record.setting;
    note.in_json = true;
    const std::string problem = options_.codes ? take_codes(record, note) : "";
    if (!problem.empty()) return failure(line->number, problem);
    return note;
  }
  const auto done = std::move(lines_);
  if (done->error().empty()) return std::nullopt;
  return failure(done->number() + 1, done->error());
}

std::string NoteStream::take_codes(NoteRecord& record, Note& note) const {
  if (!record.codes_are_texts) return "\"codes\" is not a list of strings";
  if (!record.codes) return options_.codes_needed ? "no \"codes\"" : "";
  note.codes.emplace();
  for (const std::string& written : *record.codes) {
    const std::string_view word = trimmed(written);
    if (word.empty())
      return "item " + std::to_string(note.codes->size() + 1) + " of \"codes\" is empty";
    // What has not the form of a code is judged as well: an audit is to find it.
    note.codes->push_back(read_code(word).value_or(std::string(word)));
  }
  return "";
}

NoteFailure NoteStream::failure(size_t line, const std::string& problem) const {
  return {name_ + ":" + std::to_string(line) + ": " + problem, true};
}

}  // namespace evident
