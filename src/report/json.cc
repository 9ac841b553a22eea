#include "report/json.h"

#include <algorithm>

#include "report/json_fields.h"
#include "report/names.h"

namespace evident {
namespace {

constexpr std::string_view kSchema = "evident.report/1";

constexpr std::string_view kBilateral = "bilateral";  // the value of the axis "side" for both

// Writes the parts of a report; one member function for each kind of object.
class ReportWriter : public NoteFields {
 public:
  ReportWriter(const Analysis& analysis, const ReportOptions& options)
      : NoteFields(analysis, options.offsets), options_(options) {}

  std::string write() {
    json_.StartObject();
    head(kSchema, options_);
    list("notices", analysis_.notices, &ReportWriter::notice);
    list("codes", analysis_.codes, &ReportWriter::candidate);
    list("claims", analysis_.claims, &ReportWriter::claim);
    list("queries", analysis_.queries, &ReportWriter::query);
    list("red_flags", analysis_.red_flags, &ReportWriter::red_flag);
    list("contradictions", analysis_.contradictions, &ReportWriter::contradiction);
    list("findings", analysis_.findings, &ReportWriter::finding);
    json_.EndObject();
    return written();
  }

 private:
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

  void warning(const Warning& warning) {
    field("id", warning.id);
    field("severity", warning.severity);
    field("message", warning.message);
    texts("would_change_to", warning.would_change_to);
    field_or_null("cite", warning.cite);
    texts("codes", warning.codes);
    list("evidence", warning.evidence, &ReportWriter::evidence);
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
    field("concept", concept_id(finding.concept_index));
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

  const ReportOptions& options_;
};

}  // namespace

std::string json_report(const Analysis& analysis, const ReportOptions& options) {
  return ReportWriter(analysis, options).write();
}

}  // namespace evident
