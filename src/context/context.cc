#include "context/context.h"

#include <algorithm>

#include "context/answers.h"
#include "context/borrow.h"
#include "context/links.h"
#include "context/quotes.h"
#include "context/resolution.h"
#include "context/scopes.h"
#include "context/sections.h"
#include "context/sentence_view.h"
#include "text/openers.h"

namespace evident {
namespace {

class ContextReader {
 public:
  // `sections` are those of the text.
  ContextReader(const Text& text, const Lexicon& lexicon, const std::vector<Mention>& mentions,
                const std::vector<Section>& sections, Trace* trace = nullptr)
      : text_(text), lexicon_(lexicon), mentions_(mentions), sections_(sections), trace_(trace) {}

  std::vector<Finding> run() {
    for (uint32_t i = 0; i < text_.sentences().size(); ++i) read_sentence(i);
    borrow_places(text_, mentions_, lexicon_, sections_, findings_);
    withdraw_resolved(lexicon_, findings_);
    withdraw_refuted(findings_);
    withdraw_corrected(lexicon_, sections_, findings_);
    for (Finding& finding : findings_) {
      std::stable_sort(finding.linked.begin(), finding.linked.end(),
                       [](const Linked& a, const Linked& b) { return a.axis < b.axis; });
      for (const Linked& linked : finding.linked)
        if (linked.words != finding.span) finding.by.push_back({linked.axis, linked.words});
    }
    return std::move(findings_);
  }

  // Reads `words` instead of the problems and symptoms of the lexicon.
  std::vector<Finding> run(const Matcher& matcher, const std::vector<Mention>& words) {
    size_t at = 0;
    for (uint32_t i = 0; i < text_.sentences().size(); ++i) {
      SentenceView view = bare_view_of(i);
      const bool opens = opens_list(view.words());
      if (!opens && (at == words.size() || !stands_in(i, words[at].span))) {
        pass(i);
        continue;
      }
      fill(view);
      for (; at < words.size() && stands_in(i, words[at].span); ++at)
        read_words(matcher, view, {words[at].concept_index, words[at].span, i});
      update_carry(i, opens ? find_scopes(view) : std::vector<Scope>());
    }
    return std::move(findings_);
  }

 private:
  // Words between two sentences belong to the one before them.
  bool stands_in(uint32_t sentence, Span words) const {
    const auto& sentences = text_.sentences();
    if (sentence + 1 == sentences.size()) return true;
    const uint32_t next = sentences[sentence + 1].span.begin;
    return words.begin < next && !(words.begin >= sentences[sentence].span.end && words.end > next);
  }

  void read_words(const Matcher& matcher, const SentenceView& sentence, const Mention& words) {
    SentenceView view = hiding(matcher, sentence, words.span);
    view.findings.insert(std::ranges::upper_bound(view.findings, words.span, {}, &Mention::span),
                         words);
    add_finding(view, find_scopes(view), words);
    if (const auto again = said_again(view, words.span))
      deny_label(find_scopes(hiding(matcher, sentence, *again)), *again, findings_.back());
  }

  // The sentence without what its words at `span` say.
  SentenceView hiding(const Matcher& matcher, const SentenceView& sentence, Span span) const {
    const auto touches = [&](const Mention& mention) { return mention.span.overlaps(span); };
    SentenceView view = sentence;
    if (std::ranges::none_of(view.cues, touches) && std::ranges::none_of(view.findings, touches))
      return view;
    view.findings.clear();
    view.cues.clear();
    view.modifiers.clear();
    for (const Mention& mention : matcher.find(text_, view.index, span)) sort_in(view, mention);
    std::erase_if(view.findings, touches);
    return view;
  }

  // Most sentences name no finding; of their cues only those that reach into a list behind a colon
  // matter.
  bool needs_scopes(const SentenceView& view) const {
    if (trace_ != nullptr || opens_list(view.words())) return true;
    for (size_t i = next_; i < mentions_.size() && mentions_[i].sentence == view.index; ++i)
      if (is_finding(lexicon_.concepts()[mentions_[i].concept_index].kind)) return true;
    return false;
  }

  void read_sentence(uint32_t index) {
    SentenceView view = bare_view_of(index);
    if (!needs_scopes(view)) return pass(index);
    fill(view);
    const std::vector<Scope> scopes = find_scopes(view);
    if (trace_ != nullptr)
      trace_->scopes.insert(trace_->scopes.end(), scopes.begin(), scopes.end());
    const size_t first = findings_.size();
    for (const Mention& mention : view.findings) add_finding(view, scopes, mention);
    std::vector<Finding*> own;
    for (size_t i = first; i < findings_.size(); ++i) own.push_back(&findings_[i]);
    link_modifiers(view, scopes, std::move(own));
    update_carry(index, scopes);
  }

