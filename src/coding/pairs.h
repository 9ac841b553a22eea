// near(a, b) and same(a, b, axis): which findings of two leaves meet.
#pragma once

#include <vector>

#include "coding/evidence.h"
#include "coding/expression.h"

namespace evident {

struct Pairs {
  std::vector<const FindingPool::Entry*> left;   // those that meet another one of the right
  std::vector<const FindingPool::Entry*> right;  // and the other way round
};

// `pair` is of kind near or same; order is kept. Linear in the findings.
Pairs meet(const Expression& pair, const std::vector<const FindingPool::Entry*>& left,
           const std::vector<const FindingPool::Entry*>& right, const Axes& axes);

}  // namespace evident
