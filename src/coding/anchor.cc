#include "coding/anchor.h"

#include <algorithm>
#include <set>

namespace evident {
namespace {

using Entry = FindingPool::Entry;

// What a choice asks of the findings of a leaf: where some of them gave the value, one of those.
struct Wanted {
  const Choice* choice = nullptr;
  std::set<const Entry*> givers;  // of the leaf
};

Wanted wanted_of(const Satisfied& leaf, const Choice& choice) {
  const std::set<const Entry*> givers = givers_of(choice);
  Wanted wanted{&choice, {}};
  for (const Entry* entry : leaf.entries)
    if (givers.contains(entry)) wanted.givers.insert(entry);
  return wanted;
}

bool meets(const Entry& entry, const Wanted& wanted, const Axes& axes) {
  if (!wanted.givers.empty()) return wanted.givers.contains(&entry);
  return !axes.must_agree(wanted.choice->axis) || may_be(entry, *wanted.choice, axes);
}

const Entry* best_of(const Satisfied& leaf, const std::vector<Choice>& chosen, const Axes& axes) {
  std::vector<Wanted> wanted;
  for (const Choice& choice : chosen) wanted.push_back(wanted_of(leaf, choice));
  const Entry* best = nullptr;
  for (const Entry* entry : leaf.entries) {
    if (best != nullptr && entry->finding->standing != best->finding->standing) break;
    if (!std::all_of(wanted.begin(), wanted.end(),
                     [&](const Wanted& one) { return meets(*entry, one, axes); }))
      continue;
    if (says_only(*entry, chosen, axes)) return entry;
    if (best == nullptr) best = entry;
  }
  return best != nullptr ? best : leaf.entries.front();
}

// Do both bear one of the names of the condition?
bool alike(const Entry& a, const Entry& b, const Expression& condition) {
  const auto bears = [](const Expression* leaf, const Entry& entry) {
    return std::ranges::find(leaf->concepts, entry.finding->concept_index) != leaf->concepts.end();
  };
  return std::ranges::any_of(positive_leaves(condition), [&](const Expression* leaf) {
    return bears(leaf, a) && bears(leaf, b);
  });
}

}  // namespace

const Entry* anchor(const Satisfied& leaf, const Expression* alternatives,
                    const std::vector<Choice>& chosen, const Axes& axes) {
  const Entry* best = best_of(leaf, chosen, axes);
  if (alternatives == nullptr || !speaks_of_others(*best, chosen, axes)) return best;
  for (const Choice& choice : chosen)
    for (const auto& [giver, reading] : choice.from)
      if (!speaks_of_others(*giver, chosen, axes) && alike(*giver, *best, *alternatives))
        return giver;
  return best;
}

}  // namespace evident
