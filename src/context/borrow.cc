#include "context/borrow.h"

#include <algorithm>

#include "context/sections.h"

namespace evident {
namespace {

bool is_place(const AxisValue& value) {
  return (value.axis == "region" || value.axis == "level") && value.value != "none";
}

// Modifier mentions that name a place, in order of the note.
std::vector<Mention> places_of(const std::vector<Mention>& mentions, const Lexicon& lexicon,
                               const std::vector<Section>& sections) {
  std::vector<Mention> places;
  for (const Mention& mention : mentions) {
    const Concept& concept_ = lexicon.concepts()[mention.concept_index];
    if (concept_.kind != ConceptKind::modifier) continue;
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

}  // namespace

void borrow_places(const std::vector<Mention>& mentions, const Lexicon& lexicon,
                   const std::vector<Section>& sections, std::vector<Finding>& findings) {
  const Borrower borrower(places_of(mentions, lexicon, sections), lexicon);
  for (Finding& finding : findings) {
    const bool problem = lexicon.concepts()[finding.concept_index].kind == ConceptKind::problem;
    if (problem && !has_place(finding)) borrower.lend(finding);
  }
}

}  // namespace evident
