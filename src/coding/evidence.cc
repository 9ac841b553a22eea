#include "coding/evidence.h"

#include <algorithm>

namespace evident {
namespace {

constexpr std::string_view kArea = "area";  // the axis of the parts of the spine

std::optional<Span> cue_of(const Finding& finding, std::string_view says) {
  for (const By& by : finding.by)
    if (by.says == says) return by.cue;
  return std::nullopt;
}

Discount because(const Finding& finding, const char* reason, const char* says) {
  return {reason, says, cue_of(finding, says)};
}

// The finding with what a filter asks for taken as given: [time=past] must not fail for being past.
Finding waive(Finding finding, const std::vector<Filter>& filters) {
  for (const Filter& filter : filters) {
    if (filter.differs) continue;
    switch (filter.about) {
      case Filter::About::negated:
        finding.negated = false;
        break;
      case Filter::About::certainty:
        finding.certainty = Certainty::affirmed;
        break;
      case Filter::About::time:
        finding.time = Time::current;
        if (finding.standing == Standing::mentioned) finding.standing = Standing::stated;
        break;
      case Filter::About::experiencer:
        finding.experiencer = Experiencer::patient;
        break;
      case Filter::About::hypothetical:
        finding.hypothetical = false;
        break;
      case Filter::About::axis:
      case Filter::About::section:
      case Filter::About::standing:
        break;
    }
  }
  return finding;
}

const char* name_of(Time time) {
  return time == Time::past ? "past" : time == Time::future ? "future" : "current";
}

const char* name_of(Experiencer experiencer) {
  if (experiencer == Experiencer::family) return "family";
  return experiencer == Experiencer::other ? "other" : "patient";
}

// The value of a key of context; "" of an axis.
std::string_view context_value(const Finding& finding, const std::vector<Section>& sections,
                               Filter::About about) {
  switch (about) {
    case Filter::About::section:
      return sections[finding.section].id;
    case Filter::About::negated:
      return finding.negated ? "true" : "false";
    case Filter::About::certainty:
      return finding.certainty == Certainty::possible ? "possible" : "affirmed";
    case Filter::About::time:
      return name_of(finding.time);
    case Filter::About::experiencer:
      return name_of(finding.experiencer);
    case Filter::About::hypothetical:
      return finding.hypothetical ? "true" : "false";
    case Filter::About::standing:
      return finding.standing == Standing::leading ? "leading" : "other";
    case Filter::About::axis:
      break;
  }
  return "";
}

bool has_value(const std::vector<Reading>& readings, std::string_view value) {
  return value == "none" ? readings.empty() : holds(readings, value);
}

// "Herniated discs C5-6 and L4-5" is of the neck, but not where the low back is read.
bool asks_for_another(const Expression& leaf, std::string_view area) {
  return !area.empty() && std::ranges::any_of(leaf.filters, [&](const Filter& filter) {
    return filter.key == kArea && !filter.differs && filter.value != area;
  });
}

// Where in the note it stands, not what it says.
bool asks_for_place(const Filter& filter) {
  return filter.about == Filter::About::section || filter.about == Filter::About::standing;
}

std::optional<Discount> discount(const Finding& finding, Setting setting) {
  if (finding.experiencer == Experiencer::family) return because(finding, "family", "family");
  if (finding.experiencer == Experiencer::other) return because(finding, "family", "other");
  if (finding.hypothetical) return because(finding, "hypothetical", "hypothetical");
  if (finding.negated) return because(finding, "negated", "negated");
  if (finding.time == Time::past) return because(finding, "past", "past");
  if (finding.time == Time::future) return because(finding, "hypothetical", "future");
  if (finding.certainty == Certainty::possible && setting == Setting::outpatient)
    return because(finding, "uncertain", "possible");
  if (finding.standing == Standing::excluded) return Discount{"hypothetical", "section", {}};
  if (finding.standing == Standing::mentioned)
    return because(finding, "mentioned-only",
                   cue_of(finding, "mentioned") ? "mentioned" : "section");
  return std::nullopt;
}

int words_said(const Finding& finding) {
  if (finding.standing == Standing::leading) return finding.opens ? 1 : 0;
  return static_cast<int>(std::ranges::count(finding.linked, true, &Linked::direct));
}

}  // namespace

FindingPool::FindingPool(const std::vector<Section>& sections, const std::vector<Finding>& findings,
                         const Axes& axes, Setting setting)
    : sections_(sections), axes_(axes), setting_(setting) {
  for (const Finding& finding : findings) {
    Entry entry{&finding, discount(finding, setting), axes.readings(finding, kArea),
                words_said(finding)};
    if (finding.concept_index >= spoken_of_.size()) spoken_of_.resize(finding.concept_index + 1);
    spoken_of_[finding.concept_index] = true;
    by_concept_.push_back(static_cast<uint32_t>(entries_.size()));
    if (entry.discount && entry.discount->says == "section")
      entry.discount->words = sections[finding.section].head;
    entries_.push_back(std::move(entry));
  }
  std::ranges::stable_sort(by_concept_, {}, [&](uint32_t i) { return concept_of(i); });
}

bool FindingPool::any(const std::vector<uint32_t>& concepts) const {
  return std::any_of(concepts.begin(), concepts.end(),
                     [&](uint32_t concept_index) { return speaks_of(concept_index); });
}

bool FindingPool::fits(const Entry& entry, std::string_view area) {
  return area.empty() || entry.areas.empty() || holds(entry.areas, area);
}

bool FindingPool::passes(const Entry& entry, const std::vector<Filter>& filters,
                         bool counting) const {
  for (const Filter& filter : filters) {
    if (!counting && asks_for_place(filter)) continue;
    const Finding& finding = *entry.finding;
    bool has = false;
    if (filter.about != Filter::About::axis)
      has = context_value(finding, sections_, filter.about) == filter.value;
    else if (filter.key == kArea)
      has = has_value(entry.areas, filter.value);
    else
      has = has_value(axes_.readings(finding, filter.key), filter.value);
    if (has == filter.differs) return false;
  }
  if (!counting || !entry.discount) return true;
  return !filters.empty() && !discount(waive(*entry.finding, filters), setting_);
}

bool FindingPool::in_place(const Entry& entry, const Expression& leaf) const {
  return std::ranges::all_of(leaf.filters, [&](const Filter& filter) {
    return !asks_for_place(filter) || (context_value(*entry.finding, sections_, filter.about) ==
                                       filter.value) != filter.differs;
  });
}

std::vector<const FindingPool::Entry*> FindingPool::of(const Expression& leaf,
                                                       std::string_view area, bool counting) const {
  std::vector<const Entry*> all;
  if (asks_for_another(leaf, area)) return all;
  for (uint32_t concept_index : leaf.concepts) {
    if (!speaks_of(concept_index)) continue;
    auto at = std::ranges::lower_bound(by_concept_, concept_index, {},
                                       [&](uint32_t i) { return concept_of(i); });
    for (; at != by_concept_.end() && concept_of(*at) == concept_index; ++at)
      if (fits(entries_[*at], area) && passes(entries_[*at], leaf.filters, counting))
        all.push_back(&entries_[*at]);
  }
  if (leaf.concepts.size() > 1) std::ranges::sort(all);
  return all;
}

std::vector<const FindingPool::Entry*> FindingPool::of(const std::vector<uint32_t>& concepts,
                                                       std::string_view area, bool counting) const {
  Expression leaf;
  leaf.concepts = concepts;
  return of(leaf, area, counting);
}

bool touches(const std::vector<Evidence>& evidence, Span span) {
  return std::any_of(evidence.begin(), evidence.end(),
                     [&](const Evidence& one) { return one.span.overlaps(span); });
}

void merge_evidence(const Candidate& from, Candidate& into) {
  for (const Evidence& evidence : from.evidence)
    if (!touches(into.evidence, evidence.span)) into.evidence.push_back(evidence);
  std::stable_sort(into.evidence.begin(), into.evidence.end(),
                   [](const Evidence& a, const Evidence& b) { return a.span < b.span; });
}

}  // namespace evident
