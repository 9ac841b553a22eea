// A note made readable for matching, with a way back to every byte of it.
//
// Three forms of one note:
//   bytes   the note as received, any bytes whatsoever;
//   utf8    the decoded note: valid UTF-8, nothing normalised (CRLF stays two characters, a BOM
//           stays U+FEFF, each maximal bad sequence becomes one U+FFFD; decode.h). Quotes come
//           from here;
//   norm    what phrases are matched on: pure ASCII, lower case, each line end one '\n'.
//           Letters lose case and accents, ligatures and full-width forms are spelt out, every
//           kind of blank is ' ' (a tab stays), of dash '-', of quote '\'' or '"', bullets are '*',
//           an underscore is ' ', check boxes are "[x]" and "[ ]", "…" is "...", "½" is "1/2",
//           "≥" is ">=", "→" is "->"; zero-width characters and soft hyphens are gone. A letter
//           with no ASCII form is '_', so that it still joins words; any other character is '~',
//           which joins nothing and ends nothing. So RE2's \b, \w and \s mean what an author
//           expects, and offsets are cheap.
//
// Structure (all spans count bytes of norm): lines, word tokens, list items, candidate heads,
// sentences. Nothing here is clinical: a head is a *shape* ("WORDS:" at a line start); the lexicon
// says what it names.
//
// decode() is total: any bytes give a Text; of a note longer than kLongestNote in UTF-8 the
// beginning is read. Linear in
// the note. A Text is immutable and may be read from several threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "text/position_map.h"
#include "text/respell.h"

namespace evident {

// The unit in which reports count offsets.
enum class OffsetUnit { codepoint, byte, utf16 };

// A line that looks like a head, or an inline label. `words` is what names it, without number,
// markup and colon; `whole` runs from its first mark to its colon.
struct Head {
  Span words;
  Span whole;
  uint32_t line = 0;       // index in lines()
  bool line_start = true;  // false: inside a line, as in "... BP 120/80. Neck: supple"
  bool alone = false;      // nothing but the head on its line; the only flag of a weak candidate,
                           // a few words that count only if a name fits
  bool colon = false;      // ends with ':' (or with a dash before a blank)
  bool dotted = false;     // ends with a period instead; counts only if a name fits
  bool capitals = false;   // all letters of the words are capitals in the note
  bool title = false;      // each longer word begins with a capital

  bool weak() const { return alone && !colon && !capitals && !title; }
};

struct ListItem {
  Span span;              // from the mark to the end of the item, wrapped lines included
  Span mark;              // "1." "2)" "a)" "-" "*" "[x]" ...
  int depth = 0;          // by indentation, 0 outermost
  bool numbered = false;  // by a number or letter, not a bullet or box
};

struct Sentence {
  Span span;               // trimmed of blanks at both ends; at most kLongestSentence bytes
  uint32_t paragraph = 0;  // paragraphs are divided by blank lines and heads
  int item = -1;           // index in items(), -1 outside lists
};

inline constexpr uint32_t kLongestSentence = 2000;
inline constexpr size_t kLongestNote = size_t{1} << 30;  // bytes of utf8

class Text {
 public:
  // In the encoding named, a name that encoding_named() gives; in the one found when it is "".
  // With `respell`, words of norm are those that it gives; quotes stay what the note says.
  static Text decode(std::string_view bytes, const std::string& encoding = "",
                     const Respell& respell = nullptr);

  std::string_view utf8() const { return utf8_; }
  std::string_view norm() const { return norm_; }
  const std::string& encoding() const { return encoding_; }  // the bytes were read in: "UTF-8"
  size_t replaced() const { return replaced_; }  // bad sequences of bytes, each one U+FFFD now
  bool whole() const { return whole_; }          // false: the note went on

  // The place in utf8 of a span of norm; covers whole characters of the note, so it is never
  // empty for a non-empty span. Dropped characters at its edges are left out.
  Span note_span(Span norm) const;
  std::string_view quote(Span norm) const;  // utf8 between note_span(norm)
  // The norm span that covers a span of utf8 (for offsets given from outside).
  Span norm_span(Span utf8) const;
  // The words of norm that are read as others than the note has, in order.
  const std::vector<Span>& respelled() const { return respelled_; }

  const std::vector<Span>& lines() const { return lines_; }    // without line ends
  const std::vector<Span>& tokens() const { return tokens_; }  // maximal runs of [a-z0-9_]
  const std::vector<Head>& heads() const { return heads_; }
  const std::vector<ListItem>& items() const { return items_; }
  const std::vector<Sentence>& sentences() const { return sentences_; }
  // Index of the last sentence that begins at or before `position` (0 when there is none).
  uint32_t sentence_at(uint32_t position) const;
  // Index of the first token that ends after `position`.
  uint32_t token_at(uint32_t position) const;
  bool capital_at(uint32_t position) const;  // the note has a capital letter here

  // Converts byte positions of utf8 to the unit of a report. Positions may come in any order.
  uint32_t offset(uint32_t utf8_position, OffsetUnit unit) const;

 private:
  // Where code points and UTF-16 units stand at every kStep bytes of utf8; empty for ASCII.
  struct Checkpoint {
    uint32_t code_points = 0;
    uint32_t utf16 = 0;
  };
  static constexpr uint32_t kStep = 1024;

  void count_characters();
  void read_as(const Respell& respell);
  void find_structure();

  std::string utf8_;
  std::string norm_;
  std::string encoding_;
  size_t replaced_ = 0;
  bool whole_ = true;
  PositionMap note_;    // from norm, as it was before words were read as others, to utf8
  PositionMap before_;  // from norm to what it was; unused when nothing is respelled
  std::vector<Span> respelled_;
  PositionMap received_;  // from utf8 to the bytes received
  std::vector<Checkpoint> checkpoints_;
  std::vector<Span> lines_;
  std::vector<Span> tokens_;
  std::vector<Head> heads_;
  std::vector<ListItem> items_;
  std::vector<Sentence> sentences_;
};

// Folds an author's phrase the same way as the note, so that both meet ("naïve" -> "naive").
std::string fold(std::string_view utf8);

}  // namespace evident
