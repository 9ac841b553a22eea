#include "context/scopes.h"

#include <algorithm>
#include <array>

#include "context/answers.h"
#include "context/clauses.h"
#include "text/ascii.h"
#include "text/openers.h"

namespace evident {
namespace {

constexpr uint32_t kBeside = 16;      // bytes: a side or a level between a word and its condition
constexpr uint32_t kRightBefore = 2;  // words between a finding and "ruled out"
constexpr int kFindingsBefore = 4;    // looked at; several may share their words

// Cues that are only there to be in the way of others.
bool reaches_nothing(CueMeaning means) {
  return means == CueMeaning::stop || means == CueMeaning::pseudo || is_answer(means);
}

class ScopeFinder {
 public:
  explicit ScopeFinder(const SentenceView& view) : view_(view), clauses_(view) {}

  // `limit`: where a list ends at the latest.
  Span forward(const Mention& cue, const Concept& concept_, uint32_t limit) const {
    const uint32_t begin = cue.span.end;
    // "(copied from June) Impression: ...": a remark before what it speaks of.
    const bool remark =
        concept_.reach == Reach::sentence && view_.text->norm()[view_.span.begin] == '(';
    uint32_t end = remark ? view_.span.end : clauses_.bracket_end(begin, view_.span.end);
    if (concept_.reach != Reach::sentence)
      end = clauses_.dash_from(begin, std::min(end, clauses_.clause_end(begin, concept_.means)));
    if (concept_.reach == Reach::phrase)
      end = clauses_.list_end(begin, std::max(begin, std::min(end, limit)), concept_.means);
    if (concept_.reach == Reach::words)
      end = words_after(begin, clauses_.comma_from(begin, clauses_.colon_from(begin, end)),
                        concept_.reach_words);
    return {begin, end};
  }

  Span backward(const Mention& cue, const Concept& concept_) const {
    const uint32_t end =
        concept_.direction == Direction::trailing ? before_signs(cue.span.begin) : cue.span.begin;
    uint32_t begin = view_.head_end;
    if (concept_.reach != Reach::sentence)
      begin = clauses_.after_last_colon(clauses_.clause_begin(end, concept_.means), end);
    begin = clauses_.after_last_full_stop(begin, end);
    begin = clauses_.after_open_bracket(begin, end);
    if (concept_.means == CueMeaning::possible) begin = clauses_.after_last_dash(begin, end);
    if (concept_.reach == Reach::phrase) begin = clauses_.list_begin(begin, end);
    if (concept_.reach == Reach::words)
      begin = words_before(clauses_.after_last_comma(begin, end), end, concept_.reach_words);
    return {begin, std::max(begin, end)};
  }

  bool same_brackets(uint32_t begin, uint32_t end) const {
    return !clauses_.has_bracket(begin, end);
  }

 private:
  uint32_t words_after(uint32_t begin, uint32_t end, int words) const {
    const auto& tokens = view_.text->tokens();
    const size_t last = view_.text->token_at(begin) + static_cast<size_t>(words);
    return last < tokens.size() ? std::min(end, tokens[last].begin) : end;
  }

  // Where the words before a comma or a dash at `end` end.
  uint32_t before_signs(uint32_t end) const {
    const std::string_view norm = view_.text->norm();
    while (end > view_.head_end && !is_word(norm[end - 1])) --end;
    return end;
  }

  uint32_t words_before(uint32_t begin, uint32_t end, int words) const {
    const uint32_t token = view_.text->token_at(end);
    const auto count = static_cast<uint32_t>(words);
    if (token < count) return begin;
    return std::max(begin, view_.text->tokens()[token - count].begin);
  }

