#include "coding/code_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "coding/code_text.h"

namespace evident {
namespace {

using namespace code_file;

constexpr char kDamaged[] = "this code file is damaged";

std::string_view name_in(const char (&field)[8]) { return {field, strnlen(field, sizeof field)}; }
std::string_view name_in(const char (&field)[4]) { return {field, strnlen(field, sizeof field)}; }

// The entries above a code, from itself up, that can carry notes.
template <typename F>
void each_above(std::string_view code, F visit) {
  for (; code.size() >= 3; code.remove_suffix(1))
    if (code.size() != 4) visit(code);
}

bool is_note_kind(uint8_t kind) { return kind >= 1 && kind <= kLastNoteKind; }

// Maps a file; null and an errno when that cannot be done.
std::shared_ptr<const void> map_file(const std::string& path, size_t& size, int& error) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  struct stat status;
  error = 0;
  if (file < 0 || fstat(file, &status) != 0) {
    error = errno;
  } else if (!S_ISREG(status.st_mode)) {
    error = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
  }
  void* bytes = MAP_FAILED;
  if (error == 0) {
    size = static_cast<size_t>(status.st_size);
    bytes = mmap(nullptr, std::max<size_t>(size, 1), PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED) error = errno;
  }
  if (file >= 0) close(file);
  if (error != 0) return nullptr;
  const size_t mapped = std::max<size_t>(size, 1);
  return {bytes, [mapped](const void* p) { munmap(const_cast<void*>(p), mapped); }};
}

std::shared_ptr<const Source> named(const std::string& name) {
  return std::make_shared<const Source>(Source{name, {}});
}

}  // namespace

bool CodeFile::is_code_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (file < 0) return false;
  struct stat status;
  char magic[sizeof kMagic] = {};
  const bool regular = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  const ssize_t got = regular ? pread(file, magic, sizeof magic, 0) : 0;
  close(file);
  // The first four are enough: a file that a transfer as text has damaged is to be told as such.
  return got == sizeof magic && std::memcmp(magic, kMagic, 4) == 0;
}

std::shared_ptr<const CodeFile> CodeFile::open(const std::string& path, Diagnostics& diagnostics) {
  int error = 0;
  std::shared_ptr<CodeFile> file(new CodeFile);
  file->owner_ = map_file(path, file->size_, error);
  file->bytes_ = static_cast<const char*>(file->owner_.get());
  const std::string mistake = error != 0 ? std::generic_category().message(error) : file->check();
  if (mistake.empty()) return file;
  diagnostics.error({named(path), 0, 0, 1}, mistake)
      .notes.push_back("evident codes import makes it anew from the official files");
  return nullptr;
}

std::shared_ptr<const CodeFile> CodeFile::of_bytes(std::string bytes, const std::string& name,
                                                   Diagnostics& diagnostics) {
  const auto owner = std::make_shared<const std::string>(std::move(bytes));
  std::shared_ptr<CodeFile> file(new CodeFile);
  file->owner_ = owner;
  file->bytes_ = owner->data();
  file->size_ = owner->size();
  const std::string mistake = file->check();
  if (mistake.empty()) return file;
  diagnostics.error({named(name), 0, 0, 1}, mistake);
  return nullptr;
}

// ---- Checks, before anything is read

std::string CodeFile::check() {
  if (size_ < sizeof header_) return "this code file is cut off";
  std::memcpy(&header_, bytes_, sizeof header_);
  if (std::memcmp(header_.magic, kMagic, sizeof kMagic) != 0)
    return "this is no code file, or it was changed on its way, as text";
  if (header_.byte_order != kByteOrder) return "this code file was made on another kind of machine";
  if (header_.version != kFormatVersion)
    return "this code file has format " + std::to_string(header_.version) +
           ", this program reads format " + std::to_string(kFormatVersion);
  if (header_.file_size > size_) return "this code file is cut off";
  if (header_.file_size < size_) return kDamaged;
  const auto inside = [&](const FilePart& section, size_t record) {
    return section.at <= size_ && section.count <= (size_ - section.at) / record;
  };
  if (!inside(header_.codes, sizeof(FileCode)) || !inside(header_.groups, sizeof(FileGroup)) ||
      !inside(header_.periods, sizeof(FilePeriod)) || !inside(header_.notes, sizeof(FileNote)) ||
      !inside(header_.text, 1))
    return kDamaged;
  const bool years = text_inside(header_.years_at, header_.years_size);
  const auto day_ok = [](int32_t days) { return days > -1000000 && days < 1000000; };
  if (!years || header_.codes.count == 0 || !day_ok(header_.oldest_from) ||
      !day_ok(header_.newest_from) || !day_ok(header_.newest_to))
    return kDamaged;
  for (uint32_t i = 0; i < header_.codes.count; ++i)
    if (std::string mistake = check_code(i); !mistake.empty()) return mistake;
  for (uint32_t i = 0; i < header_.periods.count; ++i) {
    const auto period = at<FilePeriod>(header_.periods, i);
    if (!day_ok(period.from) || (!day_ok(period.to) && period.to != kOpen)) return kDamaged;
  }
  for (uint32_t i = 0; i < header_.notes.count; ++i) {
    const FileNote one = note(i);
    if (!is_note_kind(one.kind) || !text_inside(one.text_at, one.text_size)) return kDamaged;
  }
  for (uint32_t i = 0; i < header_.groups.count; ++i) {
    const auto group = at<FileGroup>(header_.groups, i);
    if (!is_code(name_in(group.first)) || !is_code(name_in(group.last)) ||
        !text_inside(group.title_at, group.title_size) ||
        !notes_inside(group.first_note, group.notes))
      return kDamaged;
  }
  return "";
}

