#include <catch2/catch.hpp>
#include <random>

#include "text/position_map.h"

using namespace evident;

namespace {

// The dumb twin: one entry a character.
struct Characters {
  std::vector<Span> from, to;
  uint32_t from_size = 0, to_size = 0;

  void add(uint32_t f, uint32_t t) {
    from.push_back({from_size, from_size += f});
    to.push_back({to_size, to_size += t});
  }
  void join(uint32_t t) {
    to_size += t;
    if (!to.empty()) to.back().end = to_size;
  }
  Span covering(const std::vector<Span>& in, const std::vector<Span>& out, Span span) const {
    Span found{UINT32_MAX, 0};
    for (size_t i = 0; i < in.size(); ++i) {
      if (!in[i].overlaps(span)) continue;
      found = {std::min(found.begin, out[i].begin), std::max(found.end, out[i].end)};
    }
    return found;
  }
};

}  // namespace

TEST_CASE("a map agrees with one entry a character") {
  std::mt19937 random(7);
  const auto pick = [&](uint32_t most) { return static_cast<uint32_t>(random() % most); };
  int wrong = 0;
  for (int round = 0; round < 3000; ++round) {
    PositionMap map;
    Characters twin;
    for (uint32_t i = pick(24); i > 0; --i) {
      const uint32_t f = 1 + pick(3), t = 1 + pick(3), count = 1 + pick(4);
      switch (pick(5)) {
        case 0:
          map.add(f, t), twin.add(f, t);
          break;
        case 1:
          for (uint32_t k = 0; k < count; ++k) map.add(1, 2), twin.add(1, 2);
          break;
        case 2:
          map.add_same(count);
          for (uint32_t k = 0; k < count; ++k) twin.add(1, 1);
          break;
        case 3:
          map.skip(t), twin.to_size += t;
          break;
        default:
          map.join(t), twin.join(t);
      }
    }
    wrong += map.from_size() != twin.from_size || map.to_size() != twin.to_size;
    for (uint32_t begin = 0; begin < twin.from_size; ++begin) {
      const Span span{begin, begin + 1 + pick(twin.from_size - begin)};
      wrong += map.to(span) != twin.covering(twin.from, twin.to, span);
    }
    for (uint32_t begin = 0; begin < twin.to_size; ++begin) {
      const Span span{begin, begin + 1 + pick(twin.to_size - begin)};
      const Span covering = twin.covering(twin.to, twin.from, span);
      const Span found = map.from(span);
      wrong += covering.empty() ? !found.empty() : found != covering;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("empty spans and ends") {
  PositionMap map;
  CHECK(map.to({0, 0}) == Span{0, 0});
  CHECK(map.from({0, 0}) == Span{0, 0});
  map.skip(3);
  map.add_same(2);
  map.skip(1);
  CHECK(map.to({0, 0}) == Span{3, 3});
  CHECK(map.to({2, 2}) == Span{6, 6});
  CHECK(map.to({0, 99}) == Span{3, 5});
  CHECK(map.to({50, 99}) == Span{6, 6});
  CHECK(map.from({0, 3}).empty());
  CHECK(map.from({5, 6}).empty());
  CHECK(map.from({0, 99}) == Span{0, 2});
}
