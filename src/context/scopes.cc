#include "context/scopes.h"

#include <algorithm>

namespace evident {
namespace {

constexpr uint32_t kShortListEntry = 3;  // words: "chills", "leg weakness", "low back pain"

bool is_answer(CueMeaning means) {
  return means == CueMeaning::answer_no || means == CueMeaning::answer_yes;
}

// Cues that are only there to be in the way of others.
bool reaches_nothing(CueMeaning means) {
  return means == CueMeaning::stop || means == CueMeaning::pseudo || is_answer(means);
}

// "positive for" ends a denial, but not an "if" or a family history.
bool ends_scope(CueMeaning ending, CueMeaning scope) {
  const bool of_fact =
      scope == CueMeaning::negated || scope == CueMeaning::past || scope == CueMeaning::possible;
  return ending == CueMeaning::stop || (ending == CueMeaning::affirmed && of_fact);
}

constexpr uint32_t kRightBefore = 2;  // words between a finding and "ruled out"

class ScopeFinder {
 public:
  ScopeFinder(const SentenceView& view, CueMeaning means) : view_(view) { collect_ends(means); }

  Span forward(const Mention& cue, const Concept& concept_) const {
    const uint32_t begin = cue.span.end;
    uint32_t end = bracket_end(begin, view_.span.end);
    if (concept_.reach != Reach::sentence) end = first_end_after(begin, end);
    if (concept_.reach == Reach::phrase) end = list_end(begin, end);
    if (concept_.reach == Reach::words) {
      end = static_cast<uint32_t>(std::min<size_t>(end, view_.text->norm().find(',', begin)));
      end = words_after(begin, end, concept_.reach_words);
    }
    return {begin, end};
  }

  Span backward(const Mention& cue, const Concept& concept_) const {
    const uint32_t end = cue.span.begin;
    uint32_t begin = view_.head_end;
    if (concept_.reach != Reach::sentence)
      begin = after_last(':', last_end_before(end, begin), end);
    begin = after_full_stop(begin, end);
    if (concept_.reach == Reach::phrase) begin = list_begin(begin, end);
    if (concept_.reach == Reach::words)
      begin = words_before(after_last(',', begin, end), end, concept_.reach_words);
    return {begin, std::max(begin, end)};
  }

 private:
  void collect_ends(CueMeaning means) {
    for (const Mention& cue : view_.cues) {
      const Concept& concept_ = view_.concept_of(cue);
      if (ends_scope(concept_.means, means) && concept_.direction == Direction::forward)
        ends_.push_back(cue.span);
    }
    const std::string_view norm = view_.text->norm();
    for (uint32_t i = view_.span.begin; i < view_.span.end; ++i)
      if (norm[i] == ';' || norm[i] == '|') ends_.push_back({i, i + 1});
    std::sort(ends_.begin(), ends_.end());
  }

  // A cue inside brackets speaks inside them: "(denies leg pain), left sciatica".
  uint32_t bracket_end(uint32_t begin, uint32_t end) const {
    const size_t bracket = view_.between(begin, end).find_first_of("()");
    if (bracket == std::string_view::npos) return end;
    const uint32_t at = begin + static_cast<uint32_t>(bracket);
    return view_.text->norm()[at] == ')' ? at : end;
  }

  uint32_t first_end_after(uint32_t begin, uint32_t otherwise) const {
    for (Span end : ends_)
      if (end.begin >= begin) return std::min(end.begin, otherwise);
    return otherwise;
  }

  uint32_t last_end_before(uint32_t end, uint32_t otherwise) const {
    uint32_t begin = otherwise;
    for (Span stop : ends_)
      if (stop.end <= end) begin = std::max(begin, stop.end);
    return begin;
  }

  // What looks like an abbreviation may be a full stop all the same: "radiculopathy, L. Ankle jerk
  // absent". Nothing speaks back over one that a capital follows.
  uint32_t after_full_stop(uint32_t begin, uint32_t end) const {
    const std::string_view norm = view_.text->norm();
    for (uint32_t i = end; i > begin + 2; --i)
      if (norm[i - 2] == ' ' && norm[i - 3] == '.' && view_.text->capital_at(i - 1)) return i - 1;
    return begin;
  }

  uint32_t after_last(char sign, uint32_t begin, uint32_t end) const {
    const size_t at = view_.between(begin, end).rfind(sign);
    return at == std::string_view::npos ? begin : begin + static_cast<uint32_t>(at) + 1;
  }

  // Commas end a phrase unless a list goes on after them.
  uint32_t list_end(uint32_t begin, uint32_t end) const {
    const std::string_view norm = view_.text->norm();
    for (size_t comma = norm.find(',', begin); comma < end; comma = norm.find(',', comma + 1)) {
      const auto after = static_cast<uint32_t>(comma + 1);
      if (!list_goes_on(after, end)) return static_cast<uint32_t>(comma);
    }
    return end;
  }

  bool list_goes_on(uint32_t after, uint32_t end) const {
    const std::string_view rest = view_.between(after, end);
    const size_t comma = rest.find(',');
    const uint32_t entry_end =
        comma == std::string_view::npos ? end : after + static_cast<uint32_t>(comma);
    if (view_.words_between(after, entry_end) <= kShortListEntry) return true;
    return has_or(rest);
  }

  static bool has_or(std::string_view rest) {
    return rest.find(" or ") != std::string_view::npos ||
           rest.find(" nor ") != std::string_view::npos ||
           rest.find("\nor ") != std::string_view::npos ||
           rest.find(" or\n") != std::string_view::npos;
  }

