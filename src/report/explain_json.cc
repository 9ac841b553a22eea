#include "report/explain_json.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>

#include "report/names.h"
#include "text/decode.h"

namespace evident {
namespace {

class ExplanationWriter {
 public:
  ExplanationWriter(const Analysis& analysis, const Trace& trace, OffsetUnit offsets)
      : analysis_(analysis),
        trace_(trace),
        text_(analysis.text),
        offsets_(offsets),
        json_(buffer_) {}

  std::string write(const std::string& id) {
    json_.StartObject();
    field("id", decode_utf8(id).utf8);  // a path may hold any bytes
    field("offsets", name_of(offsets_));
    list("sections", analysis_.sections, &ExplanationWriter::section);
    list("heads", text_.heads(), &ExplanationWriter::head);
    list("sentences", text_.sentences(), &ExplanationWriter::sentence);
    list("items", text_.items(), &ExplanationWriter::item);
    list("mentions", trace_.mentions, &ExplanationWriter::mention);
    list("scopes", trace_.scopes, &ExplanationWriter::scope);
    list("findings", analysis_.findings, &ExplanationWriter::finding);
    json_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  void section(const Section& section) {
    field("id", section.id);
    field("standing", name_of(section.standing));
    json_.Key("head");
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
    json_.Key("section");
    if (const Section* opened = opened_by(head))
      put(opened->id);
    else
      json_.Null();
  }

  void sentence(const Sentence& sentence) {
    place(sentence.span, false);
    json_.Key("paragraph");
    json_.Uint(sentence.paragraph);
    json_.Key("item");
    if (sentence.item >= 0)
      json_.Int(sentence.item);
    else
      json_.Null();
  }

  void item(const ListItem& item) {
    place(item.span, false);
    field("mark", text_.quote(item.mark));
    json_.Key("depth");
    json_.Int(item.depth);
  }

  std::string_view id_of(uint32_t concept_index) const {
    return concept_index < analysis_.concepts.size()
               ? std::string_view(analysis_.concepts[concept_index])
               : std::string_view("unknown");
  }

  void mention(const Mention& mention) {
    field("concept", id_of(mention.concept_index));
    place(mention.span);
  }

  void scope(const Scope& scope) {
    field("cue", id_of(scope.cue.concept_index));
    place(scope.cue.span);
    json_.Key("reach");
    json_.StartObject();
    place(scope.span, false);
    json_.EndObject();
  }

  void finding(const Finding& finding) {
    field("concept", id_of(finding.concept_index));
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
    const Span at = text_.note_span(norm);
    json_.Key("begin");
    json_.Uint(text_.offset(at.begin, offsets_));
    json_.Key("end");
    json_.Uint(text_.offset(at.end, offsets_));
    if (quoted) field("text", text_.quote(norm));
  }

  void put(std::string_view utf8) {
    json_.String(utf8.data() != nullptr ? utf8.data() : "",
                 static_cast<rapidjson::SizeType>(utf8.size()));
  }

  void field(const char* name, std::string_view value) {
    json_.Key(name);
    put(value);
  }

  void flag(const char* name, bool value) {
    json_.Key(name);
    json_.Bool(value);
  }

  template <typename T>
  void list(const char* name, const std::vector<T>& values,
            void (ExplanationWriter::*write)(const T&)) {
    json_.Key(name);
    json_.StartArray();
    for (const T& value : values) {
      json_.StartObject();
      (this->*write)(value);
      json_.EndObject();
    }
    json_.EndArray();
  }

  const Analysis& analysis_;
  const Trace& trace_;
  const Text& text_;
  OffsetUnit offsets_;
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> json_;
};

}  // namespace

std::string explain_json(const Analysis& analysis, const Trace& trace, const std::string& id,
                         OffsetUnit offsets) {
  return ExplanationWriter(analysis, trace, offsets).write(id);
}

}  // namespace evident
