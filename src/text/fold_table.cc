#include "text/fold_table.h"

#include <algorithm>
#include <iterator>

namespace evident {
namespace {

struct FoldedForm {
  char32_t character;
  std::string_view ascii;
};

// Ordered by character. Dashes (Pd), blanks (Zs), digits, accents and compatibility forms such as
// ligatures and full width come from Unicode's own properties.
constexpr FoldedForm kForms[] = {
    {0x85, "\n"},     // next line
    {0xA8, "~"},      // diaeresis on its own
    {0xA9, "~"},      // ©; its compatibility form would glue letters to a name, as with ® and ™
    {0xAB, "\""},     // «
    {0xAE, "~"},      // ®
    {0xAF, "-"},      // macron
    {0xB0, "~"},      // °
    {0xB1, "+/-"},    // ±
    {0xB4, "'"},      // acute accent used as an apostrophe
    {0xB5, "u"},      // micro sign
    {0xB7, "~"},      // middle dot; a bullet at a line start (fold.cc)
    {0xB8, "~"},      // cedilla on its own
    {0xBA, "~"},      // º, typed for °
    {0xBB, "\""},     // »
    {0xC6, "ae"},     // Æ
    {0xD0, "d"},      // Ð
    {0xD7, "x"},      // ×
    {0xD8, "o"},      // Ø
    {0xDE, "th"},     // Þ
    {0xDF, "ss"},     // ß
    {0xE6, "ae"},     // æ
    {0xF0, "d"},      // ð
    {0xF7, "/"},      // ÷
    {0xF8, "o"},      // ø
    {0xFE, "th"},     // þ
    {0x110, "d"},     // Đ
    {0x111, "d"},     // đ
    {0x126, "h"},     // Ħ
    {0x127, "h"},     // ħ
    {0x131, "i"},     // ı
    {0x141, "l"},     // Ł
    {0x142, "l"},     // ł
    {0x14A, "ng"},    // Ŋ
    {0x14B, "ng"},    // ŋ
    {0x152, "oe"},    // Œ
    {0x153, "oe"},    // œ
    {0x166, "t"},     // Ŧ
    {0x167, "t"},     // ŧ
    {0x192, "f"},     // ƒ
    {0x2B9, "'"},     // prime
    {0x2BA, "\""},    // double prime
    {0x2BB, "'"},     // turned comma
    {0x2BC, "'"},     // apostrophe
    {0x2BD, "'"},     // reversed comma
    {0x2C6, "~"},     // circumflex on its own
    {0x2DA, "~"},     // ring, typed for °
    {0x2DC, "~"},     // small tilde
    {0x3BC, "u"},     // mu, the compatibility form of micro
    {0x1E9E, "ss"},   // ẞ
    {0x2016, "~"},    // double vertical line
    {0x2018, "'"},    // ‘
    {0x2019, "'"},    // ’
    {0x201A, "'"},    // ‚
    {0x201B, "'"},    // ‛
    {0x201C, "\""},   // “
    {0x201D, "\""},   // ”
    {0x201E, "\""},   // „
    {0x201F, "\""},   // ‟
    {0x2022, "*"},    // •
    {0x2023, "*"},    // ‣
    {0x2024, "."},    // one dot leader
    {0x2028, "\n"},   // line separator
    {0x2029, "\n"},   // paragraph separator
    {0x2032, "'"},    // ′
    {0x2033, "\""},   // ″
    {0x2035, "'"},    // reversed prime
    {0x2036, "\""},   // reversed double prime
    {0x2039, "'"},    // ‹
    {0x203A, "'"},    // ›
    {0x2043, "-"},    // hyphen bullet
    {0x2044, "/"},    // fraction slash
    {0x204E, "*"},    // low asterisk
    {0x2117, "~"},    // ℗
    {0x2120, "~"},    // ℠
    {0x2122, "~"},    // ™
    {0x2190, "<-"},   // ←
    {0x2191, "^"},    // ↑
    {0x2192, "->"},   // →
    {0x2194, "<->"},  // ↔
    {0x21D0, "<="},   // ⇐
    {0x21D2, "=>"},   // ⇒
    {0x21D4, "<=>"},  // ⇔
    {0x2212, "-"},    // minus
    {0x2215, "/"},    // division slash
    {0x2217, "*"},    // asterisk operator
    {0x2218, "*"},    // ring operator
    {0x2219, "*"},    // bullet operator
    {0x2223, "|"},    // divides
    {0x2236, ":"},    // ratio
    {0x2260, "!="},   // ≠
    {0x2264, "<="},   // ≤
    {0x2265, ">="},   // ≥
    {0x2266, "<="},   // ≦
    {0x2267, ">="},   // ≧
    {0x2500, "-"},    // box drawing: rulers
    {0x2501, "-"},    //
    {0x2502, "|"},    // box drawing: columns
    {0x2503, "|"},    //
    {0x2550, "="},    // double ruler
    {0x2551, "|"},    // double column
    {0x25A0, "*"},    // ■
    {0x25A1, "[ ]"},  // □
    {0x25A2, "[ ]"},  // rounded box
    {0x25AA, "*"},    // ▪
    {0x25AB, "*"},    // ▫
    {0x25B6, "*"},    // ▶
    {0x25B8, "*"},    // ▸
    {0x25BA, "*"},    // ►
    {0x25C6, "*"},    // ◆
    {0x25CB, "*"},    // ○
    {0x25CF, "*"},    // ●
    {0x25E6, "*"},    // ◦
    {0x25FB, "[ ]"},  // ◻
    {0x25FD, "[ ]"},  // ◽
    {0x25FE, "*"},    // ◾
    {0x2610, "[ ]"},  // ☐
    {0x2611, "[x]"},  // ☑
    {0x2612, "[x]"},  // ☒
    {0x2705, "[x]"},  // ✅
    {0x2713, "[x]"},  // ✓
    {0x2714, "[x]"},  // ✔
    {0x2715, "x"},    // ✕
    {0x2716, "x"},    // ✖
    {0x274F, "[ ]"},  // ❏
    {0x2751, "[ ]"},  // ❑
    {0x2794, "->"},   // ➔
    {0x279C, "->"},   // ➜
    {0x279E, "->"},   // ➞
    {0x27A2, "*"},    // ➢
    {0x27A4, "*"},    // ➤
    {0x27F5, "<-"},   // long arrows
    {0x27F6, "->"},   //
    {0x2B1C, "[ ]"},  // ⬜
    {0x3001, ","},    // ideographic comma
    {0x3002, "."},    // ideographic full stop
    {0xF0A7, "*"},    // bullets of symbol fonts, as word processors leave them
    {0xF0A8, "[ ]"},  //
    {0xF0B7, "*"},    //
    {0xF0D8, "*"},    //
    {0xF0E0, "->"},   //
    {0xF0FC, "[x]"},  //
    {0xF0FE, "[x]"},  //
    {0xFFFD, "~"},    // stands for bytes that meant nothing
    {0x1F5F5, "[x]"},  // 🗵
    {0x1F5F9, "[x]"},  // 🗹
};

constexpr bool ordered() {
  return std::ranges::is_sorted(kForms, std::ranges::less{}, &FoldedForm::character);
}
static_assert(ordered());

}  // namespace

std::string_view special_form(char32_t character) {
  const FoldedForm* found =
      std::ranges::lower_bound(kForms, character, std::ranges::less{}, &FoldedForm::character);
  return found != std::end(kForms) && found->character == character ? found->ascii
                                                                    : std::string_view();
}

}  // namespace evident
