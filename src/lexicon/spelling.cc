#include "lexicon/spelling.h"

#include <algorithm>
#include <array>
#include <bit>

#include "text/ascii.h"

namespace evident {
namespace {

constexpr size_t kAnyEdit = 7;  // from here by any edit, below by a swap of neighbours
constexpr size_t kTwoEdits = 12;
constexpr size_t kLongest = 32;
constexpr size_t kShortestListed = 4;
constexpr size_t kPiece = 3;
constexpr size_t kPacked = 12;  // letters that fit into one number

// The letters in one number, behind what `key` holds already.
uint64_t packed(std::string_view letters, uint64_t key = 0) {
  for (char c : letters) key = key << 5 | (static_cast<unsigned char>(c) & 31U);
  return key;
}

// The first letter with some others.
uint64_t key_of(char first, std::string_view letters, bool at_end) {
  const uint64_t key = at_end ? 1 : 0;
  return packed(letters, key << 8 | static_cast<unsigned char>(first));
}

uint32_t letters_of(std::string_view word) {
  uint32_t letters = 0;
  for (char c : word) letters |= uint32_t{1} << (static_cast<unsigned char>(c) & 31U);
  return letters;
}

// Under what a word is looked up: one edit leaves its beginning or its end as it is; letters that
// changed places are the same letters. 0 is no key.
std::array<uint64_t, 2> keys_of(std::string_view word) {
  if (word.size() < kAnyEdit)
    return {uint64_t{letters_of(word)} << 8 | static_cast<unsigned char>(word[0]), 0};
  return {key_of(word[0], word.substr(1, kPiece), false),
          key_of(word[0], word.substr(word.size() - kPiece), true)};
}

int most_edits(size_t letters) { return letters >= kTwoEdits ? 2 : 1; }

bool swapped(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::is_permutation(a.begin(), a.end(), b.begin());
}

// "stenosis" and "stenoses" differ in their last two letters at most.
bool forms_of_one(std::string_view a, std::string_view b) {
  const auto [end_a, end_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return std::max(a.end() - end_a, b.end() - end_b) <= 2;
}

// A last letter that stands twice: "lumbagoo".
bool doubled_end(std::string_view word, std::string_view goal) {
  return word.size() == goal.size() + 1 && word.starts_with(goal) && word.back() == goal.back();
}

// Is it worth counting the edits? What differs at its end alone is another form of the word rather
// than a mistake: "protrude", "vertebrally".
bool may_mean(std::string_view word, std::string_view goal) {
  const size_t longer = std::max(word.size(), goal.size());
  if (longer - std::min(word.size(), goal.size()) > 2) return false;
  if (std::min(word.size(), goal.size()) < kAnyEdit && !swapped(word, goal)) return false;
  return !forms_of_one(word, goal) || swapped(word, goal) || doubled_end(word, goal);
}

}  // namespace

// Optimal string alignment, row by row, of what differs.
int edits_between(std::string_view a, std::string_view b, int most) {
  if (a.size() > kLongest || b.size() > kLongest) return most + 1;
  const auto same_begin = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
  a.remove_prefix(static_cast<size_t>(same_begin));
  b.remove_prefix(static_cast<size_t>(same_begin));
  const auto same_end =
      std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first - a.rbegin();
  a.remove_suffix(static_cast<size_t>(same_end));
  b.remove_suffix(static_cast<size_t>(same_end));
  std::array<std::array<int, kLongest + 1>, 3> rows = {};
  for (size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    int best = row[0] = static_cast<int>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const int change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({change, above[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
      best = std::min(best, row[j]);
    }
    if (best > most) return most + 1;
  }
  return rows[a.size() % 3][b.size()];
}

void Spelling::add(std::string_view phrase, bool goal) {
  for (const std::string& word : words_.of(phrase)) {
    if (goal)
      ++goals_[word];
    else
      right_.insert(word);
  }
}

void Spelling::add_misspelt(std::string_view word, std::string_view meant) {
  misspelt_.emplace(word, meant);
  may_be_listed_.set(list_bit(packed(word)));
}

void Spelling::finish() {
  words_ = PhraseWords(kShortest);  // what it remembers is of no more use
  std::set<std::string_view> listed;
  for (const auto& [word, meant] : misspelt_) listed.insert(meant);
  // A word that cues have too is no goal.
  std::erase_if(goals_, [&](const Goal& goal) {
    return right_.contains(goal.first) && !listed.contains(goal.first);
  });
  for (const Goal& goal : goals_) {
    known_.insert(goal.first);
    for (const uint64_t key : keys_of(goal.first))
      if (key != 0) entries_.push_back({key, letters_of(goal.first), &goal});
  }
  for (const std::string& word : right_) known_.insert(word);
  const auto by_bucket = [](const Entry& entry) { return bucket_of(entry.key); };
  std::ranges::stable_sort(entries_, {}, by_bucket);
  for (size_t bucket = 0; bucket <= size_t{1} << kBucketBits; ++bucket)
    buckets_.push_back(static_cast<uint32_t>(
        std::ranges::lower_bound(entries_, bucket, {}, by_bucket) - entries_.begin()));
}

std::span<const Spelling::Entry> Spelling::bucket(uint64_t key) const {
  const size_t index = bucket_of(key);
  return {entries_.begin() + buckets_[index], entries_.begin() + buckets_[index + 1]};
}

// Of the goals that `word` may be meant to be, the nearest; none when two are equally near.
const Spelling::Goal* Spelling::nearest(std::string_view word) const {
  const int most = most_edits(word.size());
  const uint32_t letters = letters_of(word);
  int best = most + 1;
  const Goal* meant = nullptr;
  bool doubtful = false;
  for (const uint64_t key : keys_of(word)) {
    for (const Entry& entry : bucket(key)) {
      // An edit adds a letter, takes one away, or both.
      if (entry.key != key || std::popcount(letters ^ entry.letters) > 2 * most) continue;
      const Goal* goal = entry.goal;
      if (goal->first == word) return nullptr;
      if (goal == meant || !may_mean(word, goal->first)) continue;
      const int edits = edits_between(goal->first, word, std::min(best, most));
      if (edits > std::min(best, most)) continue;
      if (edits < best) {
        doubtful = false;
      } else if (!forms_of_one(goal->first, meant->first)) {
        doubtful = true;
      } else if (goal->second <= meant->second) {
        continue;
      }
      best = edits;
      meant = goal;
    }
  }
  return doubtful ? nullptr : meant;
}

std::string_view Spelling::correct(std::string_view word) const {
  if (word.size() < kShortestListed || word.size() > kLongest) return {};
  if (word.size() < kShortest)
    return may_be_listed_[list_bit(packed(word))] ? listed(word) : std::string_view{};
  if (!std::ranges::all_of(word, is_lower)) return {};
  const uint64_t letters = word.size() <= kPacked ? packed(word) : 0;  // 0: too long for it
  std::atomic<uint64_t>& left = left_[letters * kHashFactor >> (64 - kLeftBits)];
  if (letters != 0 && left.load(std::memory_order_relaxed) == letters) return {};
  if (const std::string_view known = listed(word); !known.empty()) return known;
  if (const Goal* meant = meant_by(word)) return meant->first;
  if (letters != 0) left.store(letters, std::memory_order_relaxed);
  return {};
}

std::string_view Spelling::listed(std::string_view word) const {
  const auto known = misspelt_.find(word);
  return known == misspelt_.end() ? std::string_view{} : known->second;
}

// Few words are near to a goal; that one is right as it stands is the last question.
const Spelling::Goal* Spelling::meant_by(std::string_view word) const {
  const Goal* meant = nearest(word);
  return meant == nullptr || known_.contains(word) ? nullptr : meant;
}

}  // namespace evident
