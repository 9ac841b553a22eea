#include "text/head_case.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "text/ascii.h"

namespace evident {
namespace {

constexpr int kLongWord = 4;  // "of", "and", "the" stay small in a title

bool is_ascii_letter(UChar32 c) {
  return is_lower(static_cast<char>(c)) || is_upper(static_cast<char>(c));
}

class CaseReader {
 public:
  HeadCase run(std::string_view quote) {
    for (size_t at = 0; at < quote.size();) {
      UChar32 c = 0;
      U8_NEXT_UNSAFE(quote.data(), at, c);
      if (c < 0x80 ? is_ascii_letter(c) : u_isalpha(c) != 0) {
        letter(c);
      } else if (c != '\'' && c != 0x2019) {
        end_word();
      }
    }
    end_word();
    case_.capitals = case_.letters > 0 && !small_;
    case_.title = case_.first_capital && (case_.longest_word < kLongWord ? all_capital_ : titled_);
    return case_;
  }

 private:
  void letter(UChar32 c) {
    // A letter without case, as in Chinese, is neither small nor a capital.
    const bool ascii = c < 0x80;
    const bool capital = ascii ? is_upper(static_cast<char>(c)) : u_isupper(c) || u_istitle(c);
    small_ |= ascii ? !capital : u_islower(c) != 0;
    if (word_ == 0) word_capital_ = capital;
    if (case_.letters == 0) case_.first_capital = capital;
    ++word_;
    ++case_.letters;
  }

  void end_word() {
    case_.longest_word = std::max(case_.longest_word, word_);
    if (word_ >= kLongWord) titled_ &= word_capital_;
    if (word_ > 0) all_capital_ &= word_capital_;
    word_ = 0;
  }

  HeadCase case_;
  int word_ = 0;
  bool word_capital_ = false;
  bool small_ = false;
  bool titled_ = true;
  bool all_capital_ = true;
};

}  // namespace

HeadCase head_case(const Text& text, Span words) { return CaseReader().run(text.quote(words)); }

}  // namespace evident
