// The whole note as a block of HTML, with its marked words.
//
// The block is <pre id="note">; its text content is the note as append_html_text() writes it.
// Whatever else is seen there (line numbers, labels) is drawn by the stylesheet from attributes, so
// that copying gives the note. Marked words are <mark id="e3" class="anchor">; where marks overlap
// without one holding the other, the later goes on in a second <mark> without id. Behind the words
// stands a label for each thing that cites them: <a class="r" href="#code-M54-41" data-l="1">.
#pragma once

#include <string>
#include <vector>

#include "report/highlights.h"
#include "report/html_ids.h"
#include "text/text.h"

namespace evident {

class HtmlNote {
 public:
  // `text` and `ids` must outlive it.
  HtmlNote(const Text& text, std::vector<Highlight> highlights, const HtmlIds& ids);

  // The id of the <mark> at these words of norm; "" when no highlight has exactly them.
  std::string mark_id(Span norm) const;
  const std::vector<Highlight>& highlights() const { return highlights_; }

  // Linear in the note and in its highlights (times the greatest number that overlap anywhere).
  void append_to(std::string& out) const;

 private:
  const Text& text_;
  std::vector<Highlight> highlights_;
  std::vector<MarkedWords> words_;
  const HtmlIds& ids_;
};

}  // namespace evident
