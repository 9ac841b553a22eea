#include "text/position_map.h"

#include <algorithm>

namespace evident {

bool PositionMap::continues(uint32_t from_unit, uint32_t to_unit) const {
  if (runs_.empty()) return false;
  const Run& last = runs_.back();
  return last.from_unit == from_unit && last.to_unit == to_unit &&
         to_end(runs_.size() - 1) == to_size_;
}

void PositionMap::add_run(uint32_t count, uint32_t from_unit, uint32_t to_unit) {
  if (count == 0) return;
  if (!continues(from_unit, to_unit)) runs_.push_back({from_size_, to_size_, from_unit, to_unit});
  from_size_ += count * from_unit;
  to_size_ += count * to_unit;
}

void PositionMap::join(uint32_t to_size) {
  to_size_ += to_size;
  if (runs_.empty()) return;
  const Run last = runs_.back();
  const uint32_t count = (from_size_ - last.from) / last.from_unit;
  const uint32_t begin = last.to + (count - 1) * last.to_unit;
  const uint32_t end = to_size_;
  if (count == 1) runs_.pop_back();
  // Take the last character out of its run and add it anew, grown.
  from_size_ -= last.from_unit;
  to_size_ = begin;
  add(last.from_unit, end - begin);
}

uint32_t PositionMap::from_end(size_t run) const {
  return run + 1 < runs_.size() ? runs_[run + 1].from : from_size_;
}

uint32_t PositionMap::to_end(size_t run) const {
  const Run& r = runs_[run];
  return r.to + (from_end(run) - r.from) / r.from_unit * r.to_unit;
}

// The run that holds `from`, which lies before the end.
size_t PositionMap::run_at(uint32_t from) const {
  const auto after = std::upper_bound(runs_.begin(), runs_.end(), from,
                                      [](uint32_t at, const Run& run) { return at < run.from; });
  return static_cast<size_t>(after - runs_.begin()) - 1;
}

uint32_t PositionMap::begin_of(uint32_t from) const {
  if (from >= from_size_) return to_size_;
  const Run& run = runs_[run_at(from)];
  return run.to + (from - run.from) / run.from_unit * run.to_unit;
}

uint32_t PositionMap::end_of(uint32_t from) const {
  const Run& run = runs_[run_at(from)];
  return run.to + ((from - run.from) / run.from_unit + 1) * run.to_unit;
}

Span PositionMap::to(Span from) const {
  from.end = std::min(from.end, from_size_);
  const uint32_t begin = begin_of(from.begin);
  if (from.empty()) return {begin, begin};
  return {begin, end_of(from.end - 1)};
}

Span PositionMap::from(Span to) const {
  // The first character that ends after `position`.
  const auto ends_after = [this](uint32_t position) {
    auto next = std::upper_bound(runs_.begin(), runs_.end(), position,
                                 [](uint32_t at, const Run& run) { return at < run.to; });
    if (next == runs_.begin()) return uint32_t{0};
    const Run& run = next[-1];
    const uint32_t inside = run.from + (position - run.to) / run.to_unit * run.from_unit;
    return std::min(inside, from_end(static_cast<size_t>(next - runs_.begin()) - 1));
  };
  // The end of the last character that begins before `position`.
  const auto begins_before = [this](uint32_t position) {
    auto next = std::lower_bound(runs_.begin(), runs_.end(), position,
                                 [](const Run& run, uint32_t at) { return run.to < at; });
    if (next == runs_.begin()) return uint32_t{0};
    const Run& run = next[-1];
    const uint32_t count = (position - run.to + run.to_unit - 1) / run.to_unit;
    return std::min(run.from + count * run.from_unit,
                    from_end(static_cast<size_t>(next - runs_.begin()) - 1));
  };
  const uint32_t begin = ends_after(to.begin);
  return {begin, to.empty() ? begin : std::max(begin, begins_before(to.end))};
}

}  // namespace evident
