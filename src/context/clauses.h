// Where the clauses, lists and brackets of a sentence end.
//
// Made once a sentence; each question takes the logarithm of its length, so that a sentence of
// nothing but cues and commas costs a byte what any other does.
#pragma once

#include <cstdint>
#include <vector>

#include "context/sentence_view.h"

namespace evident {

class Clauses {
 public:
  explicit Clauses(const SentenceView& view);

  // Where what a cue of this meaning says from `begin` on ends at the latest: a stop cue ("but"),
  // ';', '|', and for facts an affirming cue ("positive for"); else the end of the sentence.
  uint32_t clause_end(uint32_t begin, CueMeaning means) const;
  // Where what it says back from `end` begins at the earliest.
  uint32_t clause_begin(uint32_t end, CueMeaning means) const;

  // Where the list or phrase that starts at `begin` ends, `end` at the latest: at a comma after
  // which no list goes on.
  uint32_t list_end(uint32_t begin, uint32_t end, CueMeaning means) const;
  // Looking back, a list shows by its "and" or "or": "a, b and c are denied", but not
  // "a, zoster excluded".
  uint32_t list_begin(uint32_t begin, uint32_t end) const;

  // The bracket that closes what `begin` stands in, else `end`.
  uint32_t bracket_end(uint32_t begin, uint32_t end) const;
  bool has_bracket(uint32_t begin, uint32_t end) const;
  uint32_t comma_from(uint32_t begin, uint32_t end) const;  // `end` when there is none
  // The one dash that parts what is said from what comes next ("no fracture - lumbar spondylosis"),
  // else `end`; several dashes make a list.
  uint32_t dash_from(uint32_t begin, uint32_t end) const;
  uint32_t after_last_comma(uint32_t begin, uint32_t end) const;  // `begin` when there is none
  // A colon that does not stand right at `begin`: "does not mean nothing is wrong: strain".
  uint32_t colon_from(uint32_t begin, uint32_t end) const;
  // Past the bracket that `end` stands in with two words or more before it: "(no trauma, DXA neg)".
  uint32_t after_open_bracket(uint32_t begin, uint32_t end) const;
  // Past a dash with a word behind it: "neck pain - strain vs herniation".
  uint32_t after_last_dash(uint32_t begin, uint32_t end) const;
  uint32_t after_last_colon(uint32_t begin, uint32_t end) const;
  uint32_t after_last_full_stop(uint32_t begin, uint32_t end) const;

 private:
  using Positions = std::vector<uint32_t>;

  void read_signs();
  void read_joiners();
  void read_cues();
  bool is_other_subject(const Mention& cue) const;
  bool list_goes_on(uint32_t after, uint32_t end, bool open) const;
  bool has_or(uint32_t begin, uint32_t end) const;
  bool begins_with_and(uint32_t begin, uint32_t end) const;

  const SentenceView& view_;
  Positions commas_, colons_, brackets_, dashes_;
  Positions sentences_;                  // capitals behind what may be a full stop all the same
  Positions ors_, joins_;                // "or", "nor"; these, "and" and '/'
  std::vector<Span> stops_, fact_ends_;  // ends of any scope; of what is said as a fact
};

// Meanings that are said as facts: an affirming cue ends them, but not an "if" or a family
// history.
bool is_fact(CueMeaning means);

}  // namespace evident
