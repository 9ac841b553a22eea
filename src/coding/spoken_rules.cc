#include "coding/spoken_rules.h"

#include <algorithm>

namespace evident {
namespace {

// False when the note lacks a concept that the expression needs: most rules speak of nothing that a
// note speaks of.
bool may_hold(const Expression& expression, const FindingPool& pool) {
  const auto part_may = [&](const Expression& part) { return may_hold(part, pool); };
  const auto& parts = expression.parts;
  switch (expression.kind) {
    case Expression::Kind::leaf:
      return pool.any(expression.concepts);
    case Expression::Kind::either:
      return std::any_of(parts.begin(), parts.end(), part_may);
    case Expression::Kind::negation:
      return true;
    case Expression::Kind::both:
    case Expression::Kind::near:
    case Expression::Kind::same:
      return std::all_of(parts.begin(), parts.end(), part_may);
  }
  return true;
}

}  // namespace

std::vector<const Rule*> rules_spoken_of(const Rules& rules, const FindingPool& pool) {
  std::vector<const Rule*> some;
  for (const Rule& rule : rules.all())
    if (may_hold(rule.when, pool)) some.push_back(&rule);
  return some;
}

}  // namespace evident
