#include "text/text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "text/ascii.h"
#include "text/decode.h"
#include "text/fold.h"
#include "text/heads.h"
#include "text/items.h"
#include "text/layout.h"
#include "text/marks.h"
#include "text/pages.h"
#include "text/sentences.h"
#include "text/wrapping.h"

namespace evident {
namespace {

// Index of the last of `values` whose `begin` is at or before `position`; 0 when there is none.
template <typename Value, typename Begin>
uint32_t last_at(const std::vector<Value>& values, uint32_t position, Begin begin) {
  const auto after = std::ranges::upper_bound(values, position, {}, begin);
  return after == values.begin() ? 0 : static_cast<uint32_t>(after - values.begin()) - 1;
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }
// Characters of four bytes take two UTF-16 units.
bool is_surrogate_pair(char lead) { return static_cast<unsigned char>(lead) >= 0xF0; }

}  // namespace

Text Text::decode(std::string_view bytes, const std::string& encoding, const Respell& respell) {
  Text text;
  Decoded decoded = evident::decode(bytes, encoding);
  text.utf8_ = std::move(decoded.utf8);
  text.received_ = std::move(decoded.received);
  text.encoding_ = std::move(decoded.encoding);
  text.replaced_ = decoded.replaced;
  text.whole_ = text.received_.to_size() == bytes.size();
  Folded folded = fold_note(text.utf8_);
  text.norm_ = std::move(folded.norm);
  text.note_ = std::move(folded.note);
  text.count_characters();
  text.tokens_ = find_tokens(text.norm_);
  if (respell) text.read_as(respell);
  text.find_structure();
  return text;
}

void Text::read_as(const Respell& respell) {
  Respelled words = respell_note(norm_, tokens_, respell);
  if (words.words.empty()) return;
  norm_ = std::move(words.norm);
  before_ = std::move(words.before);
  respelled_ = std::move(words.words);
  tokens_ = find_tokens(norm_);
}

void Text::find_structure() {
  lines_ = find_lines(norm_);
  Layout layout(*this);
  mark_running_lines(layout);
  const Marks marks = find_marks(layout);
  const Wrapping wrapping(layout);
  heads_ = find_heads(layout, wrapping);
  items_ = find_items(layout, wrapping, marks.marks, heads_);
  sentences_ = find_sentences(layout, wrapping, marks, heads_, items_);
}

void Text::count_characters() {
  if (ascii_size(utf8_) == utf8_.size()) return;
  Checkpoint now;
  checkpoints_.reserve(utf8_.size() / kStep + 1);
  for (size_t at = 0; at < utf8_.size(); ++at) {
    if (at % kStep == 0) checkpoints_.push_back(now);
    now.code_points += begins_character(utf8_[at]);
    now.utf16 += begins_character(utf8_[at]) + is_surrogate_pair(utf8_[at]);
  }
}

Span Text::note_span(Span norm) const {
  return note_.to(respelled_.empty() ? norm : before_.to(norm));
}

std::string_view Text::quote(Span norm) const {
  const Span span = note_span(norm);
  return std::string_view(utf8_).substr(span.begin, span.size());
}

Span Text::norm_span(Span utf8) const {
  const Span span = note_.from(utf8);
  return respelled_.empty() ? span : before_.from(span);
}

uint32_t Text::sentence_at(uint32_t position) const {
  return last_at(sentences_, position, [](const Sentence& s) { return s.span.begin; });
}

uint32_t Text::token_at(uint32_t position) const {
  const auto found = std::ranges::upper_bound(tokens_, position, {}, &Span::end);
  return static_cast<uint32_t>(found - tokens_.begin());
}

bool Text::capital_at(uint32_t position) const {
  if (position >= norm_.size() || !is_letter(norm_[position])) return false;
  size_t at = note_span({position, position}).begin;
  UChar32 character = 0;
  U8_NEXT_UNSAFE(utf8_.data(), at, character);
  return character < 0x80 ? is_upper(static_cast<char>(character))
                          : u_isupper(character) || u_istitle(character);
}

uint32_t Text::offset(uint32_t utf8_position, OffsetUnit unit) const {
  const uint32_t position = std::min(utf8_position, static_cast<uint32_t>(utf8_.size()));
  if (unit == OffsetUnit::byte) return received_.to({position, position}).begin;
  if (checkpoints_.empty()) return position;
  const size_t step = std::min<size_t>(position / kStep, checkpoints_.size() - 1);
  const bool utf16 = unit == OffsetUnit::utf16;
  uint32_t count = utf16 ? checkpoints_[step].utf16 : checkpoints_[step].code_points;
  for (size_t at = step * kStep; at < position; ++at) {
    count += begins_character(utf8_[at]);
    count += utf16 && is_surrogate_pair(utf8_[at]);
  }
  return count;
}

}  // namespace evident
