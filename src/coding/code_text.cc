#include "coding/code_text.h"

#include <algorithm>

#include "text/ascii.h"

namespace evident {
namespace {

bool is_either(char c) { return is_upper(c) || is_digit(c); }

}  // namespace

std::string as_code(std::string_view word) {
  std::string code;
  for (char c : word) {
    if (c == '.' || c == ' ') continue;
    if (code.size() == 3) code += '.';
    code += is_lower(c) ? static_cast<char>(c - 32) : c;
  }
  return code;
}

bool is_code(std::string_view text) {
  if (text.size() < 3 || !is_upper(text[0])) return false;
  // "QA0", since FY2026, has its first digit in the third place.
  if (!(is_digit(text[1]) && is_either(text[2])) && !(is_upper(text[1]) && is_digit(text[2])))
    return false;
  if (text.size() == 3) return true;
  const std::string_view rest = text.substr(4);
  return text[3] == '.' && !rest.empty() && rest.size() <= 4 &&
         std::all_of(rest.begin(), rest.end(), is_either);
}

bool is_code_range(std::string_view text) {
  const size_t dash = text.find('-');
  if (dash == text.npos) return is_code(text);
  const std::string_view first = text.substr(0, dash), last = text.substr(dash + 1);
  return is_code(first) && is_code(last) && first < last;
}

bool is_code_pattern(std::string_view text) {
  if (text.ends_with(".-")) return text.size() == 5 && is_code(text.substr(0, 3));
  if (text.ends_with('-')) return text.size() > 4 && is_code(text.substr(0, text.size() - 1));
  return is_code_range(text);
}

bool is_icd9_code(std::string_view text) {
  const size_t dot = std::min(text.find('.'), text.size());
  if (dot != 3 || !(is_digit(text[0]) || text[0] == 'V')) return false;
  if (!is_digit(text[1]) || !is_digit(text[2])) return false;
  if (text.size() == 3) return true;
  const std::string_view rest = text.substr(4);
  return !rest.empty() && rest.size() <= 2 && std::all_of(rest.begin(), rest.end(), is_digit);
}

char seventh_character(std::string_view code) { return code.size() == 8 ? code.back() : '\0'; }

}  // namespace evident
