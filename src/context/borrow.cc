#include "context/borrow.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string_view>

#include "context/links.h"
#include "context/sections.h"

namespace evident {
namespace {

constexpr uint32_t kLongestDenial = 80;  // bytes from a cue to the finding whose place it hides
constexpr std::ptrdiff_t kTogether = 6;  // segments lent together: more is no line of a report

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
    const bool bare_head = !head.empty() && mention.span.contains(head);
    if (bare_head && !names_level(concept_)) continue;
    if (std::any_of(concept_.values.begin(), concept_.values.end(), is_place))
      places.push_back(mention);
  }
  return places;
}

bool names_place(const Linked& linked) { return is_place({linked.axis, linked.value}); }

bool has_place(const Finding& finding) { return std::ranges::any_of(finding.linked, names_place); }

// Does `b` name every place that `a` names?
bool names_all(const Finding& a, const Finding& b) {
  return std::ranges::all_of(a.linked, [&](const Linked& one) {
    return !names_place(one) || std::ranges::any_of(b.linked, [&](const Linked& other) {
      return other.axis == one.axis && other.value == one.value;
    });
  });
}

// By concept: a finding of the present illness that tells its place, null where two disagree.
std::map<uint32_t, const Finding*> told_places(const std::vector<Finding>& findings) {
  std::map<uint32_t, const Finding*> told;
  for (const Finding& finding : findings) {
    const bool counts = speaks_of_patient(finding) && finding.time == Time::current &&
                        finding.certainty == Certainty::affirmed &&
                        finding.standing < Standing::mentioned;
    if (!counts || !has_place(finding)) continue;
    const Finding*& known = told.try_emplace(finding.concept_index, &finding).first->second;
    if (known != nullptr && !(names_all(*known, finding) && names_all(finding, *known)))
      known = nullptr;
  }
  return told;
}

class Borrower {
 public:
  Borrower(const Text& text, std::vector<Mention> places, const std::vector<Finding>& findings,
           const Lexicon& lexicon)
      : text_(text), places_(std::move(places)), told_(told_places(findings)), lexicon_(lexicon) {
    for (const Finding& finding : findings)
      for (const Linked& linked : finding.linked)
        if (names_place(linked)) taken_.insert(linked.words.begin);
  }

  void lend(Finding& finding) const {
    const Mention* near = nearest(finding);
    const bool own = in_sentence(near, finding) && !of_what_follows(*near, finding);
    if (!own && lend_told(finding)) return;
    if (near == nullptr) return;
    // The one place that its sentence names is its own.
    const bool direct = own && !beside_another(near);
    for (const Mention& place : own ? std::span(near, 1) : together(near))
      for (const AxisValue& value : lexicon_.concepts()[place.concept_index].values)
        if (is_place(value))
          finding.linked.push_back({value.axis, value.value, place.span, direct});
  }

 private:
  // "Compression fracture and cervical radiculopathy": the place is that of the radiculopathy.
  bool of_what_follows(const Mention& place, const Finding& finding) const {
    return place.span.begin >= finding.span.end && taken_.contains(place.span.begin);
  }

  bool lend_told(Finding& finding) const {
    const auto told = told_.find(finding.concept_index);
    if (told == told_.end() || told->second == nullptr) return false;
    for (const Linked& linked : told->second->linked)
      if (names_place(linked))
        finding.linked.push_back({linked.axis, linked.value, linked.words, false});
    return true;
  }

  // The one in its sentence that is nearest, else the last before it, else the first after it.
  const Mention* nearest(const Finding& finding) const {
    const auto after =
        std::upper_bound(places_.begin(), places_.end(), finding.span.begin,
                         [](uint32_t at, const Mention& place) { return at < place.span.begin; });
    const Mention* before = after == places_.begin() ? nullptr : &*(after - 1);
    const Mention* next = after == places_.end() ? nullptr : &*after;
    if (in_sentence(next, finding) &&
        (!in_sentence(before, finding) || nearer(*next, *before, finding)))
      return next;
    return before != nullptr ? before : next;
  }

  // "L5-S1 slip, facet arthrosis, a bulge at the root of L5": one vertebra further on is no nearer
  // than the segment that the sentence is about.
  bool nearer(const Mention& next, const Mention& before, const Finding& finding) const {
    // "L4-5 herniation with radiculopathy, C5-6 herniation"
    if (parted(finding.span, next.span) && !parted(before.span, finding.span)) return false;
    const Concept& ahead = lexicon_.concepts()[next.concept_index];
    const bool segment = is_segment(lexicon_.concepts()[before.concept_index]) &&
                         names_level(ahead) && !is_segment(ahead);
    return !segment && distance(next.span, finding.span) < distance(before.span, finding.span);
  }

  // Does a sign between them end a statement or an entry of a list?
  bool parted(Span a, Span b) const {
    if (b.begin <= a.end) return false;
    const std::string_view between = text_.norm().substr(a.end, b.begin - a.end);
    return between.find_first_of(",;") != between.npos;
  }

  // With the segments that speak together with it: "L4-5 and L5-S1:" over a line of its own.
  std::span<const Mention> together(const Mention* place) const {
    const Mention* first = place;
    const Mention* end = place + 1;
    const auto room = [&] { return end - first < kTogether; };
    while (room() && first != places_.data() && joined(first[-1], *first)) --first;
    while (room() && end != places_.data() + places_.size() && joined(end[-1], *end)) ++end;
    return {first, end};
  }

  bool joined(const Mention& a, const Mention& b) const {
    const auto& concepts = lexicon_.concepts();
    return a.sentence == b.sentence && is_segment(concepts[a.concept_index]) &&
           is_segment(concepts[b.concept_index]) && a.span.end <= b.span.begin &&
           speak_together(text_.norm().substr(a.span.end, b.span.begin - a.span.end));
  }

  // Does the sentence name other places?
  bool beside_another(const Mention* place) const {
    const auto at = static_cast<size_t>(place - places_.data());
    return (at > 0 && places_[at - 1].sentence == place->sentence) ||
           (at + 1 < places_.size() && places_[at + 1].sentence == place->sentence);
  }

  static bool in_sentence(const Mention* place, const Finding& finding) {
    return place != nullptr && place->sentence == finding.sentence;
  }

  const Text& text_;
  std::vector<Mention> places_;
  std::map<uint32_t, const Finding*> told_;
  std::set<uint32_t> taken_;  // where the places begin that some finding names as its own
  const Lexicon& lexicon_;
};

}  // namespace

void borrow_places(const Text& text, const std::vector<Mention>& mentions, const Lexicon& lexicon,
                   const std::vector<Section>& sections, std::vector<Finding>& findings) {
  std::vector<Finding*> without;
  for (Finding& finding : findings) {
    const Concept& concept_ = lexicon.concepts()[finding.concept_index];
    const bool takes = concept_.kind == ConceptKind::problem && concept_.place == PlaceFrom::note;
    if (takes && !has_place(finding)) without.push_back(&finding);
  }
  if (without.empty()) return;
  const Borrower borrower(text, places_of(mentions, lexicon, sections, findings), findings,
                          lexicon);
  for (Finding* finding : without) borrower.lend(*finding);
}

}  // namespace evident