  const SentenceView& view_;
  const Clauses clauses_;
};

bool open_ended(const SentenceView& view, Span scope, Reach reach) {
  if (reach == Reach::sentence && is_remark(view.words())) return true;
  return scope.end == view.span.end && ends_with_colon(view.words());
}

// "LBP ?facet pain", "LBP? Facet pain": a sign speaks of the words that it is glued to.
bool turns_from(const SentenceView& view, Span cue, Direction direction) {
  const std::string_view norm = view.text->norm();
  if (cue.size() != 1 || cue.begin == 0 || cue.end >= norm.size()) return false;
  const bool apart = is_one_of(norm[cue.begin - 1], " \n\t([");
  if (apart == is_one_of(norm[cue.end], " \n\t)].,;")) return false;
  return (direction == Direction::backward) == apart;
}

bool already_says(const Finding& finding, std::string_view says) {
  return std::any_of(finding.by.begin(), finding.by.end(),
                     [&](const By& by) { return by.says == says; });
}

// Is there nothing more of the statement behind the cue, or one of these signs? `gap`: blanks that
// end it, too.
bool ends_statement(const SentenceView& view, Span cue, std::string_view signs, size_t gap) {
  const std::string_view rest = view.between(cue.end, view.span.end);
  const size_t next = rest.find_first_not_of(" \t\n");
  return next == std::string_view::npos || next >= gap || is_one_of(rest[next], signs);
}

// Where a cue looks here; nullopt: nowhere. One of direction `either` looks back when it ends a
// statement, or a finding right before it.
std::optional<Direction> resolve(const SentenceView& view, const Mention& cue,
                                 Direction direction) {
  if (direction == Direction::trailing)
    return ends_statement(view, cue.span, ".;)", std::string_view::npos)
               ? std::optional(Direction::backward)
               : std::nullopt;
  if (direction != Direction::either) return direction;
  constexpr size_t kGap = 2;
  if (ends_statement(view, cue.span, ".,;)", kGap)) return Direction::backward;
  auto finding = std::ranges::lower_bound(view.findings, cue.span.begin, {},
                                          [](const Mention& m) { return m.span.begin; });
  for (int i = 0; i < kFindingsBefore && finding != view.findings.begin(); ++i) {
    --finding;
    if (finding->span.end > cue.span.begin) continue;
    const std::string_view gap = view.between(finding->span.end, cue.span.begin);
    if (gap.find(',') == std::string_view::npos && gap.find(':') == std::string_view::npos &&
        view.words_between(finding->span.end, cue.span.begin) <= kRightBefore)
      return Direction::backward;
  }
  return Direction::forward;
}

// "Disc herniation at L4-5 or a spinal stenosis": the findings of two concepts right before and
// behind the cue.
std::optional<std::pair<Span, Span>> findings_around(const SentenceView& view, const Mention& cue) {
  constexpr uint32_t kFar = 3;  // words: "at L4-5"
  const auto apart = [&](uint32_t begin, uint32_t end) {
    return view.between(begin, end).find_first_of(",;:.") != std::string_view::npos ||
           view.words_between(begin, end) > kFar;
  };
  const auto after = std::ranges::lower_bound(view.findings, cue.span.end, {},
                                              [](const Mention& m) { return m.span.begin; });
  if (after == view.findings.end() || apart(cue.span.end, after->span.begin)) return std::nullopt;
  auto before = after;
  for (int i = 0; i < kFindingsBefore && before != view.findings.begin(); ++i) {
    --before;
    if (before->span.end > cue.span.begin || apart(before->span.end, cue.span.begin)) continue;
    if (before->concept_index == after->concept_index) return std::nullopt;
    return std::pair(before->span, after->span);
  }
  return std::nullopt;
}

// A problem that the assessment names stays there, though it calls it incidental; a symptom that
// it ascribes to something else does not.
bool stays(const Finding& finding, const Lexicon& lexicon) {
  return finding.standing == Standing::leading && finding.concept_index != kNoConcept &&
         lexicon.concepts()[finding.concept_index].kind == ConceptKind::problem;
}

// "Recurrent L4-5 herniation, status post discectomy": what is there again was not taken away.
void spare_recurrent(const Lexicon& lexicon, const Finding& finding,
                     std::vector<const Scope*>& covering) {
  const auto again = [&](const Scope* one) {
    return one->means == CueMeaning::current && distance(one->cue.span, finding.span) <= kBeside;
  };
  if (std::ranges::none_of(covering, again)) return;
  std::erase_if(covering, [&](const Scope* one) {
    return one->means == CueMeaning::past && !lexicon.concepts()[one->cue.concept_index].of.empty();
  });
}

}  // namespace

bool reaches(const Scope& scope, Span words) {
  if (scope.cue.span.contains(words)) return scope.cue.span != words;  // "rule sciatica out"
  if (scope.cue.span.end <= words.begin) return scope.span.contains(words.begin);
  return words.end <= scope.span.end && words.end > scope.span.begin;
}

namespace {

// Is one cue right behind another? nullptr: there is no other.
bool follows(const SentenceView& view, const Mention* before, const Mention& cue) {
  return before != nullptr && before->span.end <= cue.span.begin &&
         view.between(before->span.end, cue.span.begin).find_first_not_of(" \n\t") ==
             std::string_view::npos;
}

// "not have any complaints of", "no suspicion for", "I suspect he has": an affirming or doubting
// cue right behind a denial is denied with it, an affirming one behind a doubt doubted. "Most
// likely secondary to": what ends other clauses begins this one.
bool says_nothing(const SentenceView& view, const Mention* before, const Mention& cue) {
  if (!follows(view, before, cue)) return false;
  const CueMeaning means = view.concept_of(cue).means;
  if (means == CueMeaning::affirmed) return true;
  const bool doubts = view.concept_of(*before).means == CueMeaning::possible;
  return means == (doubts ? CueMeaning::stop : CueMeaning::possible);
}

// The view without cues that say nothing here.
SentenceView with_live_cues(const SentenceView& view) {
  SentenceView live = view;
  live.cues.clear();
  const Mention* before = nullptr;  // a denial or doubt of what follows it
  for (const Mention& cue : view.cues) {
    if (says_nothing(view, before, cue)) continue;
    live.cues.push_back(cue);
    const Concept& concept_ = view.concept_of(cue);
    if ((concept_.means == CueMeaning::negated || concept_.means == CueMeaning::possible) &&
        concept_.direction == Direction::forward)
      before = &cue;
  }
  return live;
}

// "No fever, no chills": from the second cue on, the first has no more to say, and its list ends
// where that of the second ends. So a sentence of nothing but cues stays linear.
class NextCues {
 public:
  // Where the next cue of this meaning begins, seen from right to left; or `end`.
  uint32_t after(const ScopeFinder& finder, const Mention& cue, CueMeaning means,
                 uint32_t end) const {
    const uint32_t next = begins_[static_cast<size_t>(means)];
    return next != 0 && finder.same_brackets(cue.span.end, next) ? next : end;
  }
  void add(const Mention& cue, const Concept& concept_) {
    const bool lists = concept_.reach == Reach::phrase || concept_.reach == Reach::clause;
    if (lists && concept_.direction == Direction::forward)
      begins_[static_cast<size_t>(concept_.means)] = cue.span.begin;
  }

