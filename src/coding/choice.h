// A value chosen for a hole of a code, and which findings it speaks of.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "coding/combination.h"
#include "coding/evidence.h"

namespace evident {

struct Choice {
  std::string axis;
  std::string value;
  std::vector<std::pair<const FindingPool::Entry*, Reading>> from;  // empty: nothing documented
};

// Says the finding the chosen value, or nothing of its own on the axis?
bool may_be(const FindingPool::Entry& entry, const Choice& choice, const Axes& axes);

// "L1 burst fracture, L3 compression fracture": what is said of L3 fills no hole of a code for L1.
bool speaks_of_others(const FindingPool::Entry& entry, const std::vector<Choice>& chosen,
                      const Axes& axes);

// Says the finding no other values than the chosen ones, where its own words say any?
bool says_only(const FindingPool::Entry& entry, const std::vector<Choice>& chosen,
               const Axes& axes);

// The findings that gave the chosen value.
std::set<const FindingPool::Entry*> givers_of(const Choice& choice);

// Did some finding of the leaf give the chosen value?
bool speaks(const Satisfied& leaf, const Choice& choice);

// Those of the choices that a finding of the leaf must not contradict. Pointers into `chosen`.
std::vector<const Choice*> binding(const Satisfied& leaf, const std::vector<Choice>& chosen,
                                   const Axes& axes);

}  // namespace evident
