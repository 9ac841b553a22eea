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

bool says_where(const Linked& linked) {
  return linked.axis == "level" || linked.axis == "side" || linked.axis == "region";
}

// Of each kind of place that both name, the second names all of the first. A place that was lent
// to the second ("L5 radiculopathy; no disc herniation") is none that it names.
bool agree(const Finding& a, const Finding& b) {
  return std::ranges::all_of(a.linked, [&](const Linked& one) {
    if (!says_where(one)) return true;
    const auto names = [&](const Linked& other) { return other.axis == one.axis && other.direct; };
    return std::ranges::none_of(b.linked, names) ||
           std::ranges::any_of(b.linked, [&](const Linked& other) {
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

// Of one kind of place that both name, does either name what the other does not?
bool differ(const Finding& a, const Finding& b, std::string_view axis) {
  bool both = false, shared = false;
  for (const Linked& one : a.linked)
    for (const Linked& other : b.linked)
      if (one.axis == axis && other.axis == axis) {
        both = true;
        shared |= one.value == other.value;
      }
  return both && !shared;
}

bool elsewhere(const Finding& a, const Finding& b) {
  return differ(a, b, "level") || differ(a, b, "region");
}

bool shares_name(const Lexicon& lexicon, const Finding& a, const Finding& b) {
  if (a.concept_index == b.concept_index) return true;
  const std::vector<std::string> names = names_of(lexicon.concepts()[b.concept_index]);
  return std::ranges::any_of(
      names_of(lexicon.concepts()[a.concept_index]),
      [&](const std::string& name) { return std::ranges::count(names, name) > 0; });
}

class Corrector {
 public:
  Corrector(const Lexicon& lexicon, const std::vector<Section>& sections,
            std::vector<Finding>& findings)
      : lexicon_(lexicon), sections_(sections), findings_(findings) {}

  void run() {
    constexpr int kMost = 64;  // corrections of one note that are looked for
    int corrections = 0;
    for (size_t i = findings_.size(); i-- > 1 && corrections < kMost;) {
      const Span* words = correcting_words(findings_[i]);
      if (words == nullptr || !is_told(findings_[i]) ||
          std::ranges::none_of(findings_[i].linked, says_where))
        continue;
      if (findings_[i].time == Time::past) continue;
      ++corrections;
      correct(i, *words);
    }
  }

 private:
  const Span* correcting_words(const Finding& finding) const {
    const Linked* course = finding.value(kAxis);
    if (course != nullptr && course->direct && course->value == kCorrected) return &course->words;
    const Section& section = sections_[finding.section];
    const bool corrects = section.concept_index >= 0 &&
                          lexicon_.concepts()[section.concept_index].corrects == Corrects::places;
    return corrects ? &section.head : nullptr;
  }

  // The side of what stood at this place; where nothing did, the only place that was told.
  void correct(size_t correction, Span words) {
    const Finding right = findings_[correction];
    std::vector<Finding*> before;
    for (size_t i = 0; i < correction; ++i)
      if (findings_[i].span.end <= words.begin && is_told(findings_[i]) &&
          shares_name(lexicon_, findings_[i], right))
        before.push_back(&findings_[i]);
    bool same_place = false;
    for (Finding* one : before) {
      if (elsewhere(*one, right)) continue;
      same_place = true;
      if (differ(*one, right, "side")) apply_meaning(CueMeaning::negated, words, *one);
    }
    if (!same_place && before.size() == 1 && !differ(*before.front(), right, "side"))
      apply_meaning(CueMeaning::negated, words, *before.front());
  }

  const Lexicon& lexicon_;
  const std::vector<Section>& sections_;
  std::vector<Finding>& findings_;
};

}  // namespace

void withdraw_corrected(const Lexicon& lexicon, const std::vector<Section>& sections,
                        std::vector<Finding>& findings) {
  Corrector(lexicon, sections, findings).run();
}

}  // namespace evident
