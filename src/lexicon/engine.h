// What finds phrases in sentences. Two engines do and give the same mentions (matcher.h).
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "lexicon/mention.h"
#include "text/text.h"

namespace evident {

class Engine {
 public:
  virtual ~Engine() = default;
  // Of each concept its leftmost mentions, the longest from there, none over another, in each of
  // `sentences` of `norm`; the first of them is number `first`. `tokens` are all words of norm.
  // Appends, in no order.
  virtual void find(std::string_view norm, std::span<const Span> tokens,
                    std::span<const Sentence> sentences, uint32_t first,
                    std::vector<Mention>& mentions) const = 0;
};

}  // namespace evident
