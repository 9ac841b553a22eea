#include "report/display.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdio>

namespace evident {
namespace {

// Calls f(code point, its bytes) for each character; a bad sequence comes as U+FFFD.
template <typename F>
void for_each_character(std::string_view text, F f) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    const int32_t begin = i;
    UChar32 c;
    U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), i, size, c);
    if (c < 0)
      f(UChar32{0xFFFD}, kReplacement);
    else
      f(c, text.substr(begin, i - begin));
  }
}

std::string as_utf8(UChar32 c) {
  uint8_t bytes[4];
  int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, c);
  return {reinterpret_cast<const char*>(bytes), static_cast<size_t>(size)};
}

std::string as_number(UChar32 c) {
  char number[16];
  std::snprintf(number, sizeof number, "<U+%04X>", static_cast<unsigned>(c));
  return number;
}

bool is_directional(UChar32 c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool joins(UChar32 c) { return c == 0x200C || c == 0x200D; }

int width_of(UChar32 c) {
  if (c >= 0x20 && c < 0x7F) return 1;
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    default:
      break;
  }
  const int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

std::string_view sequence(Style style) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::heading:
      return "\x1b[1m";
    case Style::code:
      return "\x1b[1;36m";
    case Style::dim:
      return "\x1b[2m";
    case Style::anchor:
      return "\x1b[1;4;32m";
    case Style::support:
      return "\x1b[4;36m";
    case Style::blocker:
      return "\x1b[4;35m";
    case Style::warning:
      return "\x1b[33m";
    case Style::error:
      return "\x1b[1;31m";
    case Style::good:
      return "\x1b[32m";
  }
  return "";
}

}  // namespace

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for_each_character(text, [&](UChar32 c, std::string_view bytes) {
    if (c == '\t' || c == '\n' || c == '\r') {
      if (c != '\r') out += ' ';
    } else if (c < 0x20) {
      out += as_utf8(0x2400 + c);
    } else if (c == 0x7F) {
      out += as_utf8(0x2421);
    } else if (c < 0x7F) {
      out += static_cast<char>(c);
    } else if (u_charType(c) == U_CONTROL_CHAR || is_directional(c) || c == 0x2028 || c == 0x2029) {
      out += as_number(c);
    } else if (u_charType(c) != U_FORMAT_CHAR || joins(c)) {
      out += bytes;
    }
  });
  return out;
}

int display_width(std::string_view text) {
  int width = 0;
  for_each_character(text, [&](UChar32 c, std::string_view) { width += width_of(c); });
  return width;
}

std::string clip(std::string_view text, int columns) {
  if (display_width(text) <= columns) return std::string(text);
  std::string out;
  int width = 0;
  bool full = false;
  for_each_character(text, [&](UChar32 c, std::string_view bytes) {
    full = full || width + width_of(c) > columns - 1;
    if (full) return;
    out += bytes;
    width += width_of(c);
  });
  return out + "…";
}

void Wrapper::begin(std::string_view first, std::string_view rest, Style gutter) {
  rest_ = rest;
  rest_width_ = display_width(rest);
  gutter_ = gutter;
  column_ = display_width(first);
  line_empty_ = true;
  write(first, gutter);
}

void Wrapper::put(std::string_view visible_text, Style style) {
  for_each_character(visible_text, [&](UChar32 c, std::string_view bytes) {
    if (c == ' ') {
      if (!word_.empty()) flush_word();
      add(blanks_, bytes, style);
      ++blanks_width_;
      return;
    }
    const int width = width_of(c);
    if (width > 0 && rest_width_ + word_width_ + width > width_ && word_width_ > 0) flush_word();
    add(word_, bytes, style);
    word_width_ += width;
  });
}

void Wrapper::put_whole(std::string_view visible_text, Style style) {
  const int width = display_width(visible_text);
  if (word_width_ + width + rest_width_ > width_) return put(visible_text, style);
  add(word_, visible_text, style);
  word_width_ += width;
}

void Wrapper::end() {
  if (!word_.empty()) flush_word();
  blanks_.clear();
  blanks_width_ = 0;
  write("", Style::plain);
  out_ += '\n';
}

void Wrapper::add(std::vector<Piece>& pieces, std::string_view text, Style style) {
  if (pieces.empty() || pieces.back().style != style) pieces.push_back({"", style});
  pieces.back().text += text;
}

void Wrapper::write(std::string_view text, Style style) {
  if (color_ && style != current_) {
    if (current_ != Style::plain) out_ += "\x1b[0m";
    out_ += sequence(style);
  }
  current_ = style;
  out_ += text;
}

void Wrapper::write_all(std::vector<Piece>& pieces) {
  for (const Piece& piece : pieces) write(piece.text, piece.style);
  pieces.clear();
}

void Wrapper::flush_word() {
  const bool fits = column_ + blanks_width_ + word_width_ <= width_;
  if (fits || line_empty_) {
    if (fits) {
      column_ += blanks_width_;
      write_all(blanks_);
    }
  } else {
    break_line();
  }
  blanks_.clear();
  blanks_width_ = 0;
  column_ += word_width_;
  word_width_ = 0;
  line_empty_ = false;
  write_all(word_);
}

void Wrapper::break_line() {
  write("", Style::plain);
  out_ += '\n';
  write(rest_, gutter_);
  column_ = rest_width_;
  line_empty_ = true;
}

}  // namespace evident
