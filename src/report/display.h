// Text on a terminal: what it looks like, how wide it is, where lines may break.
//
// A note may hold anything, escape sequences too; whatever reaches a terminal goes through
// visible() first. Widths are terminal columns: wide East Asian characters and emoji take two,
// combining marks none. Not thread-safe; one Wrapper for one stream.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace evident {

// `text` with nothing in it that a terminal would obey: control characters become their pictures
// (ESC is ␛), line ends and tabs become blanks, directional overrides and line separators become
// "<U+202E>", other invisible characters are left out. Bad UTF-8 becomes U+FFFD.
std::string visible(std::string_view text);

// Columns that visible text takes.
int display_width(std::string_view text);

// `text` cut to `columns`, with "…" as its last column when something was cut.
std::string clip(std::string_view text, int columns);

enum class Style { plain, heading, code, dim, anchor, support, blocker, warning, error, good };

// Fills lines to a width, breaking at blanks, with styles as ANSI sequences when `color` is set.
//
//     Wrapper wrapper(out, 80, true);
//     wrapper.begin("  1  ", "     ");           // first line, further lines
//     wrapper.put("M54.41", Style::code);
//     wrapper.put("  Lumbago with sciatica");
//     wrapper.end();
//
// Text put in pieces is one text: a word may change its style in the middle. Blanks are kept
// inside a line and dropped where it breaks. A word longer than a line is cut.
class Wrapper {
 public:
  Wrapper(std::string& out, int width, bool color) : out_(out), width_(width), color_(color) {}

  void begin(std::string_view first, std::string_view rest, Style gutter = Style::plain);
  void put(std::string_view visible_text, Style style = Style::plain);
  // The same for a text that must not be broken: a quote's label, a code.
  void put_whole(std::string_view visible_text, Style style = Style::plain);
  void end();
  void blank_line() { out_ += '\n'; }

 private:
  struct Piece {
    std::string text;
    Style style;
  };
  void add(std::vector<Piece>& pieces, std::string_view text, Style style);
  void write(std::string_view text, Style style);
  void write_all(std::vector<Piece>& pieces);
  void flush_word();
  void break_line();

  std::string& out_;
  int width_;
  bool color_;
  std::string rest_;
  int rest_width_ = 0;
  Style gutter_ = Style::plain;
  Style current_ = Style::plain;  // what the terminal is set to
  int column_ = 0;
  bool line_empty_ = true;  // nothing but the gutter on this line
  std::vector<Piece> blanks_, word_;
  int blanks_width_ = 0, word_width_ = 0;
};

}  // namespace evident
