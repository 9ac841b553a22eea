#include "report/json.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>

#include "base/utf8.h"
#include "report/names.h"

namespace evident {
namespace {

constexpr std::string_view kSchema = "evident.report/1";

constexpr std::string_view kBilateral = "bilateral";  // the value of the axis "side" for both

// `text` with U+FFFD for what is not UTF-8; texts of a note never need it, paths may.
std::string repaired(std::string_view text) {
  std::string out;
  for (size_t bad; (bad = find_invalid_utf8(text)) != std::string_view::npos;) {
    out += text.substr(0, bad);
    out += "\xEF\xBF\xBD";
    text.remove_prefix(bad + 1);
  }
  return out += text;
}

// Writes the parts of a report; one member function for each kind of object.
class ReportWriter {
 public:
  ReportWriter(const Analysis& analysis, const ReportOptions& options)
      : analysis_(analysis), options_(options), json_(buffer_) {}

  std::string write() {
    json_.StartObject();
    head();
    list("notices", analysis_.notices, &ReportWriter::notice);
    list("codes", analysis_.codes, &ReportWriter::candidate);
    list("claims", analysis_.claims, &ReportWriter::claim);
    list("queries", analysis_.queries, &ReportWriter::query);
    list("red_flags", analysis_.red_flags, &ReportWriter::red_flag);
    list("contradictions", analysis_.contradictions, &ReportWriter::contradiction);
    list("findings", analysis_.findings, &ReportWriter::finding);
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
  }

  void notice(const Notice& notice) {
    field("id", notice.id);
    field("message", notice.message);
  }

  void candidate(const Candidate& candidate) {
    field("code", candidate.code);
    field_or_null("title", candidate.title);
    field("status", name_of(candidate.status));
    field_or_null("reason", candidate.reason);
    blocker(candidate.by);
    field("support", name_of(candidate.support));
    key("rank");
    if (candidate.status == Status::proposed && candidate.rank > 0)
      json_.Int(candidate.rank);
    else
      json_.Null();
    field_or_null("rule", candidate.rule);
    field_or_null("because", candidate.because);
    field_or_null("cite", candidate.cite);
    list("evidence", candidate.evidence, &ReportWriter::evidence);
    list("warnings", candidate.warnings, &ReportWriter::warning);
  }

  void blocker(const std::optional<Blocker>& by) {
    key("by");
    if (!by || (!by->code && !by->words)) return void(json_.Null());
    json_.StartObject();
    if (by->code) {
      field("code", *by->code);
    } else {
      field("says", by->says);
      quote("text", *by->words);
      offsets(*by->words);
    }
    json_.EndObject();
  }

  void evidence(const Evidence& evidence) {
    offsets(evidence.span);
    quote("text", evidence.span);
    field("role", name_of(evidence.role));
    field_or_null("concept", evidence.concept_id);
    field_or_null("section", evidence.section);
  }

  void warning(const Warning& warning) {
    field("id", warning.id);
    field("severity", warning.severity);
    field("message", warning.message);
    texts("would_change_to", warning.would_change_to);
  }

  void claim(const Claim& claim) {
    field("code", claim.code);
    offsets(claim.span);
    quote("text", claim.span);
    field("verdict", claim.verdict);
    field_or_null("date", claim.date.value_or(""));
    texts("replaced_by", claim.replaced_by);
    field_or_null("because", claim.because);
  }

  void query(const Query& query) {
    field("about", query.about);
    field_or_null("code", query.code);
    texts("changes", query.changes);
    list("indicators", query.indicators, &ReportWriter::evidence);
    field("text", query.text);
    texts("options", query.options);
  }

  void red_flag(const RedFlag& flag) {
    field("id", flag.id);
    field("message", flag.message);
    key("evidence");
    json_.StartArray();
    json_.StartObject();
    evidence(flag.evidence);
    json_.EndObject();
    json_.EndArray();
  }

  void contradiction(const Contradiction& contradiction) {
    field("about", contradiction.about);
    field("message", contradiction.message);
    list("sides", contradiction.sides, &ReportWriter::evidence);
  }

