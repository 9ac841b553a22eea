#include "lexicon/phrase_walker.h"

#include <algorithm>
#include <cstring>

#include "text/ascii.h"

namespace evident {
namespace {

using Op = PhraseProgram::Op;
using BlankPart = PhraseProgram::BlankPart;

// A walk over so many tokens is a long one; few notes have any.
constexpr size_t kLong = 16;
constexpr uint32_t kLetters = sizeof(uint64_t);  // of a word, read at once
// Few enough to stay in the caches of a processor, enough for the words of most notes.
constexpr int kFirstLettersBits = 13;

uint64_t hash_of(std::span<const uint32_t> parts) {
  uint64_t hash = parts.size();
  for (uint32_t part : parts) {
    hash = (hash ^ part) * 0x9E3779B97F4A7C15;
    hash ^= hash >> 32;
  }
  return hash;
}

uint64_t hash_of(uint64_t letters) { return (letters ^ letters >> 32) * 0x9E3779B97F4A7C15; }

// At most eight bytes as a number; others than the letters count as zero.
uint64_t letters_at(std::string_view norm, uint32_t begin, uint32_t size) {
  uint64_t letters = 0;
  if (std::endian::native == std::endian::little && begin + kLetters <= norm.size()) {
    std::memcpy(&letters, norm.data() + begin, kLetters);
    return letters & (~uint64_t{0} >> (8 * (kLetters - size)));
  }
  std::memcpy(&letters, norm.data() + begin, size);
  return letters;
}

// Appends to `all`, which `ranges` parts.
template <typename T>
void append(std::vector<Span>& ranges, std::vector<T>& all, const std::vector<T>& more) {
  const auto begin = static_cast<uint32_t>(all.size());
  all.insert(all.end(), more.begin(), more.end());
  ranges.push_back({begin, static_cast<uint32_t>(all.size())});
}

}  // namespace

PhraseWalker::PhraseWalker(const PhraseProgram& program, size_t concepts, size_t most_bytes)
    : program_(program), most_bytes_(most_bytes), classes_(program.classes()), free_(concepts) {
  marked_.resize(program.steps().size() * 4);
  for (uint32_t i = 0; i < program.sets(); ++i) {
    uint64_t live = 0;
    for (size_t c = 1; c < program.set(i).size(); ++c)
      if (program.set(i)[c]) live |= bit_of(static_cast<char>(c));
    live_sets_.push_back(live);
  }
  clear();
  for (const Sought sought : kAllSought) {
    sought_ = sought;
    for (uint32_t part : parts_in(table_[start(false) / 2 + kNumber])) {
      const CharSet& set = program.set(program.steps()[part / 4].argument);
      for (size_t c = 0; c < set.size(); ++c) start_here().signs[c] |= set[c];
    }
  }
}

void PhraseWalker::find(std::string_view norm, std::span<const Span> tokens,
                        std::span<const Stretch> stretches, Sought sought,
                        std::vector<Mention>& mentions) {
  norm_ = norm;
  tokens_ = tokens;
  token_ = 0;
  sought_ = sought;
  std::ranges::fill(free_, 0);
  for (const Stretch& stretch : stretches) {
    sentence_ = stretch.span;
    if (sought == Sought::at_heads)
      read_begin(stretch.sentence, mentions);
    else
      read_sentence(stretch.sentence, mentions);
    forget_walks();
  }
}

size_t PhraseWalker::words_read(std::string_view word, size_t most, Sought sought) {
  sought_ = sought;
  State state = start(true);
  for (size_t count = 0; count < most; ++count) {
    for (size_t i = 0; i < word.size() && state != kDead; ++i) state = read(state, word[i]);
    if (state == kDead) return count;
    state = read(state, ' ');
    if (state == kDead) return count + 1;
  }
  return most;
}

// A name stands where its head begins.
void PhraseWalker::read_begin(uint32_t index, std::vector<Mention>& mentions) {
  skip_to(sentence_.begin);
  if (token_ < tokens_.size() && tokens_[token_].begin == sentence_.begin)
    read_on(start(true), token_);
  else
    walk_from_sign(sentence_.begin);
  take(sentence_.begin, index, mentions);
}

void PhraseWalker::read_sentence(uint32_t index, std::vector<Mention>& mentions) {
  const auto& signs = start_here().signs;
  skip_to(sentence_.begin);
  for (uint32_t at = sentence_.begin; at < sentence_.end; ++token_) {
    const bool more = token_ < tokens_.size() && tokens_[token_].begin < sentence_.end;
    for (const uint32_t end = more ? tokens_[token_].begin : sentence_.end; at < end; ++at) {
      if (!signs[static_cast<unsigned char>(norm_[at])]) continue;
      walk_from_sign(at);
      take(at, index, mentions);
    }
    if (!more) return;
    // What a cut left of a word is none.
    if (at == tokens_[token_].begin) {
      read_on(start(true), token_);
      if (!found_.empty()) take(at, index, mentions);
    }
    at = tokens_[token_].end;
  }
}

// To the first token that ends behind `position`; sentences may be left out.
void PhraseWalker::skip_to(uint32_t position) {
  if (token_ == tokens_.size() || tokens_[token_].end > position) return;
  const auto rest = tokens_.subspan(token_);
  token_ +=
      static_cast<size_t>(std::ranges::upper_bound(rest, position, {}, &Span::end) - rest.begin());
}

// What was found from `begin` on, less what stands in an earlier mention of its concept.
void PhraseWalker::take(uint32_t begin, uint32_t sentence, std::vector<Mention>& mentions) {
  for (const auto& [concept_index, end] : found_) {
    if (free_[concept_index] > begin) continue;
    free_[concept_index] = end;
    mentions.push_back({concept_index, {begin, end}, sentence});
  }
  found_.clear();
}

void PhraseWalker::walk_from_sign(uint32_t at) {
  const State state = read_signs(start(false), at, token_);
  if (state != kDead) read_on(state, token_);
}

// Reads this token and what follows. Between most words stands one blank.
void PhraseWalker::read_on(State state, size_t token) {
  const size_t first = token;
  while (state != kDead) {
    if (token - first >= kLong && meets_another(state, token)) break;
    const Span span = tokens_[token];
    const uint32_t end = std::min(span.end, sentence_.end);
    state = read_word(state, {span.begin, end});
    if (state == kDead) break;
    if ((state & 1) != 0) record(state, end, end < span.end);
    ++token;
    const bool blank = end + 1 < sentence_.end && norm_[end] == ' ' && is_word(norm_[end + 1]);
    state = blank ? read(state, ' ') : read_signs(state, end, token);
  }
  if (token - first >= kLong) append(walks_, taken_, found_);
}

// At the start of a walk, where many end, by one look-up for the letters that were read not long
// ago.
inline PhraseWalker::State PhraseWalker::read_word(State from, Span word) {
  if (from != start_here().word) return read_letters(from, word);
  const uint32_t end = std::min(word.end, word.begin + kLetters);
  const uint64_t letters = letters_at(norm_, word.begin, end - word.begin);
  FirstLetters& known = start_here().first_letters[hash_of(letters) >> (64 - kFirstLettersBits)];
  if (known.letters != letters || known.to == kUnknown)
    known = {letters, read_letters(from, {word.begin, end})};
  return read_letters(known.to, {end, word.end});
}

inline PhraseWalker::State PhraseWalker::read_letters(State state, Span letters) {
  for (uint32_t at = letters.begin; at < letters.end && state != kDead; ++at)
    state = read(state, norm_[at]);
  return state;
}

// Reads from `at` to `token`. Dead, too, when the sentence ends before it.
PhraseWalker::State PhraseWalker::read_signs(State state, uint32_t at, size_t token) {
  const bool last = token == tokens_.size() || tokens_[token].begin >= sentence_.end;
  const uint32_t end = last ? sentence_.end : tokens_[token].begin;
  for (; at < end; ++at) {
    state = read(state, norm_[at]);
    if (state == kDead) return kDead;
    if ((state & 1) != 0) record(state, at + 1, false);
  }
  return last ? kDead : state;
}

// Where most states are dead ends for most letters, a bit tells; the others stand side by side.
inline PhraseWalker::State PhraseWalker::read(State from, char c) {
  const uint8_t byte_class = program_.class_of(c);
  const uint64_t bit = uint64_t{1} << (byte_class % 64);
  const uint64_t read_here = live(from);
  if ((read_here & bit) == 0) return kDead;
  const size_t at = from / 2 + kNext + (classes_ <= 64 ? count(read_here & (bit - 1)) : byte_class);
  if (table_[at] == kUnknown) {
    const State to = work_out(from, byte_class);
    table_[at] = to;
  }
  return table_[at];
}

inline uint64_t PhraseWalker::live(State state) const {
  uint64_t bits = 0;
  std::memcpy(&bits, &table_[state / 2 + kLive], sizeof(bits));
  return bits;
}

// Leaves a footprint; true when one of the same state is there.
bool PhraseWalker::meets_another(State state, size_t token) {
  if (trail_.empty()) {
    trail_first_ = token;
    trail_.resize(sentence_.end - tokens_[token].begin);
  }
  Footprint& here = trail_[token - trail_first_];
  if (here.state == state) {
    const Span other = walks_[here.walk];
    for (uint32_t i = other.begin; i < other.end; ++i)
      if (taken_[i].end >= tokens_[token].begin) keep(taken_[i].concept_index, taken_[i].end);
    return true;
  }
  here = {state, static_cast<uint32_t>(walks_.size())};
  return false;
}

// What ends at `at` in `state`.
void PhraseWalker::record(State state, uint32_t at, bool inside_word) {
  const Span range = endings_of_[table_[state / 2 + kNumber]];
  for (uint32_t i = range.begin; i < range.end; ++i)
    if (!inside_word || !endings_[i].whole_word) keep(endings_[i].concept_index, at);
}

void PhraseWalker::keep(uint32_t concept_index, uint32_t end) {
  for (Found& found : found_) {
    if (found.concept_index != concept_index) continue;
    found.end = end;
    return;
  }
  found_.push_back({concept_index, end});
}

PhraseWalker::State PhraseWalker::start(bool word) {
  if (bytes_ > most_bytes_) clear();
  State& state = word ? start_here().word : start_here().sign;
  if (state == kUnknown) {
    reached_.clear();
    for (uint32_t step : program_.starts(word, sought_)) reach(step);
    state = add_state();
  }
  return state;
}

PhraseWalker::State PhraseWalker::work_out(State from, uint8_t byte_class) {
  const unsigned char byte = program_.first_of(byte_class);
  reached_.clear();
  for (uint32_t part : parts_in(table_[from / 2 + kNumber])) read_part(part, byte);
  return reached_.empty() ? kDead : add_state();
}

void PhraseWalker::clear() {
  table_.assign(1, 0);
  row_of_.assign(1, 0);
  parts_of_.assign(1, {});
  parts_.clear();
  endings_of_.assign(1, {});
  endings_.clear();
  slots_.assign(1024, 0);
  bytes_ = 0;
  for (Start& start : starts_) {
    start.word = start.sign = kUnknown;
    start.first_letters.assign(size_t{1} << kFirstLettersBits, {});
  }
  forget_walks();
}

void PhraseWalker::forget_walks() {
  trail_.clear();
  walks_.clear();
  taken_.clear();
}

// Adds what `part` leads to with this byte to reached_.
void PhraseWalker::read_part(uint32_t part, unsigned char byte) {
  const PhraseProgram::Step& step = program_.steps()[part / 4];
  if (step.op == Op::chars && program_.set(step.argument)[byte]) reach(step.next);
  if (step.op != Op::blank) return;
  const BlankPart read = PhraseProgram::read_blank(static_cast<BlankPart>(part % 4), byte);
  if (read == BlankPart::none) return;
  reach_part(part / 4 * 4 + static_cast<uint32_t>(read));
  reach(step.next);
}

void PhraseWalker::reach_part(uint32_t part) {
  if (marked_[part]) return;
  marked_[part] = true;
  visited_.push_back(part);
  const PhraseProgram::Step& step = program_.steps()[part / 4];
  if (step.op == Op::either) {
    stack_.push_back(step.next);
    stack_.push_back(step.argument);
  } else {
    reached_.push_back(part);
  }
}

// Adds what is read or ends at `step` to reached_.
void PhraseWalker::reach(uint32_t step) {
  stack_.push_back(step);
  while (!stack_.empty()) {
    const uint32_t part = stack_.back() * 4;
    stack_.pop_back();
    reach_part(part);
  }
}

// The classes of bytes that `part` reads.
uint64_t PhraseWalker::live_in(uint32_t part) const {
  const PhraseProgram::Step& step = program_.steps()[part / 4];
  if (step.op == Op::chars) return live_sets_[step.argument];
  uint64_t live = 0;
  if (step.op != Op::blank) return live;
  for (char c : {' ', '\t', '\n', '-'})
    if (PhraseProgram::read_blank(static_cast<BlankPart>(part % 4), c) != BlankPart::none)
      live |= bit_of(c);
  return live;
}

// The state of reached_, which may be known.
PhraseWalker::State PhraseWalker::add_state() {
  for (uint32_t part : visited_) marked_[part] = false;
  visited_.clear();
  std::ranges::sort(reached_);
  if (parts_of_.size() * 2 > slots_.size()) rehash();
  uint32_t& slot = slots_[slot_of(reached_)];
  if (slot == 0) {
    slot = static_cast<uint32_t>(parts_of_.size());
    append(parts_of_, parts_, reached_);
    std::vector<Ending> endings;
    uint64_t live = 0;
    for (uint32_t part : reached_) {
      const auto& [op, unused, argument] = program_.steps()[part / 4];
      if (op == Op::accept || op == Op::accept_word)
        endings.push_back({argument, op == Op::accept_word});
      live |= live_in(part);
    }
    append(endings_of_, endings_, endings);
    const size_t row = table_.size();
    row_of_.push_back(static_cast<uint32_t>(row));
    table_.resize(row + kNext + (classes_ <= 64 ? count(live) : classes_), kUnknown);
    std::memcpy(&table_[row + kLive], &live, sizeof(live));
    table_[row + kNumber] = slot;
    bytes_ = parts_of_.size() * 2 * sizeof(Span) +
             (table_.size() + row_of_.size() + parts_.size() + slots_.size()) * sizeof(uint32_t);
  }
  return row_of_[slot] * 2 + (endings_of_[slot].empty() ? 0 : 1);
}

// Where the state of these steps stands, or where it would stand.
size_t PhraseWalker::slot_of(std::span<const uint32_t> parts) const {
  size_t at = hash_of(parts) & (slots_.size() - 1);
  while (slots_[at] != 0 && !std::ranges::equal(parts_in(slots_[at]), parts))
    at = (at + 1) & (slots_.size() - 1);
  return at;
}

void PhraseWalker::rehash() {
  slots_.assign(slots_.size() * 2, 0);
  for (uint32_t state = 1; state < parts_of_.size(); ++state)
    slots_[slot_of(parts_in(state))] = state;
}

std::span<const uint32_t> PhraseWalker::parts_in(uint32_t state) const {
  return std::span(parts_).subspan(parts_of_[state].begin, parts_of_[state].size());
}

}  // namespace evident
