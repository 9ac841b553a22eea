// A half-open range of positions, [begin, end).
//
// Which positions it counts is stated where it is used. Inside the pipeline all
// spans count bytes of Text::norm(), the normalised note; Text::note_span() takes
// them back to the note. Reports alone speak of code points, UTF-16 units or bytes
// of the note as received.
#pragma once

#include <compare>
#include <cstdint>

namespace evident {

struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool contains(uint32_t position) const { return begin <= position && position < end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }

  auto operator<=>(const Span&) const = default;
};

// Positions between the two; 0 where they touch or overlap.
inline uint32_t distance(Span a, Span b) {
  if (a.overlaps(b)) return 0;
  return a.end <= b.begin ? b.begin - a.end : a.begin - b.end;
}

}  // namespace evident
