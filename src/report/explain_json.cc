#include "report/explain_json.h"

#include <algorithm>

#include "report/json_fields.h"
#include "report/names.h"
#include "text/decode.h"

namespace evident {
namespace {

class ExplanationWriter : public NoteFields {
 public:
  ExplanationWriter(const Analysis& analysis, const Trace& trace, OffsetUnit offsets)
      : NoteFields(analysis, offsets), trace_(trace), text_(analysis.text) {}

  std::string write(const std::string& id) {
    json_.StartObject();
    field("id", decode_utf8(id).utf8);  // a path may hold any bytes
    field("offsets", name_of(unit_));
    list("sections", analysis_.sections, &ExplanationWriter::section);
    list("heads", text_.heads(), &ExplanationWriter::head);
    list("sentences", text_.sentences(), &ExplanationWriter::sentence);
    list("items", text_.items(), &ExplanationWriter::item);
    list("mentions", trace_.mentions, &ExplanationWriter::mention);
    list("scopes", trace_.scopes, &ExplanationWriter::scope);
    list("findings", analysis_.findings, &ExplanationWriter::finding);
    json_.EndObject();
    return written();
  }

 private:
  void section(const Section& section) {
    field("id", section.id);
    field("standing", name_of(section.standing));
    key("head");
    if (section.head.empty()) {
      json_.Null();
    } else {
      json_.StartObject();
      place(section.head);
      json_.EndObject();
    }
    place(section.body, false);
  }

  void head(const Head& head) {
    place(head.words);
    flag("line_start", head.line_start);
    flag("alone", head.alone);
    flag("colon", head.colon);
    flag("capitals", head.capitals);
    flag("title", head.title);
    key("section");
    if (const Section* opened = opened_by(head))
      put(opened->id);
    else
      json_.Null();
  }

  void sentence(const Sentence& sentence) {
    place(sentence.span, false);
    key("paragraph");
    json_.Uint(sentence.paragraph);
    key("item");
    if (sentence.item >= 0)
      json_.Int(sentence.item);
    else
      json_.Null();
  }

  void item(const ListItem& item) {
    place(item.span, false);
    field("mark", text_.quote(item.mark));
    key("depth");
    json_.Int(item.depth);
  }

  void mention(const Mention& mention) {
    field("concept", concept_id(mention.concept_index));
    place(mention.span);
  }

  void scope(const Scope& scope) {
    field("cue", concept_id(scope.cue.concept_index));
    place(scope.cue.span);
    key("reach");
    json_.StartObject();
    place(scope.span, false);
    json_.EndObject();
  }

  void finding(const Finding& finding) {
    field("concept", concept_id(finding.concept_index));
    place(finding.span);
    field("section", analysis_.sections[finding.section].id);
    field("standing", name_of(finding.standing));
    flag("negated", finding.negated);
    field("certainty", name_of(finding.certainty));
    field("time", name_of(finding.time));
    field("experiencer", name_of(finding.experiencer));
    flag("hypothetical", finding.hypothetical);
  }

  // Sections are in order of their heads; the first has none.
  const Section* opened_by(const Head& head) const {
    const auto& sections = analysis_.sections;
    const auto found = std::lower_bound(
        sections.begin() + 1, sections.end(), head.words.begin,
        [](const Section& section, uint32_t begin) { return section.head.begin < begin; });
    return found != sections.end() && found->head == head.words ? &*found : nullptr;
  }

  void place(Span norm, bool quoted = true) {
    offsets(norm);
    if (quoted) quote("text", norm);
  }

  const Trace& trace_;
  const Text& text_;
};

}  // namespace

std::string explain_json(const Analysis& analysis, const Trace& trace, const std::string& id,
                         OffsetUnit offsets) {
  return ExplanationWriter(analysis, trace, offsets).write(id);
}

}  // namespace evident
