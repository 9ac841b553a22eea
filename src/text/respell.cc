#include "text/respell.h"

namespace evident {

Respelled respell_note(std::string_view norm, const std::vector<Span>& tokens,
                       const Respell& respell) {
  Respelled result;
  uint32_t at = 0;  // what is copied so far
  const auto copy = [&](uint32_t end) {
    result.norm += norm.substr(at, end - at);
    if (end > at) result.before.add_same(end - at);
    at = end;
  };
  for (const Span token : tokens) {
    const std::string_view word = respell(norm.substr(token.begin, token.size()));
    if (word.empty()) continue;
    copy(token.begin);
    const auto begin = static_cast<uint32_t>(result.norm.size());
    result.norm += word;
    result.before.add(static_cast<uint32_t>(word.size()), token.size());
    result.words.push_back({begin, static_cast<uint32_t>(result.norm.size())});
    at = token.end;
  }
  if (!result.words.empty()) copy(static_cast<uint32_t>(norm.size()));
  return result;
}

}  // namespace evident