  // A sentence that says nothing.
  void pass(uint32_t index) {
    while (next_ < mentions_.size() && mentions_[next_].sentence == index) ++next_;
    update_carry(index, {});
  }

  // Without what stands in the sentence.
  SentenceView bare_view_of(uint32_t index) const {
    SentenceView view;
    view.text = &text_;
    view.lexicon = &lexicon_;
    view.index = index;
    view.span = text_.sentences()[index].span;
    return view;
  }

  void fill(SentenceView& view) {
    const Span span = view.span;
    const Section& section = sections_[section_at(sections_, span.begin)];
    view.head_end = std::max(span.begin, std::min(section.body.begin, span.end));
    for (; next_ < mentions_.size() && mentions_[next_].sentence == view.index; ++next_)
      sort_in(view, mentions_[next_]);
    if (text_.norm()[span.end - 1] == '?') view.reply = reply_behind(view);
    if (!view.reply && !view.findings.empty()) view.reply = ticked_behind(view);
  }

  bool follows(uint32_t index, const SentenceView& view) const {
    const auto& sentences = text_.sentences();
    return index < sentences.size() &&
           sentences[index].paragraph == sentences[view.index].paragraph;
  }

  // "No." in the paragraph of a question and right behind it.
  std::optional<Mention> reply_behind(const SentenceView& view) const {
    if (!follows(view.index + 1, view)) return std::nullopt;
    const Span next = text_.sentences()[view.index + 1].span;
    for (size_t i = next_; i < mentions_.size() && mentions_[i].span.begin == next.begin; ++i)
      if (is_reply(view, mentions_[i], next.end)) return mentions_[i];
    return std::nullopt;
  }

  // "Back pain: [ ] yes [x] no": each box begins a sentence of its own on the line of the label.
  std::optional<Mention> ticked_behind(const SentenceView& view) const {
    size_t next = next_;
    for (uint32_t index = view.index + 1; follows(index, view); ++index) {
      const Span option = text_.sentences()[index].span;
      if (view.between(view.span.end, option.begin).find('\n') != std::string_view::npos) break;
      std::vector<Mention> words;
      for (; next < mentions_.size() && mentions_[next].sentence == index; ++next)
        words.push_back(mentions_[next]);
      const auto answer = answer_of_option(view, option, words);
      if (!answer) break;
      if (answer->yes) return answer->cue;
    }
    return std::nullopt;
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
      case ConceptKind::red_flag:
      case ConceptKind::circumstance:
        return;
    }
  }

  void add_finding(const SentenceView& view, const std::vector<Scope>& scopes,
                   const Mention& mention) {
    Finding finding;
    finding.concept_index = mention.concept_index;
    finding.span = mention.span;
    finding.sentence = view.index;
    finding.section = section_at(sections_, mention.span.begin);
    finding.item = text_.sentences()[view.index].item;
    finding.opens = opens(view, mention.span);
    if (mention.concept_index != kNoConcept && is_finding(view.concept_of(mention).kind))
      for (const AxisValue& value : view.concept_of(mention).values)
        finding.linked.push_back({value.axis, value.value, mention.span, true});
    finding.standing = sections_[finding.section].standing;
    if (const auto answer = find_answer(view, mention)) {
      if (!answer->yes) apply_meaning(CueMeaning::negated, answer->cue.span, finding);
    } else {
      apply_scopes(scopes, lexicon_, finding);
      for (const Scope& scope : carry_)
        if (speaks_of(scope, finding, lexicon_))
          apply_meaning(scope.means, scope.cue.span, finding);
    }
    if (const auto again = said_again(view, mention.span)) deny_label(scopes, *again, finding);
    doubt_quoted(view, finding);
    apply_section(scopes, finding);
    findings_.push_back(std::move(finding));
  }

  // Do the words begin a line, paragraph or item, or what stands behind a head?
  bool opens(const SentenceView& view, Span words) const {
    constexpr uint32_t kBefore = 2;  // words: "left lumbar radiculopathy"
    const uint32_t begin = std::max(view.head_end, view.span.begin);
    if (words.begin < begin || view.words_between(begin, words.begin) > kBefore) return false;
    if (begin > view.span.begin || view.index == 0) return true;
    const Sentence& own = text_.sentences()[view.index];
    const Sentence& before = text_.sentences()[view.index - 1];
    return own.item != before.item || own.paragraph != before.paragraph ||
           view.between(before.span.end, begin).find('\n') != std::string_view::npos;
  }

