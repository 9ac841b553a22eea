// A small strict reader of XML, for the tabular list of ICD-10-CM: elements, attributes, text,
// comments and the predefined entities. No DTD, no namespaces, no CDATA; never recurses.
//
//     XmlReader xml(source, diagnostics);
//     while (xml.next()) { ... xml.event(), xml.name(), xml.text() ... }
//     // diagnostics.ok() tells whether the end was the end of the document
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"

namespace evident {

class XmlReader {
 public:
  enum class Event { open, close, text };

  XmlReader(std::shared_ptr<const Source> source, Diagnostics& diagnostics);

  // Goes to the next event; false at the end of the document and after the first mistake, which is
  // in the diagnostics then: a file that is cut off is one.
  bool next();

  Event event() const { return event_; }
  std::string_view name() const { return name_; }    // of the element opened or closed
  const std::string& text() const { return text_; }  // with its entities resolved
  // Of the element just opened; "" when it has none of that name.
  std::string_view attribute(std::string_view name) const;
  // The elements that are open, the outermost first, with the one just opened, without the one
  // just closed.
  const std::vector<std::string_view>& path() const { return open_; }

  // An error where the current event stands.
  Diagnostic& error(std::string message);

 private:
  bool fail(size_t at, std::string message);
  Place place(size_t at) const;
  bool markup();
  bool skip_to(std::string_view end, const char* what);
  bool open_tag();
  bool close_tag();
  bool attributes(size_t from, size_t to);
  bool plain_text();
  bool resolve(size_t from, size_t to, std::string& out);

  std::shared_ptr<const Source> source_;
  Diagnostics& diagnostics_;
  std::string_view all_;
  size_t at_ = 0;            // where the next event begins
  size_t event_at_ = 0;      // where the current one did
  bool close_next_ = false;  // after "<a/>"
  bool seen_root_ = false, failed_ = false;
  Event event_ = Event::text;
  std::string_view name_;
  std::string text_;
  std::vector<std::pair<std::string_view, std::string>> attributes_;
  std::vector<std::string_view> open_;
};

}  // namespace evident
