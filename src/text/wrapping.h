// Whether a sentence goes on over a line break.
//
// Some notes are wrapped at a width, some have a paragraph on each line, some a statement on each
// line and no full stop at all. The note's own lines tell: where it is wrapped, the first word of
// the next line would not have fitted on this one.
#pragma once

#include "text/layout.h"

namespace evident {

class Wrapping {
 public:
  // The marks of the lines are set. Keeps a reference to the layout.
  explicit Wrapping(const Layout& layout);

  // Does the sentence that is still open at the end of this line go on in the next one, which
  // follows without a blank line and begins neither an item nor a head?
  bool goes_on(size_t line) const;
  // Does this line begin in the middle of a wrapped sentence, with a small letter?
  bool continues(size_t line) const;

  uint32_t width() const { return width_; }  // 0: not wrapped

 private:
  void measure();
  bool fits(const Line& line, const Line& next, uint32_t width) const;
  bool begins_small(const Line& line) const;

  const Layout& layout_;
  uint32_t width_ = 0;
  uint32_t longest_ = 0;     // line of prose before a break
  bool statements_ = false;  // each line is one
  bool prose_ = false;       // sentences end inside lines
};

}  // namespace evident
