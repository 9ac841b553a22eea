// The lines of a note with the facts that decide what they are, and the habits of its writer.
//
// What structure is found with, while a Text is being made; not kept. Spans count bytes of norm.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "text/text.h"

namespace evident {

struct Line {
  Span body;             // without line end, the blanks at both ends and the "> " of a quoted mail
  Span mark;             // its list mark, as it were "1." or "- [x]"; empty when there is none
  uint32_t indent = 0;   // columns before the body
  bool ruler = false;    // nothing but a line drawn with signs
  bool row = false;      // of a table
  bool running = false;  // of the page: its number, or what stands on each page (pages.h)

  bool blank() const { return body.empty(); }
  bool speaks() const { return !blank() && !ruler; }
  uint32_t width() const { return indent + body.size(); }
  // What follows the list mark; may begin with blanks.
  Span content() const { return mark.empty() ? body : Span{mark.end, body.end}; }
};

struct Layout {
  // The text has norm, lines and tokens already. Keeps a reference to it.
  explicit Layout(const Text& text);

  const Text& text;
  std::string_view norm;
  std::vector<Line> lines;
  bool shouting = false;  // hardly a letter of the note is small
  bool lower = false;     // hardly a letter of the note is a capital

  std::string_view slice(Span span) const { return norm.substr(span.begin, span.size()); }
  // The byte at `position`, or a line end outside the note.
  char at(uint32_t position) const { return position < norm.size() ? norm[position] : '\n'; }
  // The line after `line` when it follows without a blank line or ruler between, else null.
  const Line* next_in_block(size_t line) const;
  const Line* previous_in_block(size_t line) const;
};

// `span` without blanks and line ends at both ends.
Span trimmed(std::string_view norm, Span span);
// The word that begins at `begin`, at most until `end`.
std::string_view word_at(std::string_view norm, uint32_t begin, uint32_t end);
// The word that ends at `end`, not before `begin`; looks at most 24 bytes back.
std::string_view word_before(std::string_view norm, uint32_t begin, uint32_t end);

std::vector<Span> find_lines(std::string_view norm);
std::vector<Span> find_tokens(std::string_view norm);

}  // namespace evident
