#include "coding/choice.h"

#include <algorithm>

namespace evident {

bool may_be(const FindingPool::Entry& entry, const Choice& choice, const Axes& axes) {
  bool any = false;
  for (const Reading& reading : axes.readings(*entry.finding, choice.axis)) {
    if (reading.value == choice.value) return true;
    any |= reading.direct;
  }
  return !any;
}

bool speaks_of_others(const FindingPool::Entry& entry, const std::vector<Choice>& chosen,
                      const Axes& axes) {
  return std::any_of(chosen.begin(), chosen.end(), [&](const Choice& choice) {
    return !choice.from.empty() && !may_be(entry, choice, axes);
  });
}

bool says_only(const FindingPool::Entry& entry, const std::vector<Choice>& chosen,
               const Axes& axes) {
  return std::all_of(chosen.begin(), chosen.end(), [&](const Choice& choice) {
    const std::vector<Reading> readings = axes.readings(*entry.finding, choice.axis);
    return std::all_of(readings.begin(), readings.end(), [&](const Reading& reading) {
      return !reading.direct || reading.value == choice.value;
    });
  });
}

std::set<const FindingPool::Entry*> givers_of(const Choice& choice) {
  std::set<const FindingPool::Entry*> givers;
  for (const auto& from : choice.from) givers.insert(from.first);
  return givers;
}

bool speaks(const Satisfied& leaf, const Choice& choice) {
  const std::set<const FindingPool::Entry*> givers = givers_of(choice);
  return std::any_of(leaf.entries.begin(), leaf.entries.end(),
                     [&](const FindingPool::Entry* entry) { return givers.contains(entry); });
}

std::vector<const Choice*> binding(const Satisfied& leaf, const std::vector<Choice>& chosen,
                                   const Axes& axes) {
  std::vector<const Choice*> all;
  for (const Choice& choice : chosen)
    if (axes.must_agree(choice.axis) || speaks(leaf, choice)) all.push_back(&choice);
  return all;
}

}  // namespace evident
