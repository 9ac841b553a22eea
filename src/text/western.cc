#include "text/western.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/ascii.h"
#include "text/code_page.h"

namespace evident {
namespace {

constexpr size_t kMostJudged = 65536;

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_ascii_letter(char c) { return is_upper(c) || is_lower(c); }
bool is_wordlike(char c) { return is_ascii_letter(c) || is_high(c); }

struct Neighbours {
  char before = ' ';
  char after = ' ';
};

// A capital inside a word ("patientÕs") and a letter on its own ("pain Ñ worse") speak against.
int sense_of_letter(bool capital, Neighbours beside) {
  const bool alone = !is_wordlike(beside.before) && !is_wordlike(beside.after);
  if (alone) return -2;
  if (!capital) return 2;
  return is_lower(beside.before) ? -3 : 1;
}

// How much sense `character` makes between its neighbours.
int sense(char32_t character, Neighbours beside) {
  constexpr std::u32string_view kQuotes = U"\u2018\u2019\u201C\u201D\u00AB\u00BB";
  constexpr std::u32string_view kUsual =
      U"\u2013\u2014\u2026\u2022\u00B7\u00B1\u2122\u00AE\u00A9\u00A7";
  constexpr std::u32string_view kMeasures = U"\u00B0\u00B5\u00BC\u00BD\u00BE\u00D7";
  constexpr std::u32string_view kRelations = U"\u2264\u2265\u2260";
  constexpr std::u32string_view kPowers = U"\u00B2\u00B3";
  if (kQuotes.find(character) != std::u32string_view::npos)
    return is_wordlike(beside.before) || is_wordlike(beside.after) ? 2 : 1;
  if (kUsual.find(character) != std::u32string_view::npos) return 1;
  const bool number = is_digit(beside.before) || is_digit(beside.after);
  if (kMeasures.find(character) != std::u32string_view::npos) return number ? 2 : 0;
  if (kRelations.find(character) != std::u32string_view::npos)
    return is_digit(beside.after) || is_blank(beside.after) ? 1 : -1;
  if (kPowers.find(character) != std::u32string_view::npos)
    return is_ascii_letter(beside.before) || is_digit(beside.before) ? 1 : -1;
  if (character == 0xA0) return 0;
  const auto c = static_cast<UChar32>(character);
  if (u_isalpha(c)) return sense_of_letter(u_isupper(c), beside);
  return u_iscntrl(c) || character == 0xFFFD ? -4 : -1;
}

int sense_of(std::string_view bytes, const CodePage& page) {
  int sum = 0;
  size_t judged = 0;
  for (size_t at = ascii_size(bytes); at < bytes.size() && judged < kMostJudged; ++judged) {
    const Neighbours beside{at > 0 ? bytes[at - 1] : ' ',
                            at + 1 < bytes.size() ? bytes[at + 1] : ' '};
    sum += sense(page[static_cast<unsigned char>(bytes[at])], beside);
    ++at;
    at += ascii_size(bytes.substr(at));
  }
  return sum;
}

}  // namespace

std::optional<std::string> western_encoding(std::string_view bytes) {
  // The rarer ones must make clearly more sense than the first.
  constexpr int kClearly = 2;
  std::optional<std::string> best;
  int most = -1;
  for (const char* name : {"windows-1252", "macintosh", "IBM850"}) {
    const auto page = code_page(name);
    const int own = page ? sense_of(bytes, *page) : most;
    if (own < most + (name == std::string_view("windows-1252") ? 1 : kClearly)) continue;
    best = name;
    most = own;
  }
  return best;
}

}  // namespace evident
