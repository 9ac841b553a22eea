// All phrases of a lexicon as one machine that reads norm byte by byte.
//
// A nondeterministic automaton: a phrase is followed from one of two starts, one for phrases that
// begin with a word and one for those that begin with a sign (each of them apart for what is sought
// everywhere, at heads or at findings), and ends in the concept it says.
// Phrases are compiled from their last part to their first and equal tails are one, so that "pain|
// ache|soreness" at the end of fifty phrases of a concept stands here once.
//
// Add phrases, those of a concept together, then finish(); after that it is immutable and may be
// read from several threads.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "lexicon/phrase.h"

namespace evident {

// Where in a note the phrases of a concept are looked for (sought.h).
enum class Sought : uint8_t {
  everywhere,   // findings, places, and what stands apart
  at_heads,     // sections
  at_findings,  // cues, and modifiers that name no place
};
inline constexpr size_t kSought = 3;
inline constexpr std::array<Sought, kSought> kAllSought = {Sought::everywhere, Sought::at_heads,
                                                           Sought::at_findings};

class PhraseProgram {
 public:
  enum class Op : uint8_t {
    chars,        // reads one byte out of sets[argument], goes on at `next`
    blank,        // reads a blank (BlankPart), goes on at `next`
    either,       // goes on at `next` and at `argument`
    accept,       // the concept `argument` ends here
    accept_word,  // the same, if no word goes on
  };
  struct Step {
    Op op = Op::accept;
    uint32_t next = 0;
    uint32_t argument = 0;

    bool operator==(const Step&) const = default;
  };

  // How far into a blank: a run of white space, one line break or a hyphen (kBlank of
  // phrase_form.cc). Past its start, what follows the blank may begin.
  enum class BlankPart : uint8_t { start, run, line, hyphen, none };
  static BlankPart read_blank(BlankPart part, unsigned char c);

  PhraseProgram();

  // Why a phrase is not taken ("stands for too many words"), or "". Keeps nothing of it then.
  std::string add(const PhraseNode& root, uint32_t concept_index, Sought sought);
  void finish();

  const std::vector<Step>& steps() const { return steps_; }
  // Of the phrases that begin with a word, or a sign, and are sought there.
  const std::vector<uint32_t>& starts(bool word, Sought sought) const {
    return starts_[static_cast<size_t>(sought)][word ? 1 : 0];
  }
  const CharSet& set(uint32_t index) const { return sets_[index]; }
  size_t sets() const { return sets_.size(); }
  // Bytes that no phrase tells apart are of one class, 0 to classes() - 1.
  uint8_t class_of(char c) const { return class_of_[static_cast<unsigned char>(c)]; }
  size_t classes() const { return first_of_.size(); }
  // One byte of a class.
  unsigned char first_of(size_t byte_class) const { return first_of_[byte_class]; }

 private:
  uint32_t step(Op op, uint32_t next, uint32_t argument);
  uint32_t compile(const PhraseNode& node, uint32_t next);
  uint32_t compile_choice(const PhraseNode& node, uint32_t next);
  uint32_t compile_repeat(const PhraseNode& node, uint32_t next);
  uint32_t set_index(CharSet set);
  void grow();
  size_t slot_of(const Step& step) const;

  std::vector<Step> steps_;
  std::array<std::array<std::vector<uint32_t>, 2>, kSought> starts_;
  std::vector<CharSet> sets_;
  std::unordered_map<CharSet, uint32_t> set_indexes_;
  std::vector<uint32_t> slots_;  // hash table of the steps of concept_index_, index + 1
  uint32_t concept_index_ = 0;   // of the phrase that was added last
  size_t first_shared_ = 0;      // its first step
  std::array<uint8_t, 256> class_of_ = {};
  std::vector<unsigned char> first_of_;
};

}  // namespace evident
