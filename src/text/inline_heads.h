// Heads inside a line: words before a colon that stand after something that ends.
#pragma once

#include <vector>

#include "text/head_words.h"
#include "text/wrapping.h"

namespace evident {

class InlineHeads {
 public:
  // Keeps references to both.
  InlineHeads(const Layout& layout, const Wrapping& wrapping)
      : layout_(layout), wrapping_(wrapping), text_(layout.text), words_(layout) {}

  // Adds those of line `number`; a head at its start is the last of `heads` already.
  void find(uint32_t number, std::vector<Head>& heads) const;

  // "no pain on motion HEENT": other words, and then a head in capitals. `value`: the words stand
  // behind a label, and one of them is enough.
  bool runs_into_capitals(Span words, bool value = false) const;

 private:
  Span words_before(uint32_t from, uint32_t colon, bool labelled) const;
  Span after_bound(uint32_t from, uint32_t end, bool comma) const;
  bool ends_here(uint32_t from, uint32_t begin, bool comma) const;
  Span past_answer(Span words) const;
  Span after_value(uint32_t from, uint32_t end, uint32_t colon) const;
  bool closes_count(uint32_t from, uint32_t end) const;
  bool shortens(uint32_t from, uint32_t stop) const;
  bool acceptable(Span words, bool value, uint32_t colon) const;
  Span capitals_before(uint32_t from, uint32_t end) const;
  bool one_gap(Span gap) const;
  bool in_list_of_values(uint32_t from, uint32_t begin) const;
  uint32_t trimmed_end(uint32_t from, uint32_t end) const;

  const Layout& layout_;
  const Wrapping& wrapping_;
  const Text& text_;
  HeadWords words_;
};

}  // namespace evident
