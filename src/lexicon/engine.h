// What finds phrases in sentences. Two engines do and give the same mentions (matcher.h).
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "lexicon/mention.h"
#include "lexicon/sought.h"
#include "text/text.h"

namespace evident {

class Engine {
 public:
  virtual ~Engine() = default;
  // In each of `stretches` of `norm`, which stand in order, the mentions of the concepts that are
  // sought there: the leftmost of each, the longest from there, none over another; of sections only
  // those that begin their stretch. `tokens` are all words of norm. Appends, in no order.
  virtual void find(std::string_view norm, std::span<const Span> tokens,
                    std::span<const Stretch> stretches, Sought sought,
                    std::vector<Mention>& mentions) const = 0;
};

}  // namespace evident
