#include <catch2/catch.hpp>

#include "text/fold.h"
#include "text/text.h"

using namespace evident;
using namespace std::string_literals;

TEST_CASE("what characters become in norm") {
  struct Row {
    std::string note, norm;
  };
  const std::vector<Row> rows = {
      {"Low BACK", "low back"},
      {"a\tb_c`d", "a\tb c'd"},
      {"a\0b\x1B"
       "c\x7F"
       "d"s,
       "a b c d"},
      // line ends
      {"a\r\nb\rc\nd\ve\ff", "a\nb\nc\nd\ne\nf"},
      {"a\u0085b\u2028c\u2029d", "a\nb\nc\nd"},
      {"a\r\r\nb", "a\n\nb"},
      // accents and letters
      {"naïve café ÉCOLE", "naive cafe ecole"},
      {"Straße Ærø œdema Łódź þ", "strasse aero oedema lodz th"},
      {"e\u0301cole", "ecole"},
      {"боль спины", "____ _____"},
      {"腰痛", "__"},
      {"5 µg β", "5 ug _"},
      // compatibility forms
      {"ﬁbula ﬂexion", "fibula flexion"},
      {"ＬＢＰ　１２", "lbp 12"},
      {"cm² H₂O", "cm2 h2o"},
      {"½ 1½ ¾", "1/2 1 1/2 3/4"},
      {"…", "..."},
      {"٣ days", "3 days"},
      // blanks, dashes, quotes
      {"a\u00A0b\u202F\u2009\u3000c", "a b   c"},
      {"L4‐L5 L4‑5 a–b—c −5", "l4-l5 l4-5 a-b-c -5"},
      {"patient’s ‘x’ “y” «z» 5′ 6″", "patient's 'x' \"y\" \"z\" 5' 6\""},
      // nothing
      {"ra\u00ADdi\u200Bcu\u2060lo\uFEFFpathy", "radiculopathy"},
      {"a\u202Eb\u202C \u200Fc", "ab c"},
      // signs
      {"≥3 ≤4 ±5 2×3 →", ">=3 <=4 +/-5 2x3 ->"},
      {"☐ no ☒ yes ☑ ✓ ✔", "[ ] no [x] yes [x] [x] [x]"},
      {"• a\n◦ b\n▪ c\n● d\n‣ e\n➢ f\n· g", "* a\n* b\n* c\n* d\n* e\n* f\n* g"},
      {"kg·m", "kg~m"},
      {"Neurontin™ 30° 😀", "neurontin~ 30~ ~"},
      {"1️⃣ ❤️", "1 ~"},
      {"\xFF", "~"},
  };
  for (const Row& row : rows) {
    CHECK(fold(row.note) == row.norm);
    CHECK(Text::decode(row.note).norm() == row.norm);
  }
}

TEST_CASE("norm is ASCII without capitals for every character there is") {
  int wrong = 0;
  for (char32_t c = 0x80; c <= 0x10FFFF; ++c) {
    const FoldedCharacter form = fold_character(c);
    wrong += (form.kind == FoldedCharacter::Kind::text) != (form.size > 0);
    for (char byte : form.text())
      wrong += byte >= 'A' && byte <= 'Z' ? 1 : byte < 0 || byte == '\r';
  }
  CHECK(wrong == 0);
}

TEST_CASE("quotes cover whole characters of the note") {
  struct Row {
    std::string note;
    Span norm;
    std::string quote;
  };
  const std::vector<Row> rows = {
      {"low back pain", {4, 8}, "back"},
      {"a café b", {2, 6}, "café"},
      {"e\u0301cole", {0, 1}, "e\u0301"},      // an accent of its own belongs to its letter
      {"ra\u00ADdix", {0, 5}, "ra\u00ADdix"},  // inside: covered
      {"\u200Bradix\u200B", {0, 5}, "radix"},  // at the edges: left out
      {"a\u200Bb", {0, 1}, "a"},
      {"a\u200Bb", {1, 2}, "b"},
      {"x … y", {3, 4}, "…"},  // a part of what one character became
      {"about ½ hour", {6, 9}, "½"},
      {"1½", {2, 3}, "½"},
      {"a\r\nb", {1, 2}, "\n"},
      {"Straße", {4, 5}, "ß"},
      {"😀x", {1, 2}, "x"},
      {"abc", {1, 1}, ""},
  };
  for (const Row& row : rows) CHECK(Text::decode(row.note).quote(row.norm) == row.quote);
}

TEST_CASE("from places in the note to norm") {
  const Text text = Text::decode("à la\u200B …☒\r\nx");
  CHECK(text.norm() == "a la ...[x]\nx");
  CHECK(text.norm_span({0, 2}) == Span{0, 1});
  CHECK(text.norm_span({1, 2}) == Span{0, 1});  // inside a character: the whole of it
  CHECK(text.norm_span({3, 5}) == Span{2, 4});
  CHECK(text.norm_span({5, 8}).empty());  // only a zero-width character
  CHECK(text.norm_span({9, 12}) == Span{5, 8});
  CHECK(text.norm_span({12, 15}) == Span{8, 11});
  CHECK(text.norm_span({0, 99}) == Span{0, 13});
}

TEST_CASE("capitals are those of the note") {
  const Text text = Text::decode("Ab ÉcOle 腰 ß Æ");
  std::string capitals;
  for (uint32_t i = 0; i < text.norm().size(); ++i) capitals += text.capital_at(i) ? '^' : '.';
  CHECK(capitals ==
        "^..^.^........"
        "^^");
  CHECK_FALSE(text.capital_at(1000));
}

TEST_CASE("tokens are runs of letters and digits") {
  const auto words = [](std::string_view note) {
    const Text text = Text::decode(note);
    std::vector<std::string> all;
    for (Span token : text.tokens())
      all.emplace_back(text.norm().substr(token.begin, token.size()));
    return all;
  };
  CHECK(words("").empty());
  CHECK(words(" \n.").empty());
  CHECK(words("L4-L5, b/l pain.") == std::vector<std::string>{"l4", "l5", "b", "l", "pain"});
  CHECK(words("боль x") == std::vector<std::string>{"____", "x"});
  // across the 64 bytes that are looked at together
  const std::string long_word(63, 'a');
  CHECK(words(long_word + "bc d") == std::vector<std::string>{long_word + "bc", "d"});
  CHECK(words(long_word + "b") == std::vector<std::string>{long_word + "b"});
  CHECK(words(long_word + " b") == std::vector<std::string>{long_word, "b"});
  CHECK(words(std::string(128, 'c')) == std::vector<std::string>{std::string(128, 'c')});
}

TEST_CASE("finding the token and the sentence at a place") {
  const Text text = Text::decode("ab cd. Ef");
  CHECK(text.token_at(0) == 0);
  CHECK(text.token_at(1) == 0);
  CHECK(text.token_at(2) == 1);
  CHECK(text.token_at(5) == 2);
  CHECK(text.token_at(9) == 3);
  CHECK(text.sentence_at(0) == 0);
  CHECK(text.sentence_at(6) == 0);
  CHECK(text.sentence_at(7) == 1);
  CHECK(Text::decode("").sentence_at(5) == 0);
}
