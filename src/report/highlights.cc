#include "report/highlights.h"

#include <algorithm>

#include "report/names.h"

namespace evident {
namespace {

int strength(Style style) {
  switch (style) {
    case Style::anchor:
      return 3;
    case Style::support:
      return 2;
    case Style::blocker:
      return 1;
    default:
      return 0;
  }
}

class Collector {
 public:
  explicit Collector(const Analysis& analysis)
      : analysis_(analysis), labels_(code_labels(analysis)) {}

  std::vector<Highlight> collect(bool withheld) {
    for (Support support : {Support::stated, Support::inferred}) proposed(support);
    each(analysis_.queries, Cited::query, "?", Style::support, &Query::indicators);
    each(analysis_.contradictions, Cited::contradiction, "~", Style::support,
         &Contradiction::sides);
    for (size_t i = 0; i < analysis_.red_flags.size(); ++i)
      add({analysis_.red_flags[i].evidence.span, Style::error, "!", Cited::red_flag, i, ""});
    for (size_t i = 0; i < analysis_.claims.size(); ++i)
      add({analysis_.claims[i].span, Style::warning, "=", Cited::claim, i, ""});
    if (withheld) held();
    return std::move(all_);
  }

 private:
  void proposed(Support support) {
    for (size_t i = 0; i < analysis_.codes.size(); ++i) {
      const Candidate& candidate = analysis_.codes[i];
      if (candidate.status != Status::proposed || candidate.support != support) continue;
      for (const Evidence& evidence : candidate.evidence) {
        const bool anchor = evidence.role == Role::anchor;
        add({evidence.span, anchor ? Style::anchor : Style::support, labels_[i], Cited::code, i,
             anchor ? "" : evidence.concept_id});
      }
      for (const Warning& warning : candidate.warnings)
        for (const Evidence& evidence : warning.evidence)
          add({evidence.span, Style::support, labels_[i], Cited::code, i, ""});
    }
  }

  template <typename Item>
  void each(const std::vector<Item>& items, Cited by, const char* label, Style style,
            std::vector<Evidence> Item::*evidence) {
    for (size_t i = 0; i < items.size(); ++i)
      for (const Evidence& one : items[i].*evidence) add({one.span, style, label, by, i, ""});
  }

  void held() {
    for (size_t i = 0; i < analysis_.codes.size(); ++i) {
      const Candidate& candidate = analysis_.codes[i];
      if (candidate.status != Status::withheld) continue;
      const bool by_code = candidate.by && candidate.by->code;
      for (const Evidence& evidence : candidate.evidence)
        add({evidence.span, Style::blocker, labels_[i], Cited::code, i,
             by_code || evidence.role == Role::support ? "" : candidate.reason});
      if (candidate.by && candidate.by->words)
        add({*candidate.by->words, Style::blocker, labels_[i], Cited::code, i, ""});
    }
  }

  void add(Highlight highlight) { all_.push_back(std::move(highlight)); }

  const Analysis& analysis_;
  std::vector<std::string> labels_;
  std::vector<Highlight> all_;
};

std::string_view discount(const Finding& finding) {
  if (finding.negated) return "negated";
  if (finding.experiencer != Experiencer::patient) return name_of(finding.experiencer);
  if (finding.hypothetical) return "hypothetical";
  if (finding.time != Time::current) return name_of(finding.time);
  return finding.certainty == Certainty::possible ? name_of(finding.certainty) : "";
}

void add_mark(MarkedWords& words, const std::vector<Highlight>& highlights, size_t index) {
  const Highlight& mark = highlights[index];
  if (stronger(mark.style, words.style)) words.style = mark.style;
  for (size_t i : words.marks) {
    const Highlight& other = highlights[i];
    if (other.by == mark.by && other.index == mark.index && other.label == mark.label) return;
  }
  words.marks.push_back(index);
}

}  // namespace

bool stronger(Style a, Style b) { return strength(a) > strength(b); }

std::vector<std::string> code_labels(const Analysis& analysis) {
  std::vector<std::string> labels;
  int proposed = 0, withheld = 0;
  for (const Candidate& candidate : analysis.codes) {
    if (candidate.status == Status::proposed)
      labels.push_back(std::to_string(candidate.rank > 0 ? candidate.rank : ++proposed));
    else
      labels.push_back("w" + std::to_string(++withheld));
  }
  return labels;
}

std::vector<Highlight> highlights_of(const Analysis& analysis, bool withheld) {
  return Collector(analysis).collect(withheld);
}

std::vector<Highlight> discounted_findings(const Analysis& analysis) {
  std::vector<Highlight> all;
  for (size_t i = 0; i < analysis.findings.size(); ++i) {
    const std::string_view why = discount(analysis.findings[i]);
    if (!why.empty())
      all.push_back(
          {analysis.findings[i].span, Style::dim, "", Cited::finding, i, std::string(why)});
  }
  return all;
}

std::vector<MarkedWords> merge_highlights(const Text& text,
                                          const std::vector<Highlight>& highlights) {
  struct Place {
    Span span;
    size_t index;
  };
  std::vector<Place> places;
  for (size_t i = 0; i < highlights.size(); ++i) {
    const Span span = text.note_span(highlights[i].span);
    if (!span.empty()) places.push_back({span, i});
  }
  std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<MarkedWords> merged;
  for (const Place& place : places) {
    if (merged.empty() || merged.back().span != place.span)
      merged.push_back({place.span, highlights[place.index].style, {}});
    add_mark(merged.back(), highlights, place.index);
  }
  return merged;
}

std::vector<size_t> order_of_ends(const std::vector<MarkedWords>& words) {
  std::vector<size_t> order(words.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&words](size_t a, size_t b) {
    const Span x = words[a].span, y = words[b].span;
    return x.end != y.end ? x.end < y.end : x.begin > y.begin;
  });
  return order;
}

std::vector<LabelMeaning> label_meanings(const std::vector<Highlight>& highlights) {
  constexpr std::string_view kMeanings[][3] = {
      // the label begins with, an example, what it means
      {"w", "w1", "of a withheld code"}, {"=", "=", "typed code"}, {"?", "?", "asked about"},
      {"~", "~", "contradiction"},       {"!", "!", "red flag"},
  };
  std::vector<LabelMeaning> found;
  for (const auto& [begin, example, meaning] : kMeanings) {
    const auto has = [&begin = begin](const Highlight& mark) {
      return mark.label.starts_with(begin);
    };
    if (std::any_of(highlights.begin(), highlights.end(), has))
      found.push_back({std::string(example), std::string(meaning)});
  }
  return found;
}

}  // namespace evident