  void doubt_quoted(const SentenceView& view, Finding& finding) const {
    if (finding.concept_index == kNoConcept || finding.standing == Standing::leading) return;
    if (lexicon_.concepts()[finding.concept_index].kind != ConceptKind::problem) return;
    if (const auto quotation = quotation_around(view, finding.span))
      apply_meaning(CueMeaning::possible, *quotation, finding);
  }

  // "Radiculopathy: there is no radiculopathy": where the words of a label stand behind it.
  static std::optional<Span> said_again(const SentenceView& view, Span label) {
    if (view.between(label.end, view.span.end).substr(0, 1) != ":") return std::nullopt;
    const std::string_view words = view.between(label.begin, label.end);
    const size_t again = view.between(label.end, view.span.end).find(words);
    if (words.empty() || again == std::string_view::npos) return std::nullopt;
    const uint32_t begin = label.end + static_cast<uint32_t>(again);
    return Span{begin, begin + label.size()};
  }

  // A denial of the words behind it is one of the label.
  void deny_label(const std::vector<Scope>& scopes, Span again, Finding& label) const {
    Finding echo;
    echo.concept_index = label.concept_index;
    echo.span = again;
    apply_scopes(scopes, lexicon_, echo);
    for (const By& by : echo.by)
      if (by.says == "negated" && !label.negated) apply_meaning(CueMeaning::negated, by.cue, label);
  }

  void apply_section(const std::vector<Scope>& scopes, Finding& finding) const {
    const Section& section = sections_[finding.section];
    if (section.says_from < 0) return;
    const Section& from = sections_[section.says_from];
    const auto& says = lexicon_.concepts()[from.concept_index].section_says;
    if (!says) return;
    const bool current = std::any_of(scopes.begin(), scopes.end(), [&](const Scope& scope) {
      return scope.means == CueMeaning::current && scope.span.contains(finding.span);
    });
    if (*says == CueMeaning::past && current) return;
    apply_meaning(*says, from.head, finding);
  }

  // "Denies:" over a list: its scope goes on through the lines of the list.
  void update_carry(uint32_t index, const std::vector<Scope>& scopes) {
    std::vector<Scope> opened;
    for (const Scope& scope : scopes)
      if (scope.to_the_end) opened.push_back(scope);
    if (!opened.empty()) {
      carry_ = std::move(opened);
      carry_paragraph_ = -1;
      return;
    }
    if (carry_.empty()) return;
    const auto& sentences = text_.sentences();
    if (carry_paragraph_ < 0) carry_paragraph_ = static_cast<int>(sentences[index].paragraph);
    const bool last = index + 1 >= sentences.size();
    if (last || sentences[index + 1].paragraph != static_cast<uint32_t>(carry_paragraph_))
      carry_.clear();
  }

  const Text& text_;
  const Lexicon& lexicon_;
  const std::vector<Mention>& mentions_;
  const std::vector<Section>& sections_;
  Trace* trace_;
  size_t next_ = 0;
  std::vector<Scope> carry_;
  int carry_paragraph_ = -1;
  std::vector<Finding> findings_;
};

}  // namespace

const Linked* Finding::value(std::string_view axis) const {
  for (const Linked& one : linked)
    if (one.axis == axis) return &one;
  return nullptr;
}

Context read_context(const Text& text, const Lexicon& lexicon, const std::vector<Mention>& mentions,
                     Trace* trace) {
  Context context;
  context.sections = find_sections(text, lexicon, mentions);
  context.findings = ContextReader(text, lexicon, mentions, context.sections, trace).run();
  return context;
}

std::vector<Finding> read_findings(const Text& text, const Lexicon& lexicon, const Matcher& matcher,
                                   const std::vector<Span>& words) {
  const std::vector<Mention> mentions = matcher.find_all(text);
  const std::vector<Section> sections = find_sections(text, lexicon, mentions);
  std::vector<Mention> unnamed;
  for (const Span& span : words) unnamed.push_back({kNoConcept, span, 0});
  return ContextReader(text, lexicon, mentions, sections).run(matcher, unnamed);
}

std::vector<Finding> read_apart(const Text& text, const Lexicon& lexicon, const Matcher& matcher,
                                const std::vector<Mention>& mentions,
                                const std::vector<Section>& sections, std::vector<Mention> apart) {
  if (apart.empty()) return {};
  std::ranges::stable_sort(apart, {}, [](const Mention& mention) { return mention.span; });
  return ContextReader(text, lexicon, mentions, sections).run(matcher, apart);
}

}  // namespace evident
