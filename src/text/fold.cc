#include "text/fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "text/ascii.h"
#include "text/decode.h"
#include "text/fold_table.h"
#include "text/text.h"

namespace evident {
namespace {

using Kind = FoldedCharacter::Kind;

constexpr std::string_view kUnknownLetter = "_";
constexpr std::string_view kUnknownSign = "~";

constexpr std::array<char, 128> make_ascii_table() {
  std::array<char, 128> table = {};
  for (size_t c = 0; c < table.size(); ++c) {
    const bool control = c < 0x20 || c == 0x7F;
    const bool capital = c >= 'A' && c <= 'Z';
    table[c] = static_cast<char>(control ? ' ' : capital ? c + ('a' - 'A') : c);
  }
  for (char c : {'\n', '\v', '\f', '\r'}) table[static_cast<size_t>(c)] = '\n';
  table['\t'] = '\t';
  table['_'] = ' ';
  table['`'] = '\'';
  return table;
}
constexpr std::array<char, 128> kAsciiTable = make_ascii_table();

char fold_ascii(char c) { return kAsciiTable[static_cast<unsigned char>(c)]; }

FoldedCharacter spelt(std::string_view text) {
  FoldedCharacter folded;
  folded.size = static_cast<uint8_t>(std::min(text.size(), FoldedCharacter::kMost));
  std::copy_n(text.begin(), folded.size, folded.bytes.begin());
  return folded;
}

FoldedCharacter without_text(Kind kind) {
  FoldedCharacter folded;
  folded.kind = kind;
  return folded;
}

// By what Unicode says of the character alone.
FoldedCharacter by_category(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
      return without_text(Kind::joined);
    case U_FORMAT_CHAR:
      return without_text(Kind::dropped);
    case U_SPACE_SEPARATOR:
    case U_CONTROL_CHAR:
      return spelt(" ");
    case U_DASH_PUNCTUATION:
      return spelt("-");
    case U_DECIMAL_DIGIT_NUMBER: {
      const char digit = static_cast<char>('0' + u_charDigitValue(c));
      return spelt({&digit, 1});
    }
    default:
      return spelt(u_isalnum(c) ? kUnknownLetter : kUnknownSign);
  }
}

// Its compatibility decomposition, folded; when that is not ASCII throughout, a single letter or
// sign stands for the whole.
FoldedCharacter by_decomposition(char32_t character) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkd = unorm2_getNFKDInstance(&status);
  std::array<UChar, 24> parts;
  const int32_t size = U_FAILURE(status) ? -1
                                         : unorm2_getDecomposition(
                                               nfkd, static_cast<UChar32>(character), parts.data(),
                                               static_cast<int32_t>(parts.size()), &status);
  if (size < 0 || U_FAILURE(status)) return by_category(character);
  std::string text;
  bool fraction = false;
  for (int32_t at = 0; at < size;) {
    UChar32 part = 0;
    U16_NEXT(parts.data(), at, size, part);
    fraction |= part == 0x2044;
    if (part < 0x80) {
      text += fold_ascii(static_cast<char>(part));
      continue;
    }
    const FoldedCharacter folded = fold_character(static_cast<char32_t>(part));
    if (folded.text() == kUnknownLetter || folded.text() == kUnknownSign) return folded;
    text += folded.text();
  }
  if (text.empty() || text.size() > FoldedCharacter::kMost) return by_category(character);
  FoldedCharacter folded = spelt(text);
  folded.fraction = fraction;
  return folded;
}

// Folds a note from left to right.
class Folder {
 public:
  explicit Folder(std::string_view utf8) : utf8_(utf8) { folded_.norm.reserve(utf8.size()); }

  Folded run() {
    while (at_ < utf8_.size()) {
      fold_ascii_run();
      if (at_ < utf8_.size()) fold_wide();
    }
    return std::move(folded_);
  }

 private:
  // A CR before LF is left out, so that a line end is one character.
  void fold_ascii_run() {
    const std::string_view run = utf8_.substr(at_, ascii_size(utf8_.substr(at_)));
    at_ += run.size();
    for (size_t begin = 0; begin < run.size();) {
      const size_t end = std::min(run.find("\r\n", begin), run.size());
      add_ascii(run.substr(begin, end - begin));
      if (end < run.size()) folded_.note.skip(1);
      begin = end + 1;  // the LF begins the next piece
    }
  }

  void add_ascii(std::string_view text) {
    const size_t before = folded_.norm.size();
    folded_.norm.resize(before + text.size());
    std::transform(text.begin(), text.end(), folded_.norm.begin() + before, fold_ascii);
    folded_.note.add_same(static_cast<uint32_t>(text.size()));
  }

  void fold_wide() {
    const size_t begin = at_;
    char32_t character = 0;
    U8_NEXT_UNSAFE(utf8_.data(), at_, character);
    const auto size = static_cast<uint32_t>(at_ - begin);
    const FoldedCharacter& form = cached(character);
    switch (form.kind) {
      case Kind::dropped:
        return folded_.note.skip(size);
      case Kind::joined:
        return at_line_start() ? folded_.note.skip(size) : folded_.note.join(size);
      case Kind::text:
        add(character, form, size);
    }
  }

  void add(char32_t character, const FoldedCharacter& form, uint32_t size) {
    constexpr char32_t kMiddleDot = 0xB7;
    const size_t before = folded_.norm.size();
    const bool after_digit = before > 0 && is_digit(folded_.norm.back());
    if (form.fraction && after_digit) folded_.norm += ' ';
    folded_.norm += character == kMiddleDot && only_blanks_on_line() ? "*" : form.text();
    folded_.note.add(static_cast<uint32_t>(folded_.norm.size() - before), size);
  }

  bool at_line_start() const { return folded_.norm.empty() || folded_.norm.back() == '\n'; }

  // Looks back a few bytes only, so that folding stays linear.
  bool only_blanks_on_line() const {
    constexpr size_t kFarthest = 64;
    const std::string_view norm = folded_.norm;
    for (size_t i = norm.size(); i > 0 && norm.size() - i < kFarthest; --i) {
      if (norm[i - 1] == '\n') return true;
      if (!is_blank(norm[i - 1])) return false;
    }
    return norm.size() < kFarthest;
  }

  // A note repeats the same few characters; asking ICU for each costs ten times as much.
  const FoldedCharacter& cached(char32_t character) {
    Entry& entry = cache_[character % cache_.size()];
    if (entry.character != character) entry = {character, fold_character(character)};
    return entry.form;
  }

  struct Entry {
    char32_t character = 0;  // ASCII is never asked for
    FoldedCharacter form;
  };

  std::string_view utf8_;
  size_t at_ = 0;
  Folded folded_;
  std::array<Entry, 256> cache_ = {};
};

}  // namespace

FoldedCharacter fold_character(char32_t character) {
  const std::string_view special = special_form(character);
  return special.empty() ? by_decomposition(character) : spelt(special);
}

Folded fold_note(std::string_view utf8) { return Folder(utf8).run(); }

std::string fold(std::string_view utf8) { return fold_note(decode_utf8(utf8).utf8).norm; }

}  // namespace evident
