#include "coding/pairs.h"

#include <algorithm>
#include <map>
#include <set>

namespace evident {
namespace {

using Entry = FindingPool::Entry;
using Entries = std::vector<const Entry*>;

// Where a finding can meet another: its sentence and list item, or its values on the axis.
std::vector<std::string> meeting_points(const Expression& pair, const Finding& finding,
                                        const Axes& axes) {
  std::vector<std::string> points;
  if (pair.kind == Expression::Kind::near) {
    points.push_back("sentence " + std::to_string(finding.sentence));
    if (finding.item >= 0) points.push_back("item " + std::to_string(finding.item));
    return points;
  }
  for (const Reading& reading : axes.readings(finding, pair.axis)) points.push_back(reading.value);
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

// Those of `entries` that meet one of `others`; a finding does not meet itself.
Entries those_that_meet(const Expression& pair, const Entries& entries, const Entries& others,
                        const Axes& axes) {
  std::map<std::string, size_t> present;
  for (const Entry* other : others)
    for (const std::string& point : meeting_points(pair, *other->finding, axes)) ++present[point];
  const std::set<const Entry*> themselves(others.begin(), others.end());
  Entries good;
  for (const Entry* entry : entries) {
    const size_t own = themselves.contains(entry) ? 1 : 0;
    const std::vector<std::string> points = meeting_points(pair, *entry->finding, axes);
    if (std::any_of(points.begin(), points.end(), [&](const std::string& point) {
          const auto found = present.find(point);
          return found != present.end() && found->second > own;
        }))
      good.push_back(entry);
  }
  return good;
}

}  // namespace

Pairs meet(const Expression& pair, const Entries& left, const Entries& right, const Axes& axes) {
  return {those_that_meet(pair, left, right, axes), those_that_meet(pair, right, left, axes)};
}

}  // namespace evident
