#include "base/utf8.h"
#include "cli/codes_view.h"
#include "coding/code_file.h"
#include "report/json_fields.h"

namespace evident {
namespace {

class CodesJson : public JsonFields {
 public:
  std::string take() { return written() + "\n"; }

  void code(const CodesView& view, const Code& code) {
    json_.StartObject();
    field("schema", "evident.code/1");
    field("code_set", view.set.name());
    field("code", code.code);
    field("title", code.title);
    field("date", format_date(view.day_of(code)));
    field("state", view.state(code));
    life(view, code);
    field_or_null("parent", code.parent);
    entries("children", view.children(code));
    entries("siblings", view.siblings(code));
    texts("replaced_by", code.replaced_by);
    std::vector<std::string> former;
    for (const Code* each : view.set.former(code.code)) former.push_back(each->code);
    texts("replaces", former);
    notes(view, code);
    json_.EndObject();
  }

  void old_code(const OldCode& code) {
    json_.StartObject();
    field("schema", "evident.code/1");
    field("code", code.code);
    field("title", code.title);
    field("state", "icd-9-cm");
    texts("usual_today", code.now);
    json_.EndObject();
  }

  void unknown(const std::string& code, const std::vector<CodeHit>& near) {
    json_.StartObject();
    field("schema", "evident.code/1");
    field("code", code);
    field("state", "unknown");
    std::vector<std::string> names;
    for (const CodeHit& each : near) names.push_back(each.code);
    texts("near", names);
    json_.EndObject();
  }

  void hit(const CodesView& view, const CodeHit& hit) {
    json_.StartObject();
    field("schema", "evident.code-hit/1");
    field("code", hit.code);
    field("title", hit.title);
    field_or_null("term", hit.term);
    const Code* code = view.set.find(hit.code);
    key("billable");
    json_.Bool(code != nullptr && code->billable(view.day()));
    json_.EndObject();
  }

 private:
  void life(const CodesView& view, const Code& code) {
    key("life");
    json_.StartArray();
    for (const CodePeriod& period : code.periods) {
      json_.StartObject();
      // The first day of the oldest year held says nothing of when the code began.
      const bool known = period.from > view.set.known(code).first;
      field_or_null("from", known ? format_date(period.from) : std::string());
      field_or_null("to", period.to ? format_date(*period.to) : std::string());
      key("billable");
      json_.Bool(period.billable);
      json_.EndObject();
    }
    json_.EndArray();
  }

  void notes(const CodesView& view, const Code& code) {
    texts("includes", code.inclusion_terms);
    key("seventh");
    json_.StartObject();
    for (const auto& [character, meaning] : view.set.seventh_of(code.code))
      field(repair_utf8({&character, 1}), meaning);
    json_.EndObject();
    texts("excludes1", code.excludes1);
    texts("excludes2", code.excludes2);
    key("excluded_by");
    json_.StartArray();
    for (const CodeSet::ExcludedBy& each : view.set.excluded_by(code.code)) {
      json_.StartObject();
      field("at", each.at);
      field("kind", each.type == 1 ? "excludes1" : "excludes2");
      field("names", each.names);
      json_.EndObject();
    }
    json_.EndArray();
    texts("code_first", code.code_first);
    texts("use_additional", code.use_additional);
    texts("code_also", code.code_also);
    official(view, code);
  }

  // The notes as worded, for codes that the file answers for.
  void official(const CodesView& view, const Code& code) {
    const CodeFile* file = view.set.file();
    if (file == nullptr || view.set.find_shipped(code.code) != nullptr) return;
    const auto index = file->find(code.code);
    if (!index) return;
    key("notes");
    json_.StartArray();
    for (const NoteAt& each : file->notes_of(*index)) {
      if (each.note.kind == NoteKind::term || each.note.kind == NoteKind::seventh) continue;
      json_.StartObject();
      field("at", each.at);
      field("kind", name_of(each.note.kind));
      field("text", each.note.text);
      json_.EndObject();
    }
    json_.EndArray();
  }

  void entries(std::string_view name, const std::vector<const Code*>& codes) {
    key(name);
    json_.StartArray();
    for (const Code* code : codes) {
      json_.StartObject();
      field("code", code->code);
      field("title", code->title);
      json_.EndObject();
    }
    json_.EndArray();
  }
};

}  // namespace

std::string code_json(const CodesView& view, const Code& code) {
  CodesJson json;
  json.code(view, code);
  return json.take();
}

std::string old_code_json(const OldCode& code) {
  CodesJson json;
  json.old_code(code);
  return json.take();
}

std::string unknown_code_json(const std::string& code, const std::vector<CodeHit>& near) {
  CodesJson json;
  json.unknown(code, near);
  return json.take();
}

std::string hits_json(const CodesView& view, const std::vector<CodeHit>& hits) {
  std::string lines;
  for (const CodeHit& hit : hits) {
    CodesJson json;
    json.hit(view, hit);
    lines += json.take();
  }
  return lines;
}

}  // namespace evident