 private:
  std::array<uint32_t, static_cast<size_t>(CueMeaning::answer_yes) + 1> begins_ = {};
};

}  // namespace

std::vector<Scope> find_scopes(const SentenceView& whole_view) {
  const SentenceView view = with_live_cues(whole_view);
  const ScopeFinder finder(view);
  NextCues next;
  std::vector<Scope> scopes;
  for (size_t i = view.cues.size(); i-- > 0;) {
    const Mention& cue = view.cues[i];
    const Concept& concept_ = view.concept_of(cue);
    if (reaches_nothing(concept_.means)) continue;
    if (concept_.direction == Direction::between) {
      if (const auto two = findings_around(view, cue)) {
        scopes.push_back({cue, concept_.means, {cue.span.end, two->second.end}, false});
        scopes.push_back({cue, concept_.means, {two->first.begin, cue.span.begin}, false});
      }
      continue;
    }
    const std::optional<Direction> direction = resolve(view, cue, concept_.direction);
    if (!direction || turns_from(view, cue.span, *direction)) continue;
    if (direction == Direction::backward || direction == Direction::both)
      scopes.push_back({cue, concept_.means, finder.backward(cue, concept_), false});
    if (direction == Direction::forward || direction == Direction::both) {
      const uint32_t limit = next.after(finder, cue, concept_.means, view.span.end);
      const Span span = finder.forward(cue, concept_, limit);
      scopes.push_back({cue, concept_.means, span, open_ended(view, span, concept_.reach)});
    }
    next.add(cue, concept_);
  }
  std::ranges::reverse(scopes);
  return scopes;
}

void apply_meaning(CueMeaning means, Span cue, Finding& finding) {
  const auto because = [&](const char* says) {
    if (!already_says(finding, says)) finding.by.push_back({says, cue});
  };
  switch (means) {
    case CueMeaning::negated:
      finding.negated = true;
      return because("negated");
    case CueMeaning::possible:
      finding.certainty = Certainty::possible;
      return because("possible");
    case CueMeaning::past:
      finding.time = Time::past;
      return because("past");
    case CueMeaning::future:
      finding.time = Time::future;
      return because("future");
    case CueMeaning::family:
      finding.experiencer = Experiencer::family;
      return because("family");
    case CueMeaning::other:
      finding.experiencer = Experiencer::other;
      return because("other");
    case CueMeaning::hypothetical:
      finding.hypothetical = true;
      return because("hypothetical");
    case CueMeaning::mentioned:
      finding.standing = std::max(finding.standing, Standing::mentioned);
      return because("mentioned");
    default:
      return;
  }
}

bool speaks_of(const Scope& scope, const Finding& finding, const Lexicon& lexicon) {
  const Concept& cue = lexicon.concepts()[scope.cue.concept_index];
  return cue.of.empty() || finding.concept_index == kNoConcept ||
         lexicon.concepts()[finding.concept_index].bears_one_of(cue.of);
}

void apply_scopes(const std::vector<Scope>& scopes, const Lexicon& lexicon, Finding& finding) {
  std::vector<const Scope*> covering;
  for (const Scope& scope : scopes)
    if (reaches(scope, finding.span) && speaks_of(scope, finding, lexicon))
      covering.push_back(&scope);
  std::stable_sort(covering.begin(), covering.end(), [&](const Scope* a, const Scope* b) {
    return distance(a->cue.span, finding.span) < distance(b->cue.span, finding.span);
  });
  spare_recurrent(lexicon, finding, covering);
  // "No herniation or stenosis": of two that are denied neither is in doubt.
  if (std::ranges::any_of(covering, [](auto* one) { return one->means == CueMeaning::negated; }))
    std::erase_if(covering, [&](const Scope* one) {
      return one->means == CueMeaning::possible &&
             lexicon.concepts()[one->cue.concept_index].direction == Direction::between;
    });
  bool affirmed = false;
  for (const Scope* scope : covering) {
    affirmed |= scope->means == CueMeaning::affirmed;
    if (scope->means == CueMeaning::mentioned && stays(finding, lexicon)) continue;
    if (affirmed && scope->means == CueMeaning::negated) continue;
    const bool raised =
        finding.standing == Standing::stated ||
        (finding.standing == Standing::mentioned && scope->cue.span.begin >= finding.span.end);
    if (scope->means == CueMeaning::leading && raised) finding.standing = Standing::leading;
    const bool now = already_says(finding, "current");
    if (scope->means == CueMeaning::past && now) continue;
    if (scope->means == CueMeaning::current) {
      finding.by.push_back({"current", scope->cue.span});
      continue;
    }
    apply_meaning(scope->means, scope->cue.span, finding);
  }
  std::erase_if(finding.by, [](const By& by) { return by.says == "current"; });
}

}  // namespace evident
