#include "report/explain.h"

#include <algorithm>

#include "report/display.h"
#include "report/names.h"
#include "report/note_view.h"
#include "report/reasons.h"

namespace evident {
namespace {

constexpr int kLongestExplained = 200;  // columns
constexpr int kMentionsBefore = 8;      // looked at for one that ends at a place

// The span of norm that covers position `at` of the note; nullopt behind its end.
std::optional<Span> place_at(const Text& text, uint32_t at, OffsetUnit unit) {
  const auto size = static_cast<uint32_t>(text.utf8().size());
  if (at >= text.offset(size, unit)) return std::nullopt;
  uint32_t low = 0, high = size;  // the last position that counts no more than `at`
  while (high - low > 1) {
    const uint32_t middle = low + (high - low) / 2;
    (text.offset(middle, unit) <= at ? low : high) = middle;
  }
  return text.norm_span({low, low + 1});
}

class Explanation {
 public:
  Explanation(const Analysis& analysis, const Trace& trace, const ExplainView& view,
              std::optional<Span> place)
      : analysis_(analysis),
        trace_(trace),
        view_(view),
        place_(place),
        out_(text_, std::max(view.width, 40), view.color) {}

  std::string write() {
    sections();
    sentences();
    scopes();
    findings();
    candidates();
    return std::move(text_);
  }

 private:
  bool covers(Span span) const { return !place_ || span.overlaps(*place_); }

  void sections() {
    heading("Sections");
    for (const Section& section : analysis_.sections) {
      if (section.head.empty() && section.body.empty()) continue;
      if (!covers(section.head) && !covers(section.body)) continue;
      begin(section.head.empty() ? section.body : section.head);
      out_.put(visible(section.id), Style::code);
      if (!section.head.empty()) quote(section.head, Style::plain);
      out_.put(", " + std::string(name_of(section.standing)), Style::dim);
      out_.end();
    }
  }

  void sentences() {
    heading("Sentences");
    for (const Sentence& sentence : analysis_.text.sentences()) {
      if (!covers(sentence.span)) continue;
      begin(sentence.span);
      out_.put(clip(visible(analysis_.text.quote(sentence.span)), kLongestExplained));
      if (sentence.item >= 0) out_.put("  (list item)", Style::dim);
      out_.end();
      if (place_) tokens(sentence.span);
      mentions(sentence.span);
    }
  }

  void tokens(Span sentence) {
    const Text& text = analysis_.text;
    std::string words;
    for (uint32_t i = text.token_at(sentence.begin); i < text.tokens().size(); ++i) {
      const Span token = text.tokens()[i];
      if (token.begin >= sentence.end || words.size() > kLongestExplained) break;
      words += " " + std::string(text.norm().substr(token.begin, token.size()));
    }
    detail("tokens" + words, std::nullopt);
  }

  // Mentions are in order of the note.
  void mentions(Span sentence) {
    const auto first =
        std::ranges::lower_bound(trace_.mentions, sentence.begin, {},
                                 [](const Mention& mention) { return mention.span.begin; });
    for (auto it = first; it != trace_.mentions.end() && it->span.begin < sentence.end; ++it)
      if (covers(it->span)) detail(name_of_concept(it->concept_index), it->span);
  }

  void scopes() {
    heading("Scopes");
    for (const Scope& scope : trace_.scopes) {
      if (!covers(scope.span) && !covers(scope.cue.span)) continue;
      begin(scope.cue.span);
      out_.put(name_of_concept(scope.cue.concept_index), Style::code);
      quote(scope.cue.span, Style::support);
      out_.put(scope.span.begin >= scope.cue.span.end ? " reaches on over" : " reaches back over");
      quote(scope.span, Style::plain);
      out_.put(", to " + end_of(scope), Style::dim);
      out_.end();
    }
  }

  // What stands where a scope ends.
  std::string end_of(const Scope& scope) const {
    const Text& text = analysis_.text;
    const Span sentence = text.sentences()[scope.cue.sentence].span;
    const bool forward = scope.span.begin >= scope.cue.span.end;
    if (scope.to_the_end) return "the end of the list behind the colon";
    if (forward ? scope.span.end >= sentence.end : scope.span.begin <= sentence.begin)
      return forward ? "the end of the sentence" : "the beginning of the sentence";
    const Mention* stop = forward ? mention_from(scope.span.end) : mention_before(scope.span.begin);
    if (stop != nullptr)
      return "\"" + clip(visible(text.quote(stop->span)), kLongestExplained) + "\" (" +
             name_of_concept(stop->concept_index) + ")";
    const uint32_t at = forward ? scope.span.end : scope.span.begin - 1;
    const char sign = text.norm()[at];
    if (std::string_view(",;:|()[].").find(sign) != std::string_view::npos)
      return std::string("'") + sign + "'";
    return forward ? "the end of its reach" : "the beginning of its reach";
  }

  // The mention that begins at `at`, or behind the blanks there.
  const Mention* mention_from(uint32_t at) const {
    const std::string_view norm = analysis_.text.norm();
    while (at < norm.size() && norm[at] == ' ') ++at;
    const auto found = std::ranges::lower_bound(
        trace_.mentions, at, {}, [](const Mention& mention) { return mention.span.begin; });
    return found != trace_.mentions.end() && found->span.begin == at ? &*found : nullptr;
  }