std::string CodeFile::check_code(uint32_t index) const {
  const FileCode one = record(index);
  const std::string_view name = name_in(one.code);
  if (!is_code(name)) return kDamaged;
  if (index > 0 && name <= name_in(record(index - 1).code)) return kDamaged;
  if (one.parent == kNone) {
    if (one.title_shared != 0) return kDamaged;
  } else {
    if (one.parent >= index) return kDamaged;
    const FileCode above = record(one.parent);
    if (one.title_shared > above.title_whole || !name.starts_with(name_in(above.code)))
      return kDamaged;
  }
  const bool title = one.title_shared + one.title_size == one.title_whole &&
                     text_inside(one.title_at, one.title_size);
  const bool periods = one.periods > 0 && one.first_period <= header_.periods.count &&
                       one.periods <= header_.periods.count - one.first_period;
  return title && periods && notes_inside(one.first_note, one.notes) ? "" : kDamaged;
}

bool CodeFile::notes_inside(uint32_t first, uint32_t count) const {
  return first <= header_.notes.count && count <= header_.notes.count - first;
}

bool CodeFile::text_inside(uint32_t at, uint32_t size) const {
  return at <= header_.text.count && size <= header_.text.count - at;
}

// ---- Records

template <typename Record>
Record CodeFile::at(const FilePart& section, size_t index) const {
  Record record;
  std::memcpy(static_cast<void*>(&record), bytes_ + section.at + index * sizeof(Record),
              sizeof(Record));
  return record;
}

FileCode CodeFile::record(size_t index) const { return at<FileCode>(header_.codes, index); }
FileNote CodeFile::note(size_t index) const { return at<FileNote>(header_.notes, index); }

std::string_view CodeFile::text(uint32_t at, uint32_t size) const {
  return {bytes_ + header_.text.at + at, size};
}

std::string_view CodeFile::code(size_t index) const {
  const char* code = bytes_ + header_.codes.at + index * sizeof(FileCode);
  return {code, strnlen(code, sizeof(FileCode::code))};
}

// From the end to the beginning: each entry above gives what lies before what is known already.
void CodeFile::title(size_t index, std::string& out) const {
  FileCode one = record(index);
  out.resize(one.title_whole);
  for (size_t wanted = out.size(); wanted > 0;) {
    if (wanted > one.title_shared) {
      std::memcpy(out.data() + one.title_shared, text(one.title_at, one.title_size).data(),
                  wanted - one.title_shared);
      wanted = one.title_shared;
    }
    if (wanted > 0) one = record(one.parent);
  }
}

std::vector<CodePeriod> CodeFile::periods(size_t index) const {
  const FileCode one = record(index);
  std::vector<CodePeriod> out;
  for (size_t i = 0; i < one.periods; ++i) {
    const auto period = at<FilePeriod>(header_.periods, one.first_period + i);
    out.push_back({day(period.from), std::nullopt, period.billable != 0});
    if (period.to != kOpen) out.back().to = day(period.to);
  }
  return out;
}

bool CodeFile::in_force(size_t index, Date date) const {
  const FileCode one = record(index);
  for (size_t i = 0; i < one.periods; ++i) {
    const auto period = at<FilePeriod>(header_.periods, one.first_period + i);
    if (day(period.from) <= date && (period.to == kOpen || date <= day(period.to))) return true;
  }
  return false;
}

NoteKind CodeFile::note_kind(size_t index, size_t number) const {
  return static_cast<NoteKind>(note(record(index).first_note + number).kind);
}

