#include "report/audit_json.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "base/utf8.h"
#include "report/names.h"

namespace evident {
namespace {

constexpr std::string_view kSchema = "evident.audit/1";

class AuditWriter {
 public:
  AuditWriter(const Analysis& analysis, const Audit& audit, const ReportOptions& options)
      : analysis_(analysis), audit_(audit), options_(options), json_(buffer_) {}

  std::string write() {
    json_.StartObject();
    head();
    list("notices", analysis_.notices, [this](const Notice& notice) {
      field("id", notice.id);
      field("message", notice.message);
    });
    list("assigned", audit_.assigned, [this](const Judgement& one) { judgement(one); });
    list("missed", audit_.missed, [this](const Missed& one) { missed(one); });
    json_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  void head() {
    field("schema", kSchema);
    field("id", options_.id);
    field("engine", options_.engine);
    field("rules", options_.rules);
    field("code_set", options_.code_set);
    const auto& date = analysis_.encounter.service_date;
    field_or_null("service_date", date ? format_date(*date) : std::string());
    field("setting", name_of(analysis_.encounter.setting));
    field("offsets", name_of(options_.offsets));
    json_.Key("clean");
    json_.Bool(audit_.clean());
  }

  void judgement(const Judgement& one) {
    field("code", one.code);
    field_or_null("title", one.title);
    field("verdict", one.verdict);
    field_or_null("date", one.date.value_or(""));
    texts("replaced_by", one.replaced_by);
    texts("instead", one.instead);
    conflict(one.conflict);
    field("because", one.because);
    list("evidence", one.evidence, [this](const Evidence& words) { evidence(words); });
    list("against", one.against, [this](const Evidence& words) { evidence(words); });
  }

  void conflict(const std::optional<Conflict>& conflict) {
    json_.Key("conflict");
    if (!conflict) return void(json_.Null());
    json_.StartObject();
    field("code", conflict->code);
    field("note", "Excludes1");
    field("at", conflict->at);
    field("names", conflict->names);
    json_.EndObject();
  }

  void missed(const Missed& one) {
    const Candidate& candidate = analysis_.codes[one.candidate];
    field("code", candidate.code);
    field_or_null("title", candidate.title);
    json_.Key("rank");
    json_.Int(candidate.rank);
    texts("instead_of", one.instead_of);
    field_or_null("rule", candidate.rule);
    field_or_null("because", candidate.because);
    field_or_null("cite", candidate.cite);
    list("evidence", candidate.evidence, [this](const Evidence& words) { evidence(words); });
  }

  void evidence(const Evidence& words) {
    const Span at = analysis_.text.note_span(words.span);
    json_.Key("begin");
    json_.Uint(analysis_.text.offset(at.begin, options_.offsets));
    json_.Key("end");
    json_.Uint(analysis_.text.offset(at.end, options_.offsets));
    field("text", analysis_.text.quote(words.span));
    field("role", name_of(words.role));
    field_or_null("concept", words.concept_id);
    field_or_null("section", words.section);
  }

  // Bytes that are no UTF-8, of a path, become U+FFFD; the texts of a note never need it.
  void put(std::string_view text) {
    std::string mended;
    for (size_t bad; (bad = find_invalid_utf8(text)) != std::string_view::npos;) {
      mended.append(text.substr(0, bad)).append("\xEF\xBF\xBD");
      text.remove_prefix(bad + 1);
    }
    mended += text;
    json_.String(mended.data(), static_cast<rapidjson::SizeType>(mended.size()));
  }

  void field(const char* name, std::string_view value) {
    json_.Key(name);
    put(value);
  }

  void field_or_null(const char* name, std::string_view value) {
    if (!value.empty()) return field(name, value);
    json_.Key(name);
    json_.Null();
  }

  void texts(const char* name, const std::vector<std::string>& values) {
    json_.Key(name);
    json_.StartArray();
    for (const std::string& value : values) put(value);
    json_.EndArray();
  }

  template <typename T, typename Write>
  void list(const char* name, const std::vector<T>& values, Write write) {
    json_.Key(name);
    json_.StartArray();
    for (const T& value : values) {
      json_.StartObject();
      write(value);
      json_.EndObject();
    }
    json_.EndArray();
  }

  const Analysis& analysis_;
  const Audit& audit_;
  const ReportOptions& options_;
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> json_;
};

}  // namespace

std::string audit_json(const Analysis& analysis, const Audit& audit, const ReportOptions& options) {
  return AuditWriter(analysis, audit, options).write();
}

}  // namespace evident
