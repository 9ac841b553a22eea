// Text in an HTML page: nothing in it can become markup, nor reorder or hide what stands around it.
//
// HTML cannot hold every character, and some that it can hold cannot be seen. The text content of
// what is written equals the text but for
//   line ends             CR LF and a lone CR are one LF (HTML's own rule);
//   control characters    C0 controls (form feed too) and DEL are their pictures: NUL is ␀, ESC ␛;
//                         C1 controls are U+FFFD;
//   noncharacters         U+FFFE and the like are U+FFFD, and so is what is not UTF-8.
// Invisible characters (directional controls, zero-width space, byte order mark, U+2028, ...) stay,
// each in <span class="ch" data-n="U+202E"> that the stylesheet shows by its number and makes a
// text of its own, so that nothing outside is reordered. Joiners (U+200C, U+200D) stay as they are.
#pragma once

#include <string>
#include <string_view>

namespace evident {

// Adds `text` as the content of an element. Linear in the text.
void append_html_text(std::string& out, std::string_view text);

// Adds `text` as an attribute's value (between double quotes) or as the content of <title>, where
// no element may stand: invisible characters are "<U+202E>" then, or left out (display.h).
void append_html_attribute(std::string& out, std::string_view text);

// A page in the making.
class HtmlOut {
 public:
  void raw(std::string_view markup) { page_ += markup; }
  void text(std::string_view content) { append_html_text(page_, content); }
  void attribute(std::string_view value) { append_html_attribute(page_, value); }
  // <tag>content</tag> and a line end; the tag may come with attributes.
  void element(std::string_view tag, std::string_view content);
  // The same as <span class="name"> with a blank behind it.
  void span(std::string_view name, std::string_view content);
  // An element that leads to `id`, which follows; end_link() closes it. Neither writes anything
  // when there is no id to lead to.
  void begin_link(const std::string& id);
  void end_link(const std::string& id);

  std::string& page() { return page_; }

 private:
  std::string page_;
};

}  // namespace evident
