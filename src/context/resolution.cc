#include "context/resolution.h"

#include <algorithm>
#include <map>

#include "context/scopes.h"

namespace evident {
namespace {

constexpr char kAxis[] = "course";
constexpr char kResolved[] = "resolved";
constexpr char kCorrected[] = "corrected";

bool is_told(const Finding& finding) {
  return !finding.negated && !finding.hypothetical && finding.standing < Standing::mentioned &&
         finding.experiencer == Experiencer::patient && finding.certainty == Certainty::affirmed;
}

const Linked* resolved_by(const Finding& finding) {
  const Linked* course = finding.value(kAxis);
  const bool over = finding.time == Time::past && course != nullptr && course->direct;
  return over && course->value == kResolved ? course : nullptr;
}

// Of each kind of place that both name, the second names all of the first.
bool agree(const Finding& a, const Finding& b) {
  return std::ranges::all_of(a.linked, [&](const Linked& one) {
    if (one.axis != "level" && one.axis != "side" && one.axis != "region") return true;
    return b.value(one.axis) == nullptr || std::ranges::any_of(b.linked, [&](const Linked& other) {
             return other.axis == one.axis && other.value == one.value;
           });
  });
}

std::vector<std::string> names_of(const Concept& concept_) {
  std::vector<std::string> names = {concept_.id};
  for (const std::string& group : concept_.groups)
    if (concept_.kind == ConceptKind::symptom && group.starts_with("same-")) names.push_back(group);
  return names;
}

}  // namespace

void withdraw_resolved(const Lexicon& lexicon, std::vector<Finding>& findings) {
  std::map<std::string, const Finding*> last;  // null: told as present after all
  for (size_t i = findings.size(); i-- > 0;) {
    Finding& finding = findings[i];
    if (!is_told(finding)) continue;
    const bool over = resolved_by(finding) != nullptr;
    if (!over && finding.time != Time::current) continue;
    const Finding* end = nullptr;
    for (const std::string& name : names_of(lexicon.concepts()[finding.concept_index])) {
      const auto [place, is_new] = last.try_emplace(name, over ? &finding : nullptr);
      if (end == nullptr && !over && !is_new && place->second != nullptr &&
          agree(finding, *place->second))
        end = place->second;
    }
    if (end != nullptr) apply_meaning(CueMeaning::past, resolved_by(*end)->words, finding);
  }
}

namespace {

bool leads(const Finding& finding) {
  return finding.standing == Standing::leading && finding.experiencer == Experiencer::patient &&
         !finding.hypothetical && finding.time == Time::current;
}

// Leading words about one condition.
struct Leading {
  std::vector<const Finding*> denied;
  std::vector<const Finding*> affirmed;
};

std::map<uint32_t, Leading> leading_words(const std::vector<Finding>& findings) {
  // More than a spine has levels: more still would be asked about each other finding.
  constexpr size_t kMost = 64;
  std::map<uint32_t, Leading> all;
  for (const Finding& finding : findings) {
    if (!leads(finding)) continue;
    Leading& leading = all[finding.concept_index];
    auto& known = finding.negated ? leading.denied : leading.affirmed;
    if (known.size() < kMost) known.push_back(&finding);
  }
  return all;
}

const Finding* first_of_place(const std::vector<const Finding*>& known, const Finding& finding) {
  const auto found =
      std::ranges::find_if(known, [&](const Finding* other) { return agree(finding, *other); });
  return found == known.end() ? nullptr : *found;
}

}  // namespace

void withdraw_refuted(std::vector<Finding>& findings) {
  // Most notes lead with no denial.
  if (std::ranges::none_of(findings, [](const Finding& one) { return one.negated && leads(one); }))
    return;
  const std::map<uint32_t, Leading> all = leading_words(findings);
  for (Finding& finding : findings) {
    if (finding.standing != Standing::outranked && finding.standing != Standing::stated) continue;
    const auto leading = all.find(finding.concept_index);
    if (finding.negated || leading == all.end()) continue;
    const Finding* denial = first_of_place(leading->second.denied, finding);
    if (denial == nullptr || first_of_place(leading->second.affirmed, finding)) continue;
    const auto by = std::ranges::find(denial->by, std::string_view("negated"), &By::says);
    if (by != denial->by.end()) apply_meaning(CueMeaning::negated, by->cue, finding);
  }
}

namespace {

const Linked* corrected_by(const Finding& finding) {
  const Linked* course = finding.value(kAxis);
  return course != nullptr && course->direct && course->value == kCorrected ? course : nullptr;
}

bool shares_name(const Lexicon& lexicon, const Finding& a, const Finding& b) {
  if (a.concept_index == b.concept_index) return true;
  const std::vector<std::string> names = names_of(lexicon.concepts()[b.concept_index]);
  return std::ranges::any_of(
      names_of(lexicon.concepts()[a.concept_index]),
      [&](const std::string& name) { return std::ranges::count(names, name) > 0; });
}

}  // namespace

void withdraw_corrected(const Lexicon& lexicon, std::vector<Finding>& findings) {
  constexpr int kMost = 8;  // corrections of one note
  int corrections = 0;
  for (size_t i = findings.size(); i-- > 1 && corrections < kMost;) {
    const Linked* course = corrected_by(findings[i]);
    if (course == nullptr || findings[i].negated || !is_told(findings[i])) continue;
    ++corrections;
    for (size_t before = 0; before < i; ++before) {
      Finding& finding = findings[before];
      if (finding.negated || corrected_by(finding) != nullptr) continue;
      if (shares_name(lexicon, finding, findings[i]) && !agree(findings[i], finding))
        apply_meaning(CueMeaning::negated, course->words, finding);
    }
  }
}

}  // namespace evident
