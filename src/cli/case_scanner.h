// The words, quotes and commas of one line of a case.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace evident {

struct CaseToken {
  enum class Kind { word, quote, comma, end };
  Kind kind = Kind::end;
  std::string text;  // a quote's words without their escapes
  int nth = 0;       // "words"#2: 2; 0 when not said
  size_t begin = 0;  // bytes of the line
  size_t end = 0;
};

struct CaseTokens {
  std::vector<CaseToken> tokens;  // the last is Kind::end
  std::string error;              // what is wrong with the quote at `error_at`; empty: nothing
  size_t error_at = 0;
};

CaseTokens scan_case_line(std::string_view line);

}  // namespace evident