std::string_view CodeFile::note_text(size_t index, size_t number) const {
  const FileNote one = note(record(index).first_note + number);
  return text(one.text_at, one.text_size);
}

// ---- Look-ups

size_t CodeFile::lower_bound(std::string_view name) const {
  size_t begin = 0, end = size();
  while (begin < end) {
    const size_t middle = begin + (end - begin) / 2;
    if (code(middle) < name)
      begin = middle + 1;
    else
      end = middle;
  }
  return begin;
}

std::optional<size_t> CodeFile::find(std::string_view name) const {
  const size_t index = lower_bound(name);
  if (index == size() || code(index) != name) return std::nullopt;
  return index;
}

std::vector<size_t> CodeFile::children(std::string_view name) const {
  uint32_t parent = kNone;
  if (!name.empty()) {
    const auto index = find(name);
    if (!index) return {};
    parent = static_cast<uint32_t>(*index);
  }
  std::vector<size_t> out;
  for (size_t i = lower_bound(name); i < size() && code(i).starts_with(name); ++i)
    if (i != parent && record(i).parent == parent) out.push_back(i);
  return out;
}

Code CodeFile::read(size_t index) const {
  Code out;
  out.code = code(index);
  title(index, out.title);
  const FileCode one = record(index);
  if (one.parent != kNone) out.parent = code(one.parent);
  out.periods = periods(index);
  const auto take = [](std::vector<std::string>& to, const std::string& note) {
    for (std::string& pattern : codes_named(note))
      if (std::find(to.begin(), to.end(), pattern) == to.end()) to.push_back(std::move(pattern));
  };
  for (const NoteAt& each : notes_of(index)) {
    const CodeNote& note = each.note;
    const bool own = each.at == out.code;
    if (note.kind == NoteKind::term && own) out.inclusion_terms.push_back(note.text);
    if (note.kind == NoteKind::seventh && own) out.seventh.emplace_back(note.character, note.text);
    if (note.kind == NoteKind::excludes1) take(out.excludes1, note.text);
    if (note.kind == NoteKind::excludes2) take(out.excludes2, note.text);
    if (note.kind == NoteKind::code_first) take(out.code_first, note.text);
    if (note.kind == NoteKind::use_additional) take(out.use_additional, note.text);
    if (note.kind == NoteKind::code_also) take(out.code_also, note.text);
  }
  for (size_t i = 0; i < one.notes; ++i)
    if (note_kind(index, i) == NoteKind::replaced_by)
      out.replaced_by.emplace_back(note_text(index, i));
  return out;
}

void CodeFile::append_notes(const std::string& name, uint32_t first, uint32_t count, bool own,
                            std::vector<NoteAt>& out) const {
  for (uint32_t i = 0; i < count; ++i) {
    const FileNote one = note(first + i);
    const auto kind = static_cast<NoteKind>(one.kind);
    if (kind == NoteKind::replaced_by || (!own && !holds_below(kind))) continue;
    out.push_back({name, {kind, one.character, std::string(text(one.text_at, one.text_size))}});
  }
}

std::vector<NoteAt> CodeFile::notes_of(size_t index) const {
  std::vector<NoteAt> out;
  const std::string_view name = code(index), category = name.substr(0, 3);
  each_above(name, [&](std::string_view above) {
    const auto found = find(above);
    if (!found) return;
    const FileCode one = record(*found);
    append_notes(std::string(above), one.first_note, one.notes, above == name, out);
  });
  for (size_t i = header_.groups.count; i-- > 0;) {
    const auto group = at<FileGroup>(header_.groups, i);
    const std::string_view first = name_in(group.first), last = name_in(group.last);
    if (first <= category && category <= last)
      append_notes(std::string(first) + "-" + std::string(last), group.first_note, group.notes,
                   false, out);
  }
  return out;
}

std::vector<NoteAt> CodeFile::excludes() const {
  std::vector<NoteAt> all;
  for (size_t i = 0; i < size(); ++i)
    if (const FileCode one = record(i); one.notes > 0)
      append_notes(std::string(code(i)), one.first_note, one.notes, true, all);
  for (size_t i = 0; i < header_.groups.count; ++i) {
    const auto group = at<FileGroup>(header_.groups, i);
    append_notes(std::string(name_in(group.first)) + "-" + std::string(name_in(group.last)),
                 group.first_note, group.notes, false, all);
  }
  std::erase_if(all, [](const NoteAt& each) {
    return each.note.kind != NoteKind::excludes1 && each.note.kind != NoteKind::excludes2;
  });
  return all;
}

}  // namespace evident
