#include "context/context.h"

#include <algorithm>

#include "context/borrow.h"
#include "context/links.h"
#include "context/scopes.h"
#include "context/sections.h"
#include "context/sentence_view.h"

namespace evident {
namespace {

class ContextReader {
 public:
  ContextReader(const Text& text, const Lexicon& lexicon, const std::vector<Mention>& mentions)
      : text_(text), lexicon_(lexicon), mentions_(mentions) {
    context_.sections = find_sections(text, lexicon, mentions);
  }

  Context run() {
    for (uint32_t i = 0; i < text_.sentences().size(); ++i) read_sentence(i);
    borrow_places(mentions_, lexicon_, context_.sections, context_.findings);
    for (Finding& finding : context_.findings) {
      std::stable_sort(finding.linked.begin(), finding.linked.end(),
                       [](const Linked& a, const Linked& b) { return a.axis < b.axis; });
      for (const Linked& linked : finding.linked)
        if (linked.words != finding.span) finding.by.push_back({linked.axis, linked.words});
    }
    return std::move(context_);
  }

 private:
  void read_sentence(uint32_t index) {
    const SentenceView view = view_of(index);
    if (view.findings.empty() && view.cues.empty()) {
      update_carry(view, {});
      return;
    }
    const std::vector<Scope> scopes = find_scopes(view);
    const size_t first = context_.findings.size();
    for (const Mention& mention : view.findings) add_finding(view, scopes, mention);
    std::vector<Finding*> own;
    for (size_t i = first; i < context_.findings.size(); ++i) own.push_back(&context_.findings[i]);
    link_modifiers(view, scopes, std::move(own));
    update_carry(view, scopes);
  }

  SentenceView view_of(uint32_t index) {
    const Span span = text_.sentences()[index].span;
    SentenceView view;
    view.text = &text_;
    view.lexicon = &lexicon_;
    view.index = index;
    view.span = span;
    const Section& section = context_.sections[section_at(context_.sections, span.begin)];
    view.head_end = std::max(span.begin, std::min(section.body.begin, span.end));
    for (; next_ < mentions_.size() && mentions_[next_].sentence == index; ++next_)
      sort_in(view, mentions_[next_]);
    return view;
  }

  void sort_in(SentenceView& view, const Mention& mention) const {
    const bool in_head = mention.span.begin < view.head_end;
    switch (lexicon_.concepts()[mention.concept_index].kind) {
      case ConceptKind::problem:
      case ConceptKind::symptom:
        view.findings.push_back(mention);
        return;
      case ConceptKind::modifier:
        view.modifiers.push_back(mention);
        return;
      case ConceptKind::cue:
        if (!in_head) view.cues.push_back(mention);
        return;
      case ConceptKind::section:
        return;
    }
  }

  void add_finding(const SentenceView& view, const std::vector<Scope>& scopes,
                   const Mention& mention) {
    Finding finding;
    finding.concept_index = mention.concept_index;
    finding.span = mention.span;
    finding.sentence = view.index;
    finding.section = section_at(context_.sections, mention.span.begin);
    finding.item = text_.sentences()[view.index].item;
    for (const AxisValue& value : view.concept_of(mention).values)
      finding.linked.push_back({value.axis, value.value, mention.span, true});
    finding.standing = context_.sections[finding.section].standing;
    if (const auto answer = find_answer(view, mention)) {
      if (view.concept_of(*answer).means == CueMeaning::answer_no)
        apply_meaning(CueMeaning::negated, answer->span, finding);
    } else {
      apply_scopes(scopes, finding);
      for (const Scope& scope : carry_) apply_meaning(scope.means, scope.cue.span, finding);
    }
    apply_section(scopes, finding);
    context_.findings.push_back(std::move(finding));
  }

  void apply_section(const std::vector<Scope>& scopes, Finding& finding) const {
    const Section& section = context_.sections[finding.section];
    if (section.says_from < 0) return;
    const Section& from = context_.sections[section.says_from];
    const auto& says = lexicon_.concepts()[from.concept_index].section_says;
    if (!says) return;
    const bool current = std::any_of(scopes.begin(), scopes.end(), [&](const Scope& scope) {
      return scope.means == CueMeaning::current && scope.span.contains(finding.span);
    });
    if (*says == CueMeaning::past && current) return;
    apply_meaning(*says, from.head, finding);
  }

  // "Denies:" over a list: its scope goes on through the lines of the list.
  void update_carry(const SentenceView& view, const std::vector<Scope>& scopes) {
    const Sentence& sentence = text_.sentences()[view.index];
    std::vector<Scope> opened;
    for (const Scope& scope : scopes)
      if (scope.to_the_end) opened.push_back(scope);
    if (!opened.empty()) {
      carry_ = std::move(opened);
      carry_paragraph_ = -1;
      return;
    }
    if (carry_.empty()) return;
    if (carry_paragraph_ < 0) carry_paragraph_ = static_cast<int>(sentence.paragraph);
    const bool last = view.index + 1 >= text_.sentences().size();
    if (last ||
        text_.sentences()[view.index + 1].paragraph != static_cast<uint32_t>(carry_paragraph_))
      carry_.clear();
  }

  const Text& text_;
  const Lexicon& lexicon_;
  const std::vector<Mention>& mentions_;
  size_t next_ = 0;
  std::vector<Scope> carry_;
  int carry_paragraph_ = -1;
  Context context_;
};

}  // namespace

const Linked* Finding::value(std::string_view axis) const {
  for (const Linked& one : linked)
    if (one.axis == axis) return &one;
  return nullptr;
}

Context read_context(const Text& text, const Lexicon& lexicon,
                     const std::vector<Mention>& mentions) {
  return ContextReader(text, lexicon, mentions).run();
}

}  // namespace evident
