// Which characters of one form of a text are which characters of another.
//
// Made from left to right: each call says what comes next. Characters that are alike (as many
// bytes here, as many there) share one run, so that a plain note needs one run in all, a text in
// Greek or Chinese a few a line.
//
//     norm  " s c i a t i c a "      map.add_same(8), map.add(1, 2) for "é" -> "e",
//     utf8  " s c i a t i c a "      map.skip(2) for a soft hyphen that norm leaves out
//
// `from` counts bytes of the form that leaves characters out, `to` of the form that has them all.
// Immutable once made; may then be read from several threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/span.h"

namespace evident {

class PositionMap {
 public:
  // One character. Neither size is 0.
  void add(uint32_t from_size, uint32_t to_size) { add_run(1, from_size, to_size); }
  // `count` characters of one byte, the same in both.
  void add_same(uint32_t count) { add_run(count, 1, 1); }
  // A character that only `to` has.
  void skip(uint32_t to_size) { to_size_ += to_size; }
  // A character of `to` that belongs to the last character added (an accent on its own), with
  // everything skipped since. Without any character yet it is skipped.
  void join(uint32_t to_size);

  uint32_t from_size() const { return from_size_; }
  uint32_t to_size() const { return to_size_; }

  // The whole characters that `from` touches, without what is skipped at the edges. An empty
  // span gives an empty one, before the character that begins there. Positions past the end
  // count as the end.
  Span to(Span from) const;
  // The other way; a span that touches skipped characters only gives an empty one.
  Span from(Span to) const;

 private:
  // `count` = (next.from - from) / from_unit characters, one after another in both forms.
  struct Run {
    uint32_t from = 0;
    uint32_t to = 0;
    uint32_t from_unit = 1;
    uint32_t to_unit = 1;
  };

  void add_run(uint32_t count, uint32_t from_unit, uint32_t to_unit);
  bool continues(uint32_t from_unit, uint32_t to_unit) const;
  uint32_t from_end(size_t run) const;
  uint32_t to_end(size_t run) const;
  size_t run_at(uint32_t from) const;
  uint32_t begin_of(uint32_t from) const;
  uint32_t end_of(uint32_t from) const;

  std::vector<Run> runs_;
  uint32_t from_size_ = 0;
  uint32_t to_size_ = 0;
};

}  // namespace evident
