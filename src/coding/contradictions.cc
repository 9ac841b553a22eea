#include "coding/contradictions.h"

#include <algorithm>
#include <map>
#include <set>

namespace evident {
namespace {

using Entry = FindingPool::Entry;

constexpr char kAxis[] = "side";

struct Said {
  const Entry* entry = nullptr;
  Reading reading;
};

struct Condition {
  std::string name;  // of its first finding
  std::vector<Said> leading;
  std::vector<Said> others;
};

class Finder {
 public:
  Finder(const FindingPool& pool, const Lexicon& lexicon) : pool_(pool), lexicon_(lexicon) {}

  std::vector<Contradiction> run() {
    for (const Entry& entry : pool_.entries())
      if (!entry.discount) add(entry);
    std::vector<Contradiction> found;
    for (const auto& [key, condition] : conditions_)
      if (disagree(condition)) found.push_back(contradiction(condition));
    std::stable_sort(found.begin(), found.end(),
                     [](const Contradiction& a, const Contradiction& b) {
                       return a.sides.front().span < b.sides.front().span;
                     });
    found.erase(std::unique(found.begin(), found.end(), same_words), found.end());
    return found;
  }

 private:
  const std::string& id_of(const Entry& entry) const {
    return lexicon_.concepts()[entry.finding->concept_index].id;
  }

  void add(const Entry& entry) {
    const Concept& concept_ = lexicon_.concepts()[entry.finding->concept_index];
    add(entry, concept_.id);
    for (const std::string& group : concept_.groups)
      if (group.starts_with("same-")) add(entry, group);
  }

  void add(const Entry& entry, const std::string& name) {
    for (const Reading& reading : pool_.axes().readings(*entry.finding, kAxis)) {
      if (!reading.direct) continue;
      const std::string area = entry.areas.empty() ? "" : entry.areas.front().value;
      const auto [place, is_new] = conditions_.try_emplace({name, area});
      Condition& condition = place->second;
      if (is_new) condition.name = id_of(entry);
      const bool leads = entry.finding->standing == Standing::leading;
      (leads ? condition.leading : condition.others).push_back({&entry, reading});
    }
  }

  // A value that has several digits of a code stands for several ("bilateral").
  bool stands_for_several(const std::string& value) const {
    const Axis* known = pool_.axes().find(kAxis);
    if (known == nullptr) return false;
    const auto digits = known->digits.find(value);
    return digits != known->digits.end() && digits->second.size() > 1;
  }

  bool disagree(const Condition& condition) const {
    std::set<std::string> values;
    for (const Said& said : condition.leading) {
      if (stands_for_several(said.reading.value)) return false;
      values.insert(said.reading.value);
    }
    return !values.empty() && !condition.others.empty() &&
           std::none_of(condition.others.begin(), condition.others.end(), [&](const Said& said) {
             return values.contains(said.reading.value) || stands_for_several(said.reading.value);
           });
  }

  Contradiction contradiction(const Condition& condition) const {
    const Said& here = condition.others.front();
    const Said& there = condition.leading.front();
    Contradiction result;
    result.about = kAxis;
    result.sides = {evidence(here), evidence(there)};
    if (result.sides[1].span < result.sides[0].span) std::swap(result.sides[0], result.sides[1]);
    result.message = "The note gives two sides of " + condition.name + ": " + here.reading.value +
                     " (" + section_of(here) + ") and " + there.reading.value + " (" +
                     section_of(there) + ").";
    return result;
  }

  const std::string& section_of(const Said& said) const {
    return pool_.sections()[said.entry->finding->section].id;
  }

  Evidence evidence(const Said& said) const {
    return {said.reading.words, Role::support, kAxis, section_of(said)};
  }

  static bool same_words(const Contradiction& a, const Contradiction& b) {
    return a.sides[0].span == b.sides[0].span && a.sides[1].span == b.sides[1].span;
  }

  const FindingPool& pool_;
  const Lexicon& lexicon_;
  std::map<std::pair<std::string, std::string>, Condition> conditions_;  // by name and area
};

}  // namespace

std::vector<Contradiction> find_contradictions(const FindingPool& pool, const Lexicon& lexicon) {
  return Finder(pool, lexicon).run();
}

}  // namespace evident
