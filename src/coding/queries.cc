#include "coding/queries.h"

#include <algorithm>
#include <optional>

#include "coding/edits.h"

namespace evident {
namespace {

struct Change {
  std::string value;
  std::string code;
};

bool offers(const Ask& ask, const std::string& value) {
  return ask.answers.empty() || std::any_of(ask.answers.begin(), ask.answers.end(),
                                            [&](const Offer& a) { return a.value == value; });
}

// The codes that the other values of the axis asked for would give, in the order of the code.
std::vector<Change> changes_of(const Draft& draft, const Ask& ask, const Axes& axes,
                               const CodeSet& codes, Date date) {
  std::vector<Change> changes;
  const std::string& about = ask.about;
  const Axis& axis = *axes.find(about);
  for (const auto& [value, digits] : axis.digits) {
    if (value == axis.otherwise || digits.size() != 1 || !offers(ask, value)) continue;
    std::string code = draft.rule->code.literals[0];
    for (size_t i = 0; i < draft.values.size(); ++i) {
      const auto& [name, chosen] = draft.values[i];
      const Axis& hole = *axes.find(name);
      code += name == about ? digits[0] : hole.digits.find(chosen)->second[0];
      code += draft.rule->code.literals[i + 1];
    }
    const Code* known = codes.find(code);
    if (known != nullptr && known->billable(date) && code != draft.candidate.code)
      changes.push_back({value, code});
  }
  std::sort(changes.begin(), changes.end(),
            [](const Change& a, const Change& b) { return a.code < b.code; });
  return changes;
}

// Each once: a section that says the same words twice is quoted for them once.
std::string quoted_indicators(const std::vector<Evidence>& indicators, const Text& text) {
  std::string out;
  for (const Evidence& evidence : indicators) {
    std::string quoted = "\"";
    quoted += text.quote(evidence.span);
    quoted += "\" (" + evidence.section + ")";
    if (out.find(quoted) != out.npos) continue;
    out += (out.empty() ? "" : ", ") + quoted;
  }
  return out;
}

// "possible L5-S1 herniation": a doubt right before the words belongs to what is quoted, with a
// word or two between, which are no other disease.
Span with_doubt(const Candidate& candidate, Span words, const Text& text) {
  constexpr auto kMostBlanks = 3;
  if (candidate.reason != "uncertain" || !candidate.by || !candidate.by->words) return words;
  const Span doubt = *candidate.by->words;
  if (doubt.end > words.begin) return words;
  const std::string_view between = text.norm().substr(doubt.end, words.begin - doubt.end);
  const bool near = std::ranges::count(between, ' ') <= kMostBlanks &&
                    between.find_first_of(".,;:()\n") == between.npos;
  return near ? Span{doubt.begin, words.end} : words;
}

// Adds the first words that state a code to what a query quotes.
void add_side(const Draft& draft, const Text& text, Query& query) {
  for (Evidence evidence : draft.candidate.evidence) {
    if (evidence.role != Role::anchor) continue;
    evidence.span = with_doubt(draft.candidate, evidence.span, text);
    query.indicators.push_back(std::move(evidence));
    return;
  }
}

void finish(const std::string& question, const Text& text, Query& query) {
  query.options.push_back("other");
  query.options.push_back("unable to determine");
  query.text = "The note documents " + quoted_indicators(query.indicators, text) + ". " + question;
}

// What may be answered: the value taken for now, and those that would change it.
std::vector<std::string> options_of(const Ask& ask, const Axis* axis,
                                    const std::vector<Change>& changes) {
  std::vector<std::string> options = ask.options;
  if (!options.empty()) return options;
  const auto changes_to = [&](const std::string& value) {
    return std::ranges::any_of(changes, [&](const Change& one) { return one.value == value; });
  };
  for (const Offer& answer : ask.answers)
    if (answer.value == axis->otherwise || changes_to(answer.value))
      options.push_back(answer.words);
  if (!ask.answers.empty()) return options;
  for (const Change& change : changes) options.push_back(change.value);
  // "bilateral", which is a code of each side
  if (axis != nullptr)
    for (const auto& [value, digits] : axis->digits)
      if (digits.size() > 1) options.push_back(value);
  return options;
}

Query query_of(const Draft& draft, const Ask& ask, const Axis* axis,
               const std::vector<Change>& changes, const Text& text) {
  Query query;
  query.about = ask.topic;
  query.code = draft.candidate.code;
  query.changes = ask.changes;
  for (const Change& change : changes) query.changes.push_back(change.code);
  query.options = options_of(ask, axis, changes);
  query.indicators = draft.candidate.evidence;
  finish(ask.question, text, query);
  return query;
}

// Two diagnoses are reported together only when they have nothing to do with each other.
void ask_relation(const std::vector<Draft>& drafts, const Draft& excluded, const Text& text,
                  std::vector<Query>& queries) {
  const Draft* stands = withholder_of(excluded, drafts);
  if (stands == nullptr || !stands->diagnosis || !excluded.diagnosis) return;
  Query query;
  query.about = "relation";
  query.code = stands->candidate.code;
  add_side(*stands, text, query);
  add_side(excluded, text, query);
  query.changes.push_back(excluded.candidate.code);
  query.options = {"one condition", "two separate conditions"};
  finish("How are these conditions related?", text, query);
  queries.push_back(std::move(query));
}

// What has become of a diagnosis in doubt, where only a symptom is coded.
void ask_status(const Draft& symptom, const Draft& doubted, const Text& text,
                std::vector<Query>& queries) {
  Query query;
  query.about = "status";
  query.code = symptom.candidate.code;
  add_side(doubted, text, query);
  query.changes.push_back(doubted.candidate.code);
  query.options = {"confirmed", "still suspected", "ruled out"};
  finish("What is the status of this condition?", text, query);
  queries.push_back(std::move(query));
}

// Which of what the note names was treated: the symptom of the assessment or a diagnosis elsewhere.
void ask_diagnosis(const std::vector<Draft>& drafts, const Draft& symptom, const Text& text,
                   std::vector<Query>& queries) {
  Query query;
  query.about = "diagnosis";
  query.code = symptom.candidate.code;
  add_side(symptom, text, query);
  for (const Draft& draft : drafts) {
    if (!says_more(draft, symptom)) continue;
    if (draft.candidate.reason == "uncertain") {
      ask_status(symptom, draft, text, queries);
      continue;
    }
    add_side(draft, text, query);
    query.changes.push_back(draft.candidate.code);
  }
  if (query.changes.empty()) return;
  std::vector<std::string_view> known;  // folded: "Low back pain" is "low back pain"
  for (const Evidence& side : query.indicators) {
    const std::string_view words = text.norm().substr(side.span.begin, side.span.size());
    if (std::find(known.begin(), known.end(), words) != known.end()) continue;
    known.push_back(words);
    query.options.emplace_back(text.quote(side.span));
  }
  finish("Which of these was evaluated or treated at this visit?", text, query);
  queries.push_back(std::move(query));
}

constexpr char kSide[] = "side";

// A side with the condition that it is of: "left sciatica".
struct Told {
  std::string side;
  Evidence words;
  uint32_t concept_index = kNoConcept;
};

Told told_side(const Evidence& side, const Analysis& analysis) {
  constexpr uint32_t kLongest = 60;  // bytes of what is quoted as one
  for (const Finding& finding : analysis.findings) {
    for (const Linked& linked : finding.linked) {
      if (linked.axis != kSide || linked.words != side.span) continue;
      Told told{linked.value, side, finding.concept_index};
      const Span both{std::min(side.span.begin, finding.span.begin),
                      std::max(side.span.end, finding.span.end)};
      if (both.size() <= kLongest) told.words.span = both;
      return told;
    }
  }
  return {"", side};
}

bool is_proved_by(const Draft& draft, const Evidence& words) {
  return std::ranges::any_of(draft.candidate.evidence,
                             [&](const Evidence& one) { return one.span.overlaps(words.span); });
}

// The axis that puts a side into the code, "" when none does.
std::string side_axis(const Draft& draft) {
  for (const auto& [axis, value] : draft.values)
    if (axis.ends_with(kSide)) return axis;
  return "";
}

// The question which of two sides is meant, about the first code that one of them proves; none
// when no code depends on it.
std::optional<Query> side_query(const Told& one, const Told& other,
                                const std::vector<Draft>& drafts, const Rules& rules,
                                const CodeSet& codes, Date date) {
  for (const Draft& draft : drafts) {
    const std::string axis = side_axis(draft);
    if (!draft.candidate.proposed() || !draft.candidate.stated() || axis.empty()) continue;
    if (!is_proved_by(draft, one.words) && !is_proved_by(draft, other.words)) continue;
    Query query;
    query.about = kSide;
    query.code = draft.candidate.code;
    query.indicators = {one.words, other.words};
    query.options = {one.side, other.side};
    Ask ask;
    ask.about = axis;
    bool both = false;  // a code of both sides
    for (const Change& change : changes_of(draft, ask, rules.axes(), codes, date)) {
      const bool told = std::ranges::count(query.options, change.value) > 0;
      both |= !told;
      query.changes.push_back(change.code);
    }
    if (both) query.options.emplace_back("both sides");
    if (!query.changes.empty()) return query;
  }
  return std::nullopt;
}

}  // namespace

void ask_sides(const std::vector<Draft>& drafts, const Rules& rules, const CodeSet& codes,
               Date date, Analysis& analysis) {
  const auto is_asked = [&](const Query& query) {
    return std::ranges::any_of(analysis.queries, [&](const Query& known) {
      return known.about == query.about && known.code == query.code;
    });
  };
  // Two mentions of one condition say it best.
  for (const bool same : {true, false}) {
    for (const Contradiction& contradiction : analysis.contradictions) {
      const Told one = told_side(contradiction.sides[0], analysis);
      const Told other = told_side(contradiction.sides[1], analysis);
      if ((one.concept_index == other.concept_index) != same) continue;
      auto query = side_query(one, other, drafts, rules, codes, date);
      if (!query || is_asked(*query)) continue;
      finish("Which side is affected?", analysis.text, *query);
      analysis.queries.push_back(std::move(*query));
    }
  }
}

void ask_for_missing(Draft& draft, const Rules& rules, const CodeSet& codes, Date date,
                     const Text& text, std::vector<Query>& queries) {
  for (const RuleWarning* warning : draft.warnings)
    draft.candidate.warnings.push_back(
        {warning->id, warning->severity, warning->message, warning->changes});
  for (const Ask& ask : draft.rule->asks) {
    const Axis* axis = rules.axes().find(ask.about);
    std::vector<Change> changes;
    if (axis != nullptr) {
      if (std::find(draft.assumed.begin(), draft.assumed.end(), ask.about) == draft.assumed.end())
        continue;
      changes = changes_of(draft, ask, rules.axes(), codes, date);
      if (changes.empty()) continue;
      std::string missing = ask.topic;
      std::replace(missing.begin(), missing.end(), '-', ' ');
      Warning warning{"unspecified-" + ask.topic, "warning", "No " + missing + " documented.", {}};
      for (const Change& change : changes) warning.would_change_to.push_back(change.code);
      draft.candidate.warnings.push_back(std::move(warning));
    }
    queries.push_back(query_of(draft, ask, axis, changes, text));
  }
}

void ask_between(const std::vector<Draft>& drafts, const Text& text, std::vector<Query>& queries) {
  for (const Draft& draft : drafts) {
    const Candidate& candidate = draft.candidate;
    if (candidate.reason == "excludes1") ask_relation(drafts, draft, text, queries);
    if (candidate.proposed() && candidate.stated() && !draft.diagnosis)
      ask_diagnosis(drafts, draft, text, queries);
  }
}

}  // namespace evident
