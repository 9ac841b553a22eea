#include <algorithm>
#include <cstring>
#include <map>
#include <unordered_map>

#include "coding/code_file.h"
#include "coding/code_history.h"

namespace evident {
namespace {

using namespace code_file;

// Texts, each once.
class TextPool {
 public:
  uint32_t add(std::string_view text) {
    const auto [known, fresh] =
        places_.emplace(std::string(text), static_cast<uint32_t>(bytes_.size()));
    if (fresh) bytes_ += text;
    return known->second;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::unordered_map<std::string, uint32_t> places_;
};

size_t common(std::string_view a, std::string_view b) {
  const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<size_t>(end - a.begin());
}

template <typename Record>
FilePart append(const std::vector<Record>& records, std::string& bytes) {
  const FilePart section{static_cast<uint32_t>(bytes.size()),
                         static_cast<uint32_t>(records.size())};
  if (!records.empty())
    bytes.append(reinterpret_cast<const char*>(records.data()), records.size() * sizeof(Record));
  return section;
}

int32_t days(Date date) { return static_cast<int32_t>(date.time_since_epoch().count()); }

class Writer {
 public:
  std::optional<std::string> write(const CodeHistory& history) {
    for (const CodeLife& life : history.codes) add_code(life, history);
    for (const TabularEntry& group : history.groups) add_group(group);
    FileHeader header;
    std::memcpy(header.magic, kMagic, sizeof kMagic);
    header.version = kFormatVersion;
    header.byte_order = kByteOrder;
    header.oldest_from = days(history.oldest_from);
    header.newest_from = days(history.newest_from);
    header.newest_to = days(history.newest_to);
    header.notes_year = history.notes_year;
    header.years_at = text_.add(history.years);
    header.years_size = static_cast<uint32_t>(history.years.size());
    std::string bytes(sizeof header, '\0');
    header.codes = append(codes_, bytes);
    header.groups = append(groups_, bytes);
    header.periods = append(periods_, bytes);
    header.notes = append(notes_, bytes);
    header.text = {static_cast<uint32_t>(bytes.size()),
                   static_cast<uint32_t>(text_.bytes().size())};
    if (bytes.size() + text_.bytes().size() > kLargest) return std::nullopt;
    bytes += text_.bytes();
    header.file_size = static_cast<uint32_t>(bytes.size());
    std::memcpy(bytes.data(), &header, sizeof header);
    return bytes;
  }

 private:
  void add_code(const CodeLife& life, const CodeHistory& history) {
    while (!above_.empty() && !life.code.starts_with(history.codes[above_.back()].code))
      above_.pop_back();
    FileCode record;
    std::memcpy(record.code, life.code.data(), std::min(life.code.size(), sizeof record.code));
    const std::string_view title = std::string_view(life.title).substr(0, UINT16_MAX);
    if (!above_.empty()) {
      record.parent = above_.back();
      const std::string_view other = history.codes[above_.back()].title;
      record.title_shared = static_cast<uint16_t>(common(title, other.substr(0, UINT16_MAX)));
    }
    const std::string_view rest = title.substr(record.title_shared);
    record.title_at = text_.add(rest);
    record.title_size = static_cast<uint16_t>(rest.size());
    record.title_whole = static_cast<uint16_t>(title.size());
    record.periods = static_cast<uint16_t>(life.periods.size());
    record.first_period = add_periods(life.periods);
    record.first_note = add_notes(life.notes);
    record.notes = static_cast<uint32_t>(life.notes.size());
    above_.push_back(static_cast<uint32_t>(codes_.size()));
    codes_.push_back(record);
  }

  void add_group(const TabularEntry& group) {
    FileGroup record;
    std::memcpy(record.first, group.name.data(), 3);
    std::memcpy(record.last, group.name.data() + group.name.size() - 3, 3);
    record.title_at = text_.add(group.title);
    record.title_size = static_cast<uint32_t>(group.title.size());
    record.first_note = add_notes(group.notes);
    record.notes = static_cast<uint32_t>(group.notes.size());
    groups_.push_back(record);
  }

  // Most codes share one life.
  uint32_t add_periods(const std::vector<CodePeriod>& periods) {
    std::vector<int32_t> key;
    for (const CodePeriod& period : periods)
      key.insert(key.end(), {days(period.from), period.to ? days(*period.to) : kOpen,
                             period.billable ? 1 : 0});
    const auto [known, fresh] = lives_.emplace(key, static_cast<uint32_t>(periods_.size()));
    for (size_t i = 0; fresh && i < key.size(); i += 3)
      periods_.push_back({key[i], key[i + 1], static_cast<uint32_t>(key[i + 2])});
    return known->second;
  }

  uint32_t add_notes(const std::vector<CodeNote>& notes) {
    const auto first = static_cast<uint32_t>(notes_.size());
    for (const CodeNote& note : notes)
      notes_.push_back({text_.add(note.text), static_cast<uint32_t>(note.text.size()),
                        static_cast<uint8_t>(note.kind), note.character, 0});
    return first;
  }

  TextPool text_;
  std::vector<FileCode> codes_;
  std::vector<FileGroup> groups_;
  std::vector<FilePeriod> periods_;
  std::vector<FileNote> notes_;
  std::vector<uint32_t> above_;  // the last code and those above it
  std::map<std::vector<int32_t>, uint32_t> lives_;
};

}  // namespace

std::optional<std::string> code_file_of(const CodeHistory& history) {
  return Writer().write(history);
}

}  // namespace evident
