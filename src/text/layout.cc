#include "text/layout.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "text/ascii.h"

namespace evident {
namespace {

constexpr std::string_view kRulerSigns = "-=*~#+|.";
constexpr int kShortestRuler = 3;

uint32_t columns(std::string_view blanks) {
  constexpr uint32_t kTab = 8;
  uint32_t column = 0;
  for (char c : blanks) column = c == '\t' ? (column / kTab + 1) * kTab : column + 1;
  return column;
}

bool is_ruler(std::string_view body) {
  int drawn = 0;
  for (char c : body) {
    if (!is_blank(c) && !is_one_of(c, kRulerSigns)) return false;
    drawn += !is_blank(c) && c != '|' && c != '+';
  }
  return drawn >= kShortestRuler;
}

// Cells are divided by '|' or by tabs; a tab after a colon only sets off a label.
bool is_row(std::string_view body) {
  const size_t bar = body.find('|');
  if (bar != body.npos && body.find('|', bar + 1) != body.npos) return true;
  for (size_t tab = body.find('\t'); tab != body.npos; tab = body.find('\t', tab + 1)) {
    if (is_word(body[tab - 1]) || body[tab - 1] == ')') return true;
  }
  return false;
}

// `body` without "> > "; a number after the sign is compared ("> 60").
Span unquoted(std::string_view norm, Span body) {
  uint32_t at = body.begin;
  while (at < body.end && (norm[at] == '>' || is_blank(norm[at]))) ++at;
  if (at == body.begin || (at < body.end && (!is_blank(norm[at - 1]) || is_digit(norm[at])))) {
    return body;
  }
  return {at, body.end};
}

Line read_line(std::string_view norm, Span span) {
  Line line;
  line.body = unquoted(norm, trimmed(norm, span));
  const std::string_view body = norm.substr(line.body.begin, line.body.size());
  line.indent = columns(norm.substr(span.begin, line.body.begin - span.begin));
  line.ruler = is_ruler(body);
  line.row = is_row(body);
  return line;
}

// Eight bytes at once. The high bit of each result byte tells whether the byte of `eight`, which
// is ASCII, lies between `first` and `last`.
constexpr uint64_t kEachByte = 0x0101010101010101;
uint64_t between(uint64_t eight, unsigned char first, unsigned char last) {
  const uint64_t not_before = eight + kEachByte * (0x80u - first);
  const uint64_t after = eight + kEachByte * (0x7Fu - last);
  return not_before & ~after & (kEachByte << 7);
}

// Bit i is set when byte i of `text`, at most 64 bytes of norm, is part of a word.
uint64_t word_bits(std::string_view text) {
  constexpr uint64_t kGather = 0x0102040810204080;  // moves one bit of each byte to the top byte
  uint64_t bits = 0;
  for (size_t at = 0; at < text.size(); at += 8) {
    uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, std::min<size_t>(8, text.size() - at));
    const uint64_t words =
        between(eight, 'a', 'z') | between(eight, '0', '9') | between(eight, '_', '_');
    bits |= ((words >> 7) * kGather >> 56) << at;
  }
  return bits;
}

}  // namespace

Layout::Layout(const Text& note) : text(note), norm(note.norm()) {
  lines.reserve(text.lines().size());
  for (Span span : text.lines()) lines.push_back(read_line(norm, span));
  // One byte in eight of the first pages shows the habit.
  constexpr size_t kPages = 16384, kStep = 8, kRare = 50;
  const std::string_view sample = text.utf8().substr(0, kPages);
  size_t capitals = 0, small = 0;
  for (size_t at = 0; at < sample.size(); at += sample.size() < kPages / 8 ? 1 : kStep) {
    capitals += is_upper(sample[at]);
    small += is_lower(sample[at]);
  }
  shouting = capitals > small * 4;
  lower = small > capitals * kRare;
}

const Line* Layout::next_in_block(size_t line) const {
  return line + 1 < lines.size() && lines[line + 1].speaks() ? &lines[line + 1] : nullptr;
}

const Line* Layout::previous_in_block(size_t line) const {
  return line > 0 && lines[line - 1].speaks() ? &lines[line - 1] : nullptr;
}

Span trimmed(std::string_view norm, Span span) {
  while (span.begin < span.end && is_space(norm[span.begin])) ++span.begin;
  while (span.end > span.begin && is_space(norm[span.end - 1])) --span.end;
  return span;
}

std::string_view word_at(std::string_view norm, uint32_t begin, uint32_t end) {
  end = std::min(end, static_cast<uint32_t>(norm.size()));
  uint32_t at = begin;
  while (at < end && is_word(norm[at])) ++at;
  return begin < end ? norm.substr(begin, at - begin) : std::string_view();
}

std::string_view word_before(std::string_view norm, uint32_t begin, uint32_t end) {
  constexpr uint32_t kFarthest = 24;
  uint32_t at = end;
  while (at > begin && end - at < kFarthest && is_word(norm[at - 1])) --at;
  return norm.substr(at, end - at);
}

std::vector<Span> find_lines(std::string_view norm) {
  std::vector<Span> lines;
  for (size_t begin = 0; begin < norm.size();) {
    const size_t end = std::min(norm.find('\n', begin), norm.size());
    lines.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    begin = end + 1;
  }
  return lines;
}

// 64 bytes at a time: each change between word and no word is a bound.
std::vector<Span> find_tokens(std::string_view norm) {
  constexpr size_t kStep = 64;
  std::vector<Span> tokens;
  tokens.reserve(norm.size() / 6);
  uint64_t inside = 0;  // 1 when the byte before is part of a word
  uint32_t begin = 0;
  for (size_t at = 0; at < norm.size(); at += kStep) {
    const uint64_t bits = word_bits(norm.substr(at, kStep));
    for (uint64_t bounds = bits ^ (bits << 1 | inside); bounds != 0; bounds &= bounds - 1) {
      const auto bound = static_cast<uint32_t>(at + std::countr_zero(bounds));
      if (bits >> (bound - at) & 1) {
        begin = bound;
      } else {
        tokens.push_back({begin, bound});
      }
    }
    inside = bits >> (kStep - 1);
  }
  if (!norm.empty() && is_word(norm.back()) &&
      (tokens.empty() || tokens.back().end < norm.size())) {
    tokens.push_back({begin, static_cast<uint32_t>(norm.size())});
  }
  return tokens;
}

}  // namespace evident
