#include "context/borrow.h"

#include <algorithm>
#include <map>

#include "context/sections.h"

namespace evident {
namespace {

constexpr uint32_t kLongestDenial = 80;  // bytes from a cue to the finding whose place it hides

bool is_place(const AxisValue& value) {
  return (value.axis == "region" || value.axis == "level") && value.value != "none";
}

// "No neck pain", "her mother has lumbar stenosis": places in such words are not lent.
bool speaks_of_patient(const Finding& finding) {
  return !finding.negated && !finding.hypothetical && finding.experiencer == Experiencer::patient;
}

// The words of such findings, from the cue before them on; in order of the note, not touching.
std::vector<Span> silent_spans(const std::vector<Finding>& findings) {
  std::vector<Span> spans;
  for (const Finding& finding : findings) {
    if (speaks_of_patient(finding)) continue;
    Span span = finding.span;
    for (const By& by : finding.by) span.begin = std::min(span.begin, by.cue.begin);
    if (span.begin + kLongestDenial < finding.span.begin) span.begin = finding.span.begin;
    spans.push_back(span);
  }
  std::sort(spans.begin(), spans.end());
  std::vector<Span> merged;
  for (const Span& span : spans) {
    if (merged.empty() || span.begin > merged.back().end) {
      merged.push_back(span);
    } else {
      merged.back().end = std::max(merged.back().end, span.end);
    }
  }
  return merged;
}

bool lies_in(const std::vector<Span>& spans, Span words) {
  const auto after =
      std::upper_bound(spans.begin(), spans.end(), words.begin,
                       [](uint32_t at, const Span& span) { return at < span.begin; });
  return after != spans.begin() && (after - 1)->contains(words);
}

// Mentions that name or imply a place for whatever stands there, in order of the note.
std::vector<Mention> places_of(const std::vector<Mention>& mentions, const Lexicon& lexicon,
                               const std::vector<Section>& sections,
                               const std::vector<Finding>& findings) {
  const std::vector<Span> silent = silent_spans(findings);
  std::vector<Mention> places;
  for (const Mention& mention : mentions) {
    const Concept& concept_ = lexicon.concepts()[mention.concept_index];
    // "Buttock pain that goes down the legs": symptoms that imply a place lend it as well.
    const bool lends =
        concept_.kind == ConceptKind::modifier || concept_.kind == ConceptKind::symptom;
    if (!lends || !concept_.of.empty() || lies_in(silent, mention.span)) continue;
    const Span head = sections[section_at(sections, mention.span.begin)].head;
    if (!head.empty() && mention.span.contains(head)) continue;
    if (std::any_of(concept_.values.begin(), concept_.values.end(), is_place))
      places.push_back(mention);
  }
  return places;
}

bool has_place(const Finding& finding) {
  return std::any_of(finding.linked.begin(), finding.linked.end(), [](const Linked& linked) {
    return is_place({linked.axis, linked.value});
  });
}

uint32_t gap(Span a, Span b) {
  if (a.overlaps(b)) return 0;
  return a.end <= b.begin ? b.begin - a.end : a.begin - b.end;
}

class Borrower {
 public:
  Borrower(std::vector<Mention> places, const Lexicon& lexicon)
      : places_(std::move(places)), lexicon_(lexicon) {}

  void lend(Finding& finding) const {
    if (places_.empty()) return;
    const auto after =
        std::upper_bound(places_.begin(), places_.end(), finding.span.begin,
                         [](uint32_t at, const Mention& place) { return at < place.span.begin; });
    const Mention* before = after == places_.begin() ? nullptr : &*(after - 1);
    const Mention* next = after == places_.end() ? nullptr : &*after;
    const Mention* chosen = before != nullptr ? before : next;
    if (in_sentence(next, finding) &&
        (!in_sentence(before, finding) ||
         gap(next->span, finding.span) < gap(before->span, finding.span)))
      chosen = next;
    for (const AxisValue& value : lexicon_.concepts()[chosen->concept_index].values)
      if (is_place(value)) finding.linked.push_back({value.axis, value.value, chosen->span, false});
  }

 private:
  static bool in_sentence(const Mention* place, const Finding& finding) {
    return place != nullptr && place->sentence == finding.sentence;
  }

  std::vector<Mention> places_;
  const Lexicon& lexicon_;
};

using Places = std::vector<Linked>;

Places places_in(const Finding& finding) {
  Places places;
  for (const Linked& linked : finding.linked)
    if (is_place({linked.axis, linked.value})) places.push_back(linked);
  return places;
}

bool same_places(const Places& a, const Places& b) {
  return std::ranges::equal(a, b, [](const Linked& x, const Linked& y) {
    return x.axis == y.axis && x.value == y.value;
  });
}

// By concept: the place that its findings tell of themselves, where they agree; else none.
std::map<uint32_t, Places> told_places(const std::vector<Finding>& findings) {
  std::map<uint32_t, Places> told;
  for (const Finding& finding : findings) {
    if (!speaks_of_patient(finding)) continue;
    Places own = places_in(finding);
    if (own.empty()) continue;
    const auto [known, is_new] = told.try_emplace(finding.concept_index, own);
    if (!is_new && !same_places(known->second, own)) known->second.clear();
  }
  return told;
}

}  // namespace

void borrow_places(const std::vector<Mention>& mentions, const Lexicon& lexicon,
                   const std::vector<Section>& sections, std::vector<Finding>& findings) {
  const Borrower borrower(places_of(mentions, lexicon, sections, findings), lexicon);
  const std::map<uint32_t, Places> told = told_places(findings);
  for (Finding& finding : findings) {
    const Concept& concept_ = lexicon.concepts()[finding.concept_index];
    const bool takes = concept_.kind == ConceptKind::problem && !concept_.own_place;
    if (!takes || has_place(finding)) continue;
    const auto own = told.find(finding.concept_index);
    if (own == told.end() || own->second.empty()) {
      borrower.lend(finding);
      continue;
    }
    for (Linked place : own->second) {
      place.direct = false;
      finding.linked.push_back(std::move(place));
    }
  }
}

}  // namespace evident
