// Whether a full stop, question mark or exclamation mark ends a sentence.
#pragma once

#include "text/layout.h"

namespace evident {

class Stops {
 public:
  // Keeps a reference to the layout.
  explicit Stops(const Layout& layout) : layout_(layout) {}

  // The end of the sentence that the mark at `at` closes, closing quotes and brackets included;
  // 0 when it closes none. `begin` is where that sentence begins. A stop before a line break is
  // judged by the line after it.
  uint32_t end_at(uint32_t begin, uint32_t at) const;

 private:
  // What stands after the stop.
  struct Follower {
    bool nothing = true;   // a blank line or the end of the note
    bool small = false;    // a small letter that says something, for not all letters are small
    bool capital = false;  // a capital that says something
    bool digit = false;
    bool on_next_line = false;
    std::string_view word;
  };

  int answers_behind(uint32_t end) const;
  uint32_t after_signs(uint32_t end) const;
  Follower follower(uint32_t end) const;
  std::string_view chunk_before(uint32_t begin, uint32_t at) const;
  bool spaced(uint32_t begin, uint32_t at, uint32_t end) const;
  bool after_letter(uint32_t begin, uint32_t at, const Follower& next) const;
  bool after_word(uint32_t at, std::string_view word, const Follower& next) const;
  bool after_abbreviation(uint32_t at, std::string_view word, const Follower& next) const;
  bool glued(uint32_t begin, uint32_t at) const;

  const Layout& layout_;
};

}  // namespace evident