  void finding(const Finding& finding) {
    field("concept", finding.concept_index < analysis_.concepts.size()
                         ? std::string_view(analysis_.concepts[finding.concept_index])
                         : std::string_view("unknown"));
    offsets(finding.span);
    quote("text", finding.span);
    field_or_null("section", finding.section < analysis_.sections.size()
                                 ? std::string_view(analysis_.sections[finding.section].id)
                                 : std::string_view());
    flag("negated", finding.negated);
    field("certainty", name_of(finding.certainty));
    field("time", name_of(finding.time));
    field("experiencer", name_of(finding.experiencer));
    flag("hypothetical", finding.hypothetical);
    linked(finding);
    list("by", finding.by, &ReportWriter::by);
  }

  void linked(const Finding& finding) {
    field_or_null("side", side_of(finding));
    axis("region", finding);
    levels(finding);
    axis("acuity", finding);
    key("duration_days");
    if (finding.duration_days)
      json_.Int(*finding.duration_days);
    else
      json_.Null();
    for (const char* name : {"severity", "radiation", "episode", "cause"}) axis(name, finding);
  }

  // Both sides said in one word count as that word, wherever it stands among the values.
  static std::string_view side_of(const Finding& finding) {
    std::string_view first;
    for (const Linked& linked : finding.linked) {
      if (linked.axis != "side") continue;
      if (linked.value == kBilateral) return linked.value;
      if (first.empty()) first = linked.value;
    }
    return first;
  }

  void axis(const char* name, const Finding& finding) {
    const auto is_it = [name](const Linked& linked) { return linked.axis == name; };
    const auto it = std::find_if(finding.linked.begin(), finding.linked.end(), is_it);
    field_or_null(name, it == finding.linked.end() ? std::string_view() : it->value);
  }

  void levels(const Finding& finding) {
    std::vector<std::string> values;
    for (const Linked& linked : finding.linked)
      if (linked.axis == "level" &&
          std::find(values.begin(), values.end(), linked.value) == values.end())
        values.push_back(linked.value);
    texts("level", values);
  }

  void by(const By& by) {
    field("says", by.says);
    quote("cue", by.cue);
    offsets(by.cue);
  }

  // "begin" and "end" of a span of norm, in the unit of the report.
  void offsets(Span norm) {
    const Span at = analysis_.text.note_span(norm);
    key("begin");
    json_.Uint(analysis_.text.offset(at.begin, options_.offsets));
    key("end");
    json_.Uint(analysis_.text.offset(at.end, options_.offsets));
  }

  void quote(const char* name, Span norm) {
    key(name);
    put(analysis_.text.quote(norm));
  }

  void key(const char* name) { json_.Key(name); }

  void put(std::string_view utf8) {
    json_.String(utf8.data() != nullptr ? utf8.data() : "",
                 static_cast<rapidjson::SizeType>(utf8.size()));
  }

  void put_any(std::string_view text) {
    if (find_invalid_utf8(text) == std::string_view::npos)
      put(text);
    else
      put(repaired(text));
  }

  void field(const char* name, std::string_view value) {
    key(name);
    put_any(value);
  }

  void field_or_null(const char* name, std::string_view value) {
    if (!value.empty()) return field(name, value);
    key(name);
    json_.Null();
  }

  void flag(const char* name, bool value) {
    key(name);
    json_.Bool(value);
  }

  void texts(const char* name, const std::vector<std::string>& values) {
    key(name);
    json_.StartArray();
    for (const std::string& value : values) put_any(value);
    json_.EndArray();
  }

  template <typename T>
  void list(const char* name, const std::vector<T>& values, void (ReportWriter::*write)(const T&)) {
    key(name);
    json_.StartArray();
    for (const T& value : values) {
      json_.StartObject();
      (this->*write)(value);
      json_.EndObject();
    }
    json_.EndArray();
  }

  const Analysis& analysis_;
  const ReportOptions& options_;
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> json_;
};

}  // namespace

std::string json_report(const Analysis& analysis, const ReportOptions& options) {
  return ReportWriter(analysis, options).write();
}

}  // namespace evident
