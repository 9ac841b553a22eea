#include "context/quotes.h"

#include <algorithm>

#include "text/statement.h"

namespace evident {

std::optional<Span> quotation_around(const SentenceView& view, Span words) {
  constexpr uint32_t kLongest = 60, kLongestCited = 300;
  if (words.begin < view.span.begin || words.end > view.span.end) return std::nullopt;
  const std::string_view before = view.between(view.span.begin, words.begin);
  const std::string_view behind = view.between(words.end, view.span.end);
  const size_t open = before.rfind('"'), close = behind.find('"');
  if (open == before.npos || close == behind.npos) return std::nullopt;
  const Span quotation = {view.span.begin + static_cast<uint32_t>(open),
                          words.end + static_cast<uint32_t>(close) + 1};
  const bool opened = std::ranges::count(before, '"') % 2 == 1;
  const size_t sign = before.find_last_not_of(' ', open == 0 ? 0 : open - 1);
  const bool cited = open > 0 && sign != before.npos && before[sign] == ':' &&
                     !states_something(*view.text, quotation);
  const uint32_t longest = cited ? kLongestCited : kLongest;
  return opened && quotation.size() <= longest ? std::optional(quotation) : std::nullopt;
}

}  // namespace evident
