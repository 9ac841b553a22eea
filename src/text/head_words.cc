#include "text/head_words.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/function_words.h"
#include "text/marks.h"
#include "text/statement.h"

namespace evident {
namespace {

constexpr std::string_view kFrame = "*#=-[]<>~\"|";  // may stand around a head

}  // namespace

uint32_t HeadWords::begin_of(const Line& line) const {
  const uint32_t at = skip(line.content().begin, line.body.end, " \t*#=\"");
  if (!line.mark.empty()) return at;
  const uint32_t after = counter_end(layout_, at);
  const uint32_t next = skip(after, line.body.end, " \t*");
  const Text& text = layout_.text;
  return after > at && text.capital_at(next) && text.capital_at(next + 1) ? next : at;
}

Span HeadWords::framed(Span span) const {
  const auto frames = [this](uint32_t at) {
    return is_space(layout_.at(at)) || is_one_of(layout_.at(at), kFrame);
  };
  while (span.begin < span.end && frames(span.begin)) ++span.begin;
  while (span.end > span.begin && frames(span.end - 1)) --span.end;
  return span;
}

uint32_t HeadWords::skip(uint32_t at, uint32_t end, std::string_view set) const {
  while (at < end && is_one_of(layout_.at(at), set)) ++at;
  return at;
}

bool HeadWords::holds(uint32_t at, uint32_t end) const {
  const char c = layout_.at(at);
  if (is_word(c) || is_one_of(c, "&/-'+%#")) return true;
  const char next = layout_.at(at + 1);
  switch (c) {
    case ' ':
      return !(next == ' ' && layout_.at(at + 2) == ' ') || only_colon_follows(at, end);
    case '\t':
      return only_colon_follows(at, end);
    case ',':
      return next == ' ';
    case '.':  // "P.E.:", "S.O.A.P. note:"
      return is_letter(layout_.at(at - 1)) && !is_word(layout_.at(at - 2));
    case '?':
    case '*':
      return next == ':' || next == '*';
    default:
      return false;
  }
}

bool HeadWords::only_colon_follows(uint32_t at, uint32_t end) const {
  return layout_.at(skip(at, std::min(end, at + kLongestHead), " \t")) == ':';
}

// The first byte of `span` that cannot stand in a head; its end when there is none and each
// bracket is closed.
uint32_t HeadWords::end_of_words(Span span) const {
  int depth = 0;
  for (uint32_t at = span.begin; at < span.end; ++at) {
    const char c = layout_.norm[at];
    if (is_word(c)) continue;
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (depth < 0 || (depth == 0 && c != ')' && !holds(at, span.end))) return at;
  }
  return depth == 0 ? span.end : span.begin;
}

bool HeadWords::all_words(Span span) const { return end_of_words(span) == span.end; }

uint32_t HeadWords::colon_after(uint32_t begin, uint32_t end) const {
  if (begin >= end) return end;
  const Span reach{begin, std::min(end, begin + kLongestHead)};
  if (layout_.slice(reach).find(':') == std::string_view::npos) return end;
  const uint32_t at = end_of_words(reach);
  return at < reach.end && layout_.at(at) == ':' ? at : end;
}

bool HeadWords::sets_off(uint32_t colon, bool looks_like_head) const {
  const uint32_t after = skip(colon, colon + 3, ":");
  const char next = layout_.at(after);
  if (is_space(next) || next == ',' || next == '*') return true;
  if (next == '/' || next == '\\' || after > colon + 1) return false;
  return looks_like_head && !is_digit(layout_.at(colon - 1));
}

HeadCase HeadWords::shape(Span words) const {
  const size_t remark = layout_.slice(words).find(" (");
  if (remark != std::string_view::npos && remark > 0) {
    words.end = words.begin + static_cast<uint32_t>(remark);
  }
  return head_case(layout_.text, words);
}

int HeadWords::count(Span words) const {
  int count = 0, depth = 0;
  bool inside = false;
  for (char c : layout_.slice(words)) {
    if (c == '(') ++depth;
    if (c == ')') --depth;
    count += depth == 0 && is_word(c) && !inside;
    inside = is_word(c);
  }
  return count;
}

bool HeadWords::has_digit(Span words) const {
  return std::ranges::any_of(layout_.slice(words), is_digit);
}

bool HeadWords::name_something(Span words) const {
  const std::string_view first = word_at(layout_.norm, words.begin, words.end);
  const char after = layout_.at(words.begin + static_cast<uint32_t>(first.size()));
  const bool article = is_article(first) && after == ' ' && first.size() < words.size();
  const bool salutes = first == "dear";
  return !article && !salutes && !states_something(layout_.text, words);
}

}  // namespace evident
