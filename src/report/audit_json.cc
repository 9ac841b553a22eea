#include "report/audit_json.h"

#include "report/json_fields.h"

namespace evident {
namespace {

constexpr std::string_view kAuditSchema = "evident.audit/1";

class AuditWriter : public NoteFields {
 public:
  AuditWriter(const Analysis& analysis, const Audit& audit, const ReportOptions& options)
      : NoteFields(analysis, options.offsets), audit_(audit), options_(options) {}

  std::string write() {
    json_.StartObject();
    head(kAuditSchema, options_);
    flag("clean", audit_.clean());
    std::vector<Notice> notices = analysis_.notices;
    notices.insert(notices.end(), audit_.notices.begin(), audit_.notices.end());
    list("notices", notices, &AuditWriter::notice);
    list("assigned", audit_.assigned, &AuditWriter::judgement);
    list("missed", audit_.missed, &AuditWriter::missed);
    json_.EndObject();
    return written();
  }

 private:
  void judgement(const Judgement& one) {
    field("code", one.code);
    field_or_null("title", one.title);
    field("verdict", one.verdict);
    field_or_null("date", one.date.value_or(""));
    texts("replaced_by", one.replaced_by);
    texts("instead", one.instead);
    conflict(one.conflict);
    field("because", one.because);
    list("evidence", one.evidence, &AuditWriter::evidence);
    list("against", one.against, &AuditWriter::evidence);
  }

  void conflict(const std::optional<Conflict>& conflict) {
    key("conflict");
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
    key("rank");
    json_.Int(candidate.rank);
    texts("instead_of", one.instead_of);
    field_or_null("rule", candidate.rule);
    field_or_null("because", candidate.because);
    field_or_null("cite", candidate.cite);
    list("evidence", candidate.evidence, &AuditWriter::evidence);
  }

  const Audit& audit_;
  const ReportOptions& options_;
};

}  // namespace

std::string audit_json(const Analysis& analysis, const Audit& audit, const ReportOptions& options) {
  return AuditWriter(analysis, audit, options).write();
}

}  // namespace evident
