// Sentences that speak of what stands behind them. They are given as norm has them.
#pragma once

#include <string_view>

namespace evident {

// "Denies:" over a list; "**Denies:**" too.
inline bool ends_with_colon(std::string_view sentence) {
  while (sentence.ends_with('*')) sentence.remove_suffix(1);
  return sentence.ends_with(':');
}

// "[copied from 3/2]" before the head that it speaks of.
inline bool is_remark(std::string_view sentence) {
  return sentence.size() > 2 && ((sentence.front() == '[' && sentence.back() == ']') ||
                                 (sentence.front() == '(' && sentence.back() == ')'));
}

// Only then what a cue says can reach what follows.
inline bool opens_list(std::string_view sentence) {
  return ends_with_colon(sentence) || is_remark(sentence);
}

}  // namespace evident