  // Looking back, a list shows by its "and" or "or": "a, b and c are denied", but not
  // "a, zoster excluded".
  uint32_t list_begin(uint32_t begin, uint32_t end) const {
    const uint32_t last = after_last(',', begin, end);
    const std::string entry = ' ' + std::string(view_.between(last, end));
    const bool aside = view_.words_between(last, end) == 0;  // "x, once suspected, was ruled out"
    const bool list = aside || entry.find(" and ") != std::string::npos ||
                      entry.find(" or ") != std::string::npos ||
                      entry.find("/") != std::string::npos;
    return list ? begin : last;
  }

  uint32_t words_after(uint32_t begin, uint32_t end, int words) const {
    const auto& tokens = view_.text->tokens();
    const size_t last = view_.text->token_at(begin) + static_cast<size_t>(words);
    return last < tokens.size() ? std::min(end, tokens[last].begin) : end;
  }

  uint32_t words_before(uint32_t begin, uint32_t end, int words) const {
    const uint32_t token = view_.text->token_at(end);
    const auto count = static_cast<uint32_t>(words);
    if (token < count) return begin;
    return std::max(begin, view_.text->tokens()[token - count].begin);
  }

  const SentenceView& view_;
  std::vector<Span> ends_;
};

bool open_ended(const SentenceView& view, Span scope) {
  return scope.end == view.span.end && !view.span.empty() &&
         view.text->norm()[view.span.end - 1] == ':';
}

uint32_t distance(Span scope_cue, Span finding) {
  return scope_cue.end <= finding.begin ? finding.begin - scope_cue.end
                                        : scope_cue.begin - std::min(scope_cue.begin, finding.end);
}

bool already_says(const Finding& finding, std::string_view says) {
  return std::any_of(finding.by.begin(), finding.by.end(),
                     [&](const By& by) { return by.says == says; });
}

// A cue of direction `either` looks back when it ends a statement, or a finding right before it.
Direction resolve(const SentenceView& view, const Mention& cue, Direction direction) {
  if (direction != Direction::either) return direction;
  const std::string_view rest = view.between(cue.span.end, view.span.end);
  const size_t next = rest.find_first_not_of(" \t\n");
  if (next == std::string_view::npos ||
      std::string_view(".,;)").find(rest[next]) != std::string_view::npos)
    return Direction::backward;
  for (const Mention& finding : view.findings) {
    if (finding.span.end > cue.span.begin) break;
    const std::string_view gap = view.between(finding.span.end, cue.span.begin);
    if (gap.find(',') == std::string_view::npos && gap.find(':') == std::string_view::npos &&
        view.words_between(finding.span.end, cue.span.begin) <= kRightBefore)
      return Direction::backward;
  }
  return Direction::forward;
}

}  // namespace

bool reaches(const Scope& scope, Span words) {
  if (scope.cue.span.end <= words.begin) return scope.span.contains(words.begin);
  return words.end <= scope.span.end && words.end > scope.span.begin;
}

std::vector<Scope> find_scopes(const SentenceView& view) {
  std::vector<Scope> scopes;
  for (const Mention& cue : view.cues) {
    const Concept& concept_ = view.concept_of(cue);
    if (reaches_nothing(concept_.means)) continue;
    const ScopeFinder finder(view, concept_.means);
    const Direction direction = resolve(view, cue, concept_.direction);
    if (direction == Direction::forward || direction == Direction::both) {
      const Span span = finder.forward(cue, concept_);
      scopes.push_back({cue, concept_.means, span, open_ended(view, span)});
    }
    if (direction == Direction::backward || direction == Direction::both)
      scopes.push_back({cue, concept_.means, finder.backward(cue, concept_), false});
  }
  return scopes;
}

namespace {

// "Back pain (-), neck pain (+)": marks in brackets that stand after their words, unless the line
// begins with one ("(-) back pain (+) neck pain").
bool marks_follow(const SentenceView& view, uint32_t at) {
  const std::string_view rest = view.between(at, view.span.end);
  const size_t next = rest.find_first_not_of(' ');
  if (next == std::string_view::npos || rest[next] != '(') return false;
  return view.text->norm()[view.span.begin] != '(' && view.text->norm()[view.head_end] != '(';
}

}  // namespace

std::optional<Mention> find_answer(const SentenceView& view, const Mention& finding) {
  const std::string_view norm = view.text->norm();
  uint32_t at = finding.span.end;
  bool divided = marks_follow(view, at);
  while (at < view.span.end && std::string_view(" \t:=-?").find(norm[at]) != std::string_view::npos)
    divided |= norm[at++] != ' ';
  if (!divided) return std::nullopt;
  for (const Mention& cue : view.cues) {
    if (cue.span.begin != at || !is_answer(view.concept_of(cue).means)) continue;
    const std::string_view rest = view.between(cue.span.end, view.span.end);
    const size_t next = rest.find_first_not_of(" \t");
    if (next == std::string_view::npos || next >= 2 ||
        std::string_view(".,;|/()\n[").find(rest[next]) != std::string_view::npos)
      return cue;
    const uint32_t after = cue.span.end + static_cast<uint32_t>(next);
    for (const Mention& other : view.findings)
      if (other.span.begin == after) return cue;
    for (const Head& head : view.text->heads())
      if (head.words.begin == after) return cue;
  }
  return std::nullopt;
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
    default:
      return;
  }
}

void apply_scopes(const std::vector<Scope>& scopes, Finding& finding) {
  std::vector<const Scope*> covering;
  for (const Scope& scope : scopes)
    if (reaches(scope, finding.span)) covering.push_back(&scope);
  std::stable_sort(covering.begin(), covering.end(), [&](const Scope* a, const Scope* b) {
    return distance(a->cue.span, finding.span) < distance(b->cue.span, finding.span);
  });
  bool affirmed = false;
  for (const Scope* scope : covering) {
    affirmed |= scope->means == CueMeaning::affirmed;
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
