// Misspelt words of findings: "radiculopthy" is read as "radiculopathy".
//
// A misspelling that the lexicons list ("rigth") is read as they say, whatever its length; else
// a word is corrected when no phrase of the lexicons has it, the lexicons do not list it as right,
// and one word of a problem, symptom or modifier is nearest to it: with the same first letter, one
// edit away (a letter too many, missing, wrong, or two that changed places), from 12 letters on two
// edits; of six letters only by letters that changed places; not by its last two letters alone,
// which make another form of it. Of two forms of one word ("stenosis", "stenoses") it is the one
// that more phrases have; two words that are equally near leave it as it is. Words of cues are
// never corrected nor arrived at, so that no negation is made or lost; but words of places, which
// the lexicons list, are arrived at though cues have them ("status post lumbar fusion").
//
// Damerau 1964: four in five misspellings are one such edit. Answers never change once finished;
// may be asked from several threads.
#pragma once

#include <array>
#include <atomic>
#include <bitset>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lexicon/word_pieces.h"

namespace evident {

class Spelling {
 public:
  // The words of a phrase are right; with `goal`, misspelt words may be meant to be one of them.
  // Lists that the phrase names have no part in it.
  void add(std::string_view phrase, bool goal);
  // A word that is right as it stands.
  void add_right(std::string_view word) { right_.insert(std::string(word)); }
  // `word` is read as `meant`, which is a goal even where cues have it.
  void add_misspelt(std::string_view word, std::string_view meant);
  void finish();

  // What the word is meant to be, or "" when it is right, or nobody knows. Of norm's letters.
  std::string_view correct(std::string_view word) const;

 private:
  static constexpr size_t kShortest = 6;           // of a word that is corrected
  using Goal = std::pair<const std::string, int>;  // a word, and how many phrases have it
  struct Entry {
    uint64_t key = 0;
    uint32_t letters = 0;  // those of the goal, a bit each
    const Goal* goal = nullptr;
  };
  static constexpr uint64_t kHashFactor = 0x9E3779B97F4A7C15;
  static constexpr int kBucketBits = 13;
  static constexpr int kLeftBits = 15;
  static constexpr int kListBits = 10;

  static size_t bucket_of(uint64_t key) { return key * kHashFactor >> (64 - kBucketBits); }
  static size_t list_bit(uint64_t letters) { return letters * kHashFactor >> (64 - kListBits); }
  std::span<const Entry> bucket(uint64_t key) const;
  std::string_view listed(std::string_view word) const;
  const Goal* nearest(std::string_view word) const;
  const Goal* meant_by(std::string_view word) const;

  PhraseWords words_{kShortest};
  std::set<std::string> right_;
  std::map<std::string, std::string, std::less<>> misspelt_;
  std::bitset<size_t{1} << kListBits> may_be_listed_;  // by the letters of a word
  std::map<std::string, int> goals_;
  std::vector<Entry> entries_;     // in the order of their buckets
  std::vector<uint32_t> buckets_;  // where each begins
  std::unordered_set<std::string_view> known_;
  // Words of notes that are left as they are, those that were asked for last, packed, by hash.
  mutable std::array<std::atomic<uint64_t>, size_t{1} << kLeftBits> left_ = {};
};

// Letters to add, take away, change, or swap with their neighbour, to make one word of the other;
// any number above `most` when it takes more than that.
int edits_between(std::string_view a, std::string_view b, int most);

}  // namespace evident
