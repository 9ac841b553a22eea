#include "report/json_fields.h"

#include "base/utf8.h"
#include "report/names.h"

namespace evident {

void JsonFields::put(std::string_view utf8) {
  json_.String(utf8.data() != nullptr ? utf8.data() : "",
               static_cast<rapidjson::SizeType>(utf8.size()));
}

void JsonFields::put_any(std::string_view text) {
  if (find_invalid_utf8(text) == std::string_view::npos)
    put(text);
  else
    put(repair_utf8(text));
}

void JsonFields::field(std::string_view name, std::string_view value) {
  key(name);
  put_any(value);
}

void JsonFields::field_or_null(std::string_view name, std::string_view value) {
  if (!value.empty()) return field(name, value);
  key(name);
  json_.Null();
}

void JsonFields::flag(std::string_view name, bool value) {
  key(name);
  json_.Bool(value);
}

void JsonFields::texts(std::string_view name, const std::vector<std::string>& values) {
  key(name);
  json_.StartArray();
  for (const std::string& value : values) put_any(value);
  json_.EndArray();
}

void NoteFields::head(std::string_view schema, const ReportOptions& options) {
  field("schema", schema);
  field("id", options.id);
  field("engine", options.engine);
  field("rules", options.rules);
  field("code_set", options.code_set);
  const auto& date = analysis_.encounter.service_date;
  field_or_null("service_date", date ? format_date(*date) : std::string());
  field("setting", name_of(analysis_.encounter.setting));
  field("offsets", name_of(unit_));
}

void NoteFields::notice(const Notice& notice) {
  field("id", notice.id);
  field("message", notice.message);
}

void NoteFields::evidence(const Evidence& evidence) {
  offsets(evidence.span);
  quote("text", evidence.span);
  field("role", name_of(evidence.role));
  field_or_null("concept", evidence.concept_id);
  field_or_null("section", evidence.section);
}

void NoteFields::offsets(Span norm) {
  const Span at = analysis_.text.note_span(norm);
  key("begin");
  json_.Uint(analysis_.text.offset(at.begin, unit_));
  key("end");
  json_.Uint(analysis_.text.offset(at.end, unit_));
}

void NoteFields::quote(std::string_view name, Span norm) {
  key(name);
  put(analysis_.text.quote(norm));
}

std::string_view NoteFields::concept_id(uint32_t index) const {
  return index < analysis_.concepts.size() ? std::string_view(analysis_.concepts[index])
                                           : std::string_view("unknown");
}

}  // namespace evident
