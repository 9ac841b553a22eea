#include "cli/case_runner.h"

#include <algorithm>
#include <utility>

#include "cli/case_writer.h"

namespace evident {
namespace {

template <typename Items, typename Test>
bool any(const Items& items, Test test) {
  return std::any_of(items.begin(), items.end(), test);
}

std::vector<std::string> sorted(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// One of the places the quote may mean shares a character with `span`.
bool touches(const Quote& quote, Span span) {
  return any(quote.places, [&](Span place) { return place.overlaps(span); });
}

class Judge {
 public:
  Judge(const Case& one, const Analysis& analysis) : case_(one), analysis_(analysis) {}

  std::vector<Mismatch> run() {
    if (!case_.codes_only) judge_findings();
    judge_codes();
    for (size_t i = 0; i < case_.lines.size(); ++i) judge_rest(i);
    const auto order = [](const Mismatch& mismatch) {
      const int group = mismatch.kind <= LineKind::no_findings ? 0
                        : mismatch.kind <= LineKind::no_codes  ? 1
                                                               : 2;
      return std::pair(group, mismatch.places.empty() ? 0 : mismatch.places.front().begin);
    };
    std::stable_sort(mismatches_.begin(), mismatches_.end(),
                     [&](const Mismatch& a, const Mismatch& b) { return order(a) < order(b); });
    return std::move(mismatches_);
  }

 private:
  Span place(Span norm) const { return analysis_.text.note_span(norm); }

  std::vector<Span> places(const std::vector<Evidence>& evidence) const {
    std::vector<Span> places;
    for (const Evidence& one : evidence) places.push_back(place(one.span));
    return places;
  }

  // Where the words of a line stand, when nothing was found that says it better.
  static std::vector<Span> places(const Expectation& line) {
    std::vector<Span> places;
    for (const Quote& quote : line.words)
      if (!quote.places.empty()) places.push_back(quote.places.front());
    return places;
  }

  void add(LineKind kind, std::optional<size_t> expected, std::vector<std::string> got,
           std::vector<Span> places) {
    mismatches_.push_back({kind, expected, std::move(got), std::move(places)});
  }

  // --- findings

  void judge_findings() {
    std::vector<bool> used(analysis_.findings.size(), false);
    for (size_t i = 0; i < case_.lines.size(); ++i)
      if (case_.lines[i].kind == LineKind::finding) judge_finding(i, used);
    const bool surplus = std::find(used.begin(), used.end(), false) != used.end();
    for (size_t i = 0; surplus && i < case_.lines.size(); ++i)
      if (case_.lines[i].kind == LineKind::no_findings) add(LineKind::no_findings, i, {}, {});
    for (size_t i = 0; i < used.size(); ++i) {
      const Finding& finding = analysis_.findings[i];
      if (!used[i])
        add(LineKind::finding, {}, {finding_line(analysis_, finding, nullptr)},
            {place(finding.span)});
    }
  }

  void judge_finding(size_t index, std::vector<bool>& used) {
    const Expectation& line = case_.lines[index];
    const Span words = line.words.front().places.front();
    for (size_t i = 0; i < used.size(); ++i) {
      const Finding& finding = analysis_.findings[i];
      if (used[i] || analysis_.concepts[finding.concept_index] != line.concept_id) continue;
      if (place(finding.span) != words) continue;
      used[i] = true;
      if (!meets(line, finding))
        add(LineKind::finding, index, {finding_line(analysis_, finding, &line)}, {words});
      return;
    }
    add(LineKind::finding, index, {}, {words});
  }

  bool meets(const Expectation& line, const Finding& finding) const {
    if (sorted(line.says) != sorted(contexts_of(finding))) return false;
    for (const AxisValue& value : line.values) {
      std::vector<std::string> wanted;
      for (const AxisValue& other : line.values)
        if (other.axis == value.axis) wanted.push_back(other.value);
      if (sorted(wanted) != values_of(finding, value.axis)) return false;
    }
    const bool each_context_has_its_cue =
        std::all_of(line.says.begin(), line.says.end(), [&](const std::string& context) {
          return any(line.by, [&](const Quote& cue) { return says(finding, context, cue); });
        });
    return each_context_has_its_cue &&
           std::all_of(line.by.begin(), line.by.end(),
                       [&](const Quote& cue) { return says_something(line, finding, cue); });
  }

  bool says(const Finding& finding, std::string_view what, const Quote& cue) const {
    return any(finding.by,
               [&](const By& by) { return by.says == what && touches(cue, place(by.cue)); }) ||
           any(finding.linked, [&](const Linked& linked) {
             return linked.axis == what && touches(cue, place(linked.words));
           });
  }

  // A cue is there for something the line says.
  bool says_something(const Expectation& line, const Finding& finding, const Quote& cue) const {
    return any(line.says, [&](const auto& context) { return says(finding, context, cue); }) ||
           any(line.values, [&](const auto& value) { return says(finding, value.axis, cue); });
  }

  // --- proposed codes

  void judge_codes() {
    std::vector<const Candidate*> open;
    for (const Candidate& candidate : analysis_.codes)
      if (candidate.status == Status::proposed) open.push_back(&candidate);
    for (const Support support : {Support::stated, Support::inferred})
      for (size_t i = 0; i < case_.lines.size(); ++i)
        if (case_.lines[i].kind == LineKind::code &&
            case_.lines[i].inferred == (support == Support::inferred))
          judge_code(i, support, open);
    if (case_.codes_only)
      std::erase_if(open, [](const auto* one) { return one->support == Support::inferred; });
    judge_no_codes(open);
    for (const Candidate* candidate : open)
      add(LineKind::code, {}, {code_line(analysis_, *candidate, nullptr)},
          places(candidate->evidence));
  }

  void judge_code(size_t index, Support support, std::vector<const Candidate*>& open) {
    const Expectation& line = case_.lines[index];
    const auto found = std::find_if(open.begin(), open.end(), [&](const Candidate* one) {
      return one->code == line.code && one->support == support;
    });
    if (found == open.end()) return add(LineKind::code, index, {}, places(line));
    const Candidate& candidate = **found;
    open.erase(found);
    const bool rule = line.rule.empty() || line.rule == candidate.rule;
    const bool rank = line.rank == 0 || line.rank == candidate.rank;
    if (!rule || !rank || !proves(line.words, candidate.evidence))
      add(LineKind::code, index, {code_line(analysis_, candidate, &line)},
          places(candidate.evidence));
  }

  // The words written and the evidence given cover each other.
  bool proves(const std::vector<Quote>& words, const std::vector<Evidence>& evidence) const {
    if (words.empty()) return true;
    const std::vector<Span> spans = places(evidence);
    return std::all_of(words.begin(), words.end(),
                       [&](const Quote& quote) {
                         return any(spans, [&](Span span) { return touches(quote, span); });
                       }) &&
           std::all_of(spans.begin(), spans.end(), [&](Span span) {
             return any(words, [&](const Quote& quote) { return touches(quote, span); });
           });
  }

  void judge_no_codes(const std::vector<const Candidate*>& open) {
    const bool stated =
        any(open, [](const Candidate* one) { return one->support == Support::stated; });
    for (size_t i = 0; stated && i < case_.lines.size(); ++i)
      if (case_.lines[i].kind == LineKind::no_codes) add(LineKind::no_codes, i, {}, {});
  }

  // --- what is checked when written

  void judge_rest(size_t index) {
    switch (case_.lines[index].kind) {
      case LineKind::withheld:
        return judge_withheld(index);
      case LineKind::query:
        return judge_query(index);
      case LineKind::claim:
        return judge_claim(index);
      case LineKind::warning:
      case LineKind::no_warnings:
        return judge_warning(index);
      case LineKind::red_flag:
        return judge_red_flag(index);
      case LineKind::no_red_flags:
        return judge_no_red_flags(index);
      default:
        return;
    }
  }

  void judge_withheld(size_t index) {
    const Expectation& line = case_.lines[index];
    std::vector<std::string> got;
    std::vector<Span> where;
    for (const Candidate& candidate : analysis_.codes) {
      if (candidate.code != line.code || candidate.status != Status::withheld) continue;
      if (candidate.reason == line.what && blocks(line, candidate.by)) return;
      got.push_back(withheld_line(analysis_, candidate));
      where = places(candidate.evidence);
    }
    add(line.kind, index, std::move(got), std::move(where));
  }

  bool blocks(const Expectation& line, const std::optional<Blocker>& by) const {
    if (!line.by_code.empty()) return by && by->code == line.by_code;
    return line.by.empty() || (by && by->words && touches(line.by.front(), place(*by->words)));
  }

  void judge_query(size_t index) {
    const Expectation& line = case_.lines[index];
    std::vector<std::string> got;
    for (const Query& query : analysis_.queries) {
      if (query.code != line.code) continue;
      if (query.about == line.what) return;
      got.push_back(query_line(query));
    }
    add(line.kind, index, std::move(got), {});
  }

  void judge_claim(size_t index) {
    const Expectation& line = case_.lines[index];
    const std::vector<Span>& words = line.words.front().places;
    std::vector<std::string> got;
    for (const Claim& claim : analysis_.claims) {
      if (std::find(words.begin(), words.end(), place(claim.span)) == words.end()) continue;
      const bool replaced =
          line.replaced_by.empty() || sorted(line.replaced_by) == sorted(claim.replaced_by);
      if (claim.verdict == line.what && replaced) return;
      got.push_back(claim_line(analysis_, claim));
    }
    add(line.kind, index, std::move(got), places(line));
  }

  void judge_warning(size_t index) {
    const Expectation& line = case_.lines[index];
    std::vector<std::string> got;
    std::vector<Span> where;
    for (const Candidate& candidate : analysis_.codes) {
      if (candidate.code != line.code) continue;
      const bool met =
          line.kind == LineKind::no_warnings
              ? candidate.warnings.empty()
              : any(candidate.warnings, [&](const Warning& one) { return warns(line, one); });
      if (met) return;
      got = warning_lines(analysis_, candidate);
      where = places(candidate.evidence);
    }
    add(line.kind, index, std::move(got), std::move(where));
  }

  bool warns(const Expectation& line, const Warning& warning) const {
    const auto& codes = warning.codes;
    return warning.id == line.what && proves(line.words, warning.evidence) &&
           std::all_of(line.about.begin(), line.about.end(), [&](const std::string& code) {
             return std::find(codes.begin(), codes.end(), code) != codes.end();
           });
  }

  void judge_red_flag(size_t index) {
    const Expectation& line = case_.lines[index];
    std::vector<std::string> got;
    for (const RedFlag& flag : analysis_.red_flags) {
      if (flag.id != line.concept_id) continue;
      if (touches(line.words.front(), place(flag.evidence.span))) return;
      got.push_back(red_flag_line(analysis_, flag));
    }
    add(line.kind, index, std::move(got), places(line));
  }

  void judge_no_red_flags(size_t index) {
    std::vector<std::string> got;
    std::vector<Span> where;
    for (const RedFlag& flag : analysis_.red_flags) {
      got.push_back(red_flag_line(analysis_, flag));
      where.push_back(place(flag.evidence.span));
    }
    if (!got.empty()) add(LineKind::no_red_flags, index, std::move(got), std::move(where));
  }

  const Case& case_;
  const Analysis& analysis_;
  std::vector<Mismatch> mismatches_;
};

}  // namespace

std::vector<Mismatch> judge(const Case& one, const Analysis& analysis) {
  return Judge(one, analysis).run();
}

}  // namespace evident
