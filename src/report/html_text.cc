#include "report/html_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdio>

#include "report/display.h"

namespace evident {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr UChar32 kPictures = 0x2400;  // of C0 controls, in their order
constexpr UChar32 kPictureOfDelete = 0x2421;

void append_utf8(std::string& out, UChar32 c) {
  char bytes[4];
  int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, c);
  out.append(bytes, static_cast<size_t>(size));
}

// The character in a box with its number. `shown` is what stands for it in the text content.
void append_boxed(std::string& out, UChar32 c, std::string_view shown) {
  char number[16];
  std::snprintf(number, sizeof number, "U+%04X", static_cast<unsigned>(c));
  out += "<span class=\"ch\" data-n=\"";
  out += number;
  out += "\">";
  out += shown;
  out += "</span>";
}

// As a reference, so that the page's own source cannot be reordered by it either.
std::string reference(UChar32 c) {
  char text[16];
  std::snprintf(text, sizeof text, "&#x%X;", static_cast<unsigned>(c));
  return text;
}

bool is_joiner(UChar32 c) { return c == 0x200C || c == 0x200D; }

// What is seen as nothing at all, though it is a character.
bool is_invisible(UChar32 c) {
  const int8_t type = u_charType(c);
  return (type == U_FORMAT_CHAR && !is_joiner(c)) || type == U_LINE_SEPARATOR ||
         type == U_PARAGRAPH_SEPARATOR;
}

void append_control(std::string& out, UChar32 c) {
  out += "<span class=\"ch\">";
  append_utf8(out, c == 0x7F ? kPictureOfDelete : kPictures + c);
  out += "</span>";
}

void append_ascii(std::string& out, char c) {
  switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\'':
      out += "&#39;";
      break;
    default:
      out += c;
  }
}

void append_other(std::string& out, UChar32 c, std::string_view bytes) {
  if (c < 0)
    out += kReplacement;
  else if (c < 0xA0 || U_IS_UNICODE_NONCHAR(c))
    append_boxed(out, c, kReplacement);
  else if (is_invisible(c))
    append_boxed(out, c, reference(c));
  else
    out += bytes;
}

}  // namespace

void append_html_text(std::string& out, std::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    const int32_t begin = i;
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x80) {
      UChar32 c;
      U8_NEXT(bytes, i, size, c);
      append_other(out, c, text.substr(begin, i - begin));
      continue;
    }
    ++i;
    if (byte == '\r') {
      if (i == size || text[i] != '\n') out += '\n';
    } else if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) {
      append_control(out, byte);
    } else {
      append_ascii(out, static_cast<char>(byte));
    }
  }
}

void append_html_attribute(std::string& out, std::string_view text) {
  const std::string words = visible(text);
  for (size_t i = 0; i < words.size();) {
    const size_t begin = i;
    UChar32 c;
    U8_NEXT_UNSAFE(words.data(), i, c);
    if (c < 0x80)
      append_ascii(out, static_cast<char>(c));
    else
      out +=
          U_IS_UNICODE_NONCHAR(c) ? kReplacement : std::string_view(words).substr(begin, i - begin);
  }
}

void HtmlOut::element(std::string_view tag, std::string_view content) {
  raw("<");
  raw(tag);
  raw(">");
  text(content);
  raw("</");
  raw(tag.substr(0, tag.find(' ')));
  raw(">\n");
}

void HtmlOut::span(std::string_view name, std::string_view content) {
  raw("<span class=\"");
  raw(name);
  raw("\">");
  text(content);
  raw("</span> ");
}

void HtmlOut::begin_link(const std::string& id) {
  if (!id.empty()) raw("<a href=\"#" + id + "\">");
}

void HtmlOut::end_link(const std::string& id) {
  if (!id.empty()) raw("</a>");
}

}  // namespace evident
