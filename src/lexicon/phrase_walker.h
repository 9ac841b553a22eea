// Walks the phrases of a lexicon through a note: from a place where phrases can begin to the last
// byte that any of them can reach.
//
// The states that a walk can be in are worked out when a walk first comes there and kept, a row
// of next states a byte class each, so that a byte costs one look-up once the table is warm. The
// table is bounded; when it is full it starts anew.
//
// Walks in one sentence that come to one place in the same state go on alike: a long walk that
// meets an earlier one ends there and takes over what that one found. So a list of a thousand
// words costs no more a byte than a short one.
//
// For one thread.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "lexicon/mention.h"
#include "lexicon/phrase_program.h"
#include "lexicon/sought.h"
#include "text/text.h"

namespace evident {

class PhraseWalker {
 public:
  static constexpr size_t kMostBytes = size_t{32} << 20;  // some thousand notes fill half of it

  // `program` is finished and lives longer. Concepts are numbered up to `concepts`. The table of
  // states starts anew when it takes more than `most_bytes`.
  PhraseWalker(const PhraseProgram& program, size_t concepts, size_t most_bytes = kMostBytes);

  // As Engine::find().
  void find(std::string_view norm, std::span<const Span> tokens, std::span<const Stretch> stretches,
            Sought sought, std::vector<Mention>& mentions);
  // How many times `word` can be said, with a blank between, before no phrase that is sought
  // there goes on; counts to `most`.
  size_t words_read(std::string_view word, size_t most, Sought sought);

 private:
  // Twice where the row of a state stands in table_, and one if something ends in it.
  using State = uint32_t;
  static constexpr State kUnknown = 0, kDead = 1;
  struct Ending {
    uint32_t concept_index = 0;
    bool whole_word = false;
  };
  // Where up to eight letters lead at the start of a walk.
  struct FirstLetters {
    uint64_t letters = 0;
    State to = kUnknown;
  };
  // How walks begin.
  struct Start {
    std::array<bool, 256> signs = {};  // what a phrase can begin with that is no word
    State word = kUnknown, sign = kUnknown;
    std::vector<FirstLetters> first_letters;  // those that were last read, by hash
  };
  // A state is the set of the places in the program where its walk may be: four times the number
  // of a step, and the BlankPart of one that reads a blank. Its row: what is read in it, a bit for
  // each class of byte (modulo 64), in two numbers; the number of the state; and the states that
  // the classes lead to.
  enum : size_t { kLive = 0, kNumber = 2, kNext = 3 };
  struct Found {
    uint32_t concept_index = 0;
    uint32_t end = 0;  // of its longest phrase so far
  };
  struct Footprint {
    State state = kUnknown;
    uint32_t walk = 0;  // index in walks_
  };

  void read_begin(uint32_t index, std::vector<Mention>& mentions);
  void read_sentence(uint32_t index, std::vector<Mention>& mentions);
  void skip_to(uint32_t position);
  void take(uint32_t begin, uint32_t sentence, std::vector<Mention>& mentions);
  void walk_from_sign(uint32_t at);
  void read_on(State state, size_t token);
  State read_word(State from, Span word);
  State read_letters(State state, Span letters);
  State read_signs(State state, uint32_t at, size_t token);
  uint64_t bit_of(char c) const { return uint64_t{1} << (program_.class_of(c) % 64); }
  State read(State from, char c);
  static size_t count(uint64_t bits) { return static_cast<size_t>(std::popcount(bits)); }
  bool meets_another(State state, size_t token);
  void record(State state, uint32_t at, bool inside_word);
  void keep(uint32_t concept_index, uint32_t end);

  void clear();
  void forget_walks();
  Start& start_here() { return starts_[static_cast<size_t>(sought_)]; }
  State start(bool word);
  State work_out(State from, uint8_t byte_class);
  uint64_t live(State state) const;
  State add_state();
  void reach(uint32_t step);
  void reach_part(uint32_t part);
  void read_part(uint32_t part, unsigned char byte);
  uint64_t live_in(uint32_t part) const;
  size_t slot_of(std::span<const uint32_t> parts) const;
  void rehash();
  std::span<const uint32_t> parts_in(uint32_t state) const;

  const PhraseProgram& program_;
  const size_t most_bytes_;

  // The table. The first state is of no use.
  size_t classes_;
  size_t bytes_ = 0;              // that the table takes
  std::vector<uint32_t> table_;   // the rows
  std::vector<uint32_t> row_of_;  // by number of a state: where its row stands
  std::vector<Span> parts_of_;    // the same, in parts_
  std::vector<uint32_t> parts_;
  std::vector<Span> endings_of_;  // the same, in endings_
  std::vector<Ending> endings_;
  std::vector<uint32_t> slots_;        // hash table of states by their parts; 0: free
  std::array<Start, kSought> starts_;  // by what is sought
  std::vector<uint64_t> live_sets_;    // the same of the sets of the program
  std::vector<uint32_t> reached_;      // the state that is worked out
  std::vector<uint32_t> visited_, stack_;
  std::vector<bool> marked_;  // by part: it is in visited_

  // What is read.
  std::string_view norm_;
  std::span<const Span> tokens_;
  Sought sought_ = Sought::everywhere;
  Span sentence_;
  size_t token_ = 0;              // the next one that is not read
  std::vector<uint32_t> free_;    // by concept: where its last mention ended
  std::vector<Found> found_;      // by the walk so far
  std::vector<Footprint> trail_;  // of long walks, by token from trail_first_ on
  size_t trail_first_ = 0;
  std::vector<Span> walks_;  // long walks of the sentence, in taken_
  std::vector<Found> taken_;
};

}  // namespace evident
