#include "cli/json_lines.h"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <charconv>
#include <cstring>

#include "base/utf8.h"

namespace evident {
namespace {

constexpr auto kParse = rapidjson::kParseInsituFlag | rapidjson::kParseIterativeFlag |
                        rapidjson::kParseNumbersAsStringsFlag;

enum class Type { missing, null, text, number, other };

struct Field {
  Type type = Type::missing;
  std::string_view value;  // of a text or number
};

// Keeps the fields of the outermost object that are ours; the last of equal keys counts, as in
// most readers.
class RecordHandler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, RecordHandler> {
 public:
  Field id, text, service_date, setting, codes;
  std::vector<std::string> listed;  // the strings of "codes"
  bool only_texts = true;           // it is a list, and of nothing else
  bool is_object = false;
  bool is_list() const { return in_list_; }  // "codes" is one

  bool Key(const char* name, rapidjson::SizeType size, bool) {
    if (depth_ == 1) {
      field_ = field_named({name, size});
      if (field_ == &codes) listed.clear(), only_texts = true, in_list_ = false;
    }
    return true;
  }
  bool String(const char* value, rapidjson::SizeType size, bool) {
    return set(Type::text, {value, size});
  }
  bool RawNumber(const char* value, rapidjson::SizeType size, bool) {
    return set(Type::number, {value, size});
  }
  bool Null() { return set(Type::null, {}); }
  bool Bool(bool) { return set(Type::other, {}); }
  bool StartObject() {
    if (depth_ == 0) is_object = true;
    set(Type::other, {});
    ++depth_;
    return true;
  }
  bool EndObject(rapidjson::SizeType) { return leave(); }
  bool StartArray() {
    set(Type::other, {});
    if (depth_ == 1 && field_ == &codes) in_list_ = true;
    ++depth_;
    return true;
  }
  bool EndArray(rapidjson::SizeType) { return leave(); }

 private:
  Field* field_named(std::string_view name) {
    if (name == "id") return &id;
    if (name == "text") return &text;
    if (name == "service_date") return &service_date;
    if (name == "setting") return &setting;
    if (name == "codes") return &codes;
    return nullptr;
  }
  bool set(Type type, std::string_view value) {
    if (depth_ == 1 && field_ != nullptr) *field_ = {type, value};
    if (depth_ >= 2 && field_ == &codes) list(type, value);
    return true;
  }
  // A value inside "codes".
  void list(Type type, std::string_view value) {
    only_texts = only_texts && depth_ == 2 && in_list_ && type == Type::text;
    if (only_texts) listed.emplace_back(value);
  }
  bool leave() {
    --depth_;
    return true;
  }

  Field* field_ = nullptr;
  int depth_ = 0;
  bool in_list_ = false;  // "codes" is a list
};

// The value of the "\\u1234" at `at`, or nullopt.
std::optional<unsigned> escaped_unit(const char* line, size_t size, size_t at) {
  if (at + 6 > size || line[at] != '\\' || line[at + 1] != 'u') return std::nullopt;
  unsigned unit = 0;
  const auto [end, error] = std::from_chars(line + at + 2, line + at + 6, unit, 16);
  if (error != std::errc() || end != line + at + 6) return std::nullopt;
  return unit;
}

// Half a surrogate pair is no character, and yet many programs write it where a text was cut:
// U+FFFD takes its place, as for any other bad bytes.
void mend_lone_surrogates(char* line, size_t size) {
  const auto is_high = [](unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; };
  const auto is_low = [](unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; };
  const std::string_view view(line, size);
  for (size_t at = view.find('\\'); at != std::string_view::npos; at = view.find('\\', at)) {
    const auto unit = escaped_unit(line, size, at);
    const bool high = unit && is_high(*unit);
    const auto next = high ? escaped_unit(line, size, at + 6) : std::nullopt;
    const bool pair = next && is_low(*next);
    if (!pair && (high || (unit && is_low(*unit)))) std::memcpy(line + at + 2, "FFFD", 4);
    at += pair ? 12 : unit ? 6 : 2;
  }
}

bool given(const Field& field) { return field.type != Type::missing && field.type != Type::null; }

std::variant<NoteRecord, std::string> record_of(const RecordHandler& fields) {
  if (!fields.is_object) return "not a JSON object";
  if (!given(fields.text)) return "no \"text\"";
  if (fields.text.type != Type::text) return "\"text\" is not a string";
  NoteRecord record;
  record.text = fields.text.value;
  if (given(fields.id)) {
    if (fields.id.type == Type::other) return "\"id\" is neither a string nor a number";
    record.id = fields.id.value;
  }
  if (given(fields.service_date)) {
    if (fields.service_date.type == Type::text)
      record.service_date = parse_date(fields.service_date.value);
    if (!record.service_date) return "\"service_date\" is not a day written as \"2024-03-01\"";
  }
  if (given(fields.setting)) {
    if (fields.setting.type == Type::text) record.setting = parse_setting(fields.setting.value);
    if (!record.setting) return "\"setting\" is neither \"outpatient\" nor \"inpatient\"";
  }
  if (given(fields.codes)) {
    record.codes = fields.listed;
    record.codes_are_texts = fields.only_texts && fields.is_list();
  }
  return record;
}

}  // namespace

std::variant<NoteRecord, std::string> read_record(char* line, size_t size) {
  if (std::memchr(line, '\0', size) != nullptr)
    return "not JSON: a NUL byte (JSON Lines are UTF-8)";
  mend_lone_surrogates(line, size);
  rapidjson::InsituStringStream stream(line);
  rapidjson::Reader reader;
  RecordHandler fields;
  const rapidjson::ParseResult result = reader.Parse<kParse>(stream, fields);
  if (result.IsError())
    return std::string("not JSON: ") + rapidjson::GetParseError_En(result.Code()) + " (byte " +
           std::to_string(result.Offset() + 1) + " of the line)";
  return record_of(fields);
}

std::optional<Setting> parse_setting(std::string_view name) {
  if (name == "outpatient") return Setting::outpatient;
  if (name == "inpatient") return Setting::inpatient;
  return std::nullopt;
}

}  // namespace evident
