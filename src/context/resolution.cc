#include "context/resolution.h"

#include <algorithm>
#include <map>

#include "context/scopes.h"

namespace evident {
namespace {

constexpr char kAxis[] = "course";
constexpr char kResolved[] = "resolved";

bool is_told(const Finding& finding) {
  return !finding.negated && !finding.hypothetical && finding.standing < Standing::mentioned &&
         finding.experiencer == Experiencer::patient && finding.certainty == Certainty::affirmed;
}

const Linked* resolved_by(const Finding& finding) {
  const Linked* course = finding.value(kAxis);
  const bool over = finding.time == Time::past && course != nullptr && course->direct;
  return over && course->value == kResolved ? course : nullptr;
}

// Nothing that one says of place or side is denied by the other.
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

void withdraw_refuted(std::vector<Finding>& findings) {
  const auto denial_of = [&](const Finding& finding) -> const Finding* {
    const auto found = std::ranges::find_if(findings, [&](const Finding& other) {
      return other.concept_index == finding.concept_index && other.negated &&
             other.standing == Standing::leading && other.experiencer == Experiencer::patient &&
             agree(other, finding);
    });
    return found == findings.end() ? nullptr : &*found;
  };
  for (Finding& finding : findings) {
    if (finding.standing != Standing::outranked || finding.negated) continue;
    const Finding* denial = denial_of(finding);
    if (denial == nullptr) continue;
    for (const By& by : denial->by)
      if (by.says == "negated") {
        apply_meaning(CueMeaning::negated, by.cue, finding);
        break;
      }
  }
}

}  // namespace evident
