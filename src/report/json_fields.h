// What everything that writes JSON here shares: the fields of objects, one after the other.
//
// A writer derives from JsonFields, or from NoteFields when it tells of a note. Texts of a note and
// of the program are UTF-8; in any other, a path or a code file, bad bytes become U+FFFD.
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>
#include <string_view>
#include <vector>

#include "coding/analysis.h"
#include "report/json.h"

namespace evident {

class JsonFields {
 protected:
  JsonFields() : json_(buffer_) {}

  std::string written() const {
    std::string text;
    text.reserve(buffer_.GetSize() + 1);  // a line end is likely to follow
    text.append(buffer_.GetString(), buffer_.GetSize());
    return text;
  }

  void key(std::string_view name) {
    json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  }
  void put(std::string_view utf8);
  void put_any(std::string_view text);
  void field(std::string_view name, std::string_view value);
  void field_or_null(std::string_view name, std::string_view value);  // null: an empty value
  void flag(std::string_view name, bool value);
  void texts(std::string_view name, const std::vector<std::string>& values);

  // A list of objects, whose fields `write` gives.
  template <typename T, typename Writer>
  void list(std::string_view name, const std::vector<T>& values, void (Writer::*write)(const T&)) {
    key(name);
    json_.StartArray();
    for (const T& value : values) {
      json_.StartObject();
      (static_cast<Writer*>(this)->*write)(value);
      json_.EndObject();
    }
    json_.EndArray();
  }

 private:
  rapidjson::StringBuffer buffer_;

 protected:
  rapidjson::Writer<rapidjson::StringBuffer> json_;
};

class NoteFields : public JsonFields {
 protected:
  // Keeps a reference to the analysis; offsets count in `unit`.
  NoteFields(const Analysis& analysis, OffsetUnit unit) : analysis_(analysis), unit_(unit) {}

  // What every report on a note begins with.
  void head(std::string_view schema, const ReportOptions& options);
  void notice(const Notice& notice);
  void evidence(const Evidence& evidence);
  void offsets(Span norm);  // "begin" and "end"
  void quote(std::string_view name, Span norm);
  std::string_view concept_id(uint32_t index) const;

  const Analysis& analysis_;
  const OffsetUnit unit_;
};

}  // namespace evident
