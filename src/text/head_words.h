// The words of a head: what they may hold, where they end, whether they name something.
#pragma once

#include "text/head_case.h"
#include "text/layout.h"

namespace evident {

inline constexpr uint32_t kLongestHead = 120;  // bytes

class HeadWords {
 public:
  // Keeps a reference to the layout.
  explicit HeadWords(const Layout& layout) : layout_(layout) {}

  // Where the words of the line begin, past its mark, markup and whatever looks like a count.
  uint32_t begin_of(const Line& line) const;
  // `span` without the signs and blanks that frame it ("== LABS ==").
  Span framed(Span span) const;
  // The first position in [at, end) that is none of `set`.
  uint32_t skip(uint32_t at, uint32_t end, std::string_view set) const;

  // Are there only words of a head in `span`, remarks in brackets and what may stand between?
  bool all_words(Span span) const;
  // The colon after words at `begin`, or `end`.
  uint32_t colon_after(uint32_t begin, uint32_t end) const;
  // May the byte at `at` stand among the words of a head that end before `end`?
  bool holds(uint32_t at, uint32_t end) const;
  // What stands after a colon: a blank or line end; text without a blank only after words that
  // look like a head by themselves; never a time, a ratio or an address.
  bool sets_off(uint32_t colon, bool looks_like_head) const;

  // How they are written, remarks in brackets apart.
  HeadCase shape(Span words) const;
  // How many they are, outside brackets.
  int count(Span words) const;
  bool has_digit(Span words) const;
  // No article at the start, no word that makes a statement ("the left lobe", "he takes").
  bool name_something(Span words) const;

 private:
  bool only_colon_follows(uint32_t at, uint32_t end) const;
  uint32_t end_of_words(Span span) const;

  const Layout& layout_;
};

}  // namespace evident