  // The mention that ends at `at`, or before the blanks there.
  const Mention* mention_before(uint32_t at) const {
    const std::string_view norm = analysis_.text.norm();
    while (at > 0 && norm[at - 1] == ' ') --at;
    auto found = std::ranges::lower_bound(
        trace_.mentions, at, {}, [](const Mention& mention) { return mention.span.begin; });
    for (int i = 0; i < kMentionsBefore && found != trace_.mentions.begin(); ++i)
      if ((--found)->span.end == at) return &*found;
    return nullptr;
  }

  std::string name_of_concept(uint32_t index) const {
    return index < analysis_.concepts.size() ? visible(analysis_.concepts[index]) : "unknown";
  }

  void findings() {
    heading("Findings");
    for (const Finding& finding : analysis_.findings) {
      if (!covers(finding.span)) continue;
      begin(finding.span);
      out_.put(name_of_concept(finding.concept_index), Style::code);
      quote(finding.span, Style::anchor);
      if (finding.section < analysis_.sections.size())
        out_.put(", in " + visible(analysis_.sections[finding.section].id) + " (" +
                     std::string(name_of(finding.standing)) + ")",
                 Style::dim);
      out_.end();
      context(finding);
    }
  }

  void context(const Finding& finding) {
    std::string state;
    const auto say = [&](bool is, std::string_view word) {
      if (is) state += (state.empty() ? "" : ", ") + std::string(word);
    };
    say(finding.negated, "negated");
    say(finding.certainty == Certainty::possible, "possible");
    say(finding.time != Time::current, name_of(finding.time));
    say(finding.experiencer != Experiencer::patient, name_of(finding.experiencer));
    say(finding.hypothetical, "hypothetical");
    detail(state.empty() ? "affirmed, current, the patient's own" : state, std::nullopt);
    for (const By& by : finding.by)
      if (finding.value(by.says) == nullptr) detail(by.says + " by", by.cue);
    for (const Linked& linked : finding.linked)
      detail(linked.axis + " = " + linked.value + " from", linked.words);
    if (finding.duration_days)
      detail("duration " + std::to_string(*finding.duration_days) + " days", std::nullopt);
  }

  void candidates() {
    heading("Candidate codes");
    for (const Candidate& candidate : analysis_.codes) {
      const bool shown =
          std::any_of(candidate.evidence.begin(), candidate.evidence.end(),
                      [this](const Evidence& evidence) { return covers(evidence.span); });
      if (!shown) continue;
      out_.begin("  ", std::string(6, ' '));
      out_.put_whole(visible(candidate.code), Style::code);
      out_.put("  " + visible(candidate.title));
      out_.end();
      out_.begin(std::string(6, ' '), std::string(8, ' '));
      out_.put(std::string(name_of(candidate.status)) + ", " +
               std::string(name_of(candidate.support)) +
               (candidate.rank > 0 ? ", rank " + std::to_string(candidate.rank) : "") +
               (candidate.reason.empty() ? "" : ": " + reason_in_words(candidate, analysis_.text)));
      out_.end();
      detail("rule " + candidate.rule, std::nullopt);
      if (!candidate.because.empty()) detail("because " + candidate.because, std::nullopt);
      if (!candidate.cite.empty()) detail("see " + candidate.cite, std::nullopt);
      for (const Evidence& evidence : candidate.evidence)
        detail(std::string(name_of(evidence.role)) + " " + evidence.concept_id, evidence.span);
      for (const Warning& warning : candidate.warnings)
        detail(warning.severity + " " + warning.id + ": " + warning.message, std::nullopt);
    }
  }

  void heading(const std::string& title) {
    if (!text_.empty()) out_.blank_line();
    out_.begin("", "");
    out_.put(title, Style::heading);
    out_.end();
  }

  // "  120-133  line 3  "
  void begin(Span span) {
    const Span at = analysis_.text.note_span(span);
    std::string place = "  " + std::to_string(analysis_.text.offset(at.begin, view_.offsets)) +
                        "-" + std::to_string(analysis_.text.offset(at.end, view_.offsets));
    place.resize(std::max(place.size() + 2, size_t{14}), ' ');
    place += "line " + std::to_string(line_number(analysis_.text, span.begin));
    place.resize(std::max(place.size() + 2, size_t{24}), ' ');
    out_.begin(place, std::string(place.size(), ' '), Style::dim);
  }

  void quote(Span span, Style style) {
    out_.put(" ");
    out_.put("\"" + clip(visible(analysis_.text.quote(span)), kLongestExplained) + "\"", style);
  }

  void detail(const std::string& words, std::optional<Span> span) {
    out_.begin(std::string(6, ' '), std::string(8, ' '));
    out_.put(visible(words), Style::dim);
    if (span) {
      quote(*span, Style::support);
      const Span at = analysis_.text.note_span(*span);
      out_.put(" " + std::to_string(analysis_.text.offset(at.begin, view_.offsets)) + "-" +
                   std::to_string(analysis_.text.offset(at.end, view_.offsets)),
               Style::dim);
    }
    out_.end();
  }

  const Analysis& analysis_;
  const Trace& trace_;
  const ExplainView& view_;
  std::optional<Span> place_;
  std::string text_;
  Wrapper out_;
};

}  // namespace

std::string explain_report(const Analysis& analysis, const Trace& trace, const ExplainView& view) {
  std::optional<Span> place;
  if (view.at) {
    place = place_at(analysis.text, *view.at, view.offsets);
    if (!place) return "";
  }
  return Explanation(analysis, trace, view, place).write();
}

}  // namespace evident
