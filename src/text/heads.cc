#include "text/heads.h"

#include <algorithm>

#include "text/abbreviations.h"
#include "text/ascii.h"
#include "text/function_words.h"
#include "text/head_case.h"
#include "text/marks.h"

namespace evident {
namespace {

constexpr uint32_t kLongest = 120;  // bytes of a head
constexpr int kMostWords = 8;
constexpr int kMostWordsCapitals = 12;
constexpr int kMostWordsAlone = 6;
constexpr int kMostWordsInline = 5;
constexpr std::string_view kFrame = "*#=-[]<>~\"|";  // may stand around a head

class HeadFinder {
 public:
  HeadFinder(const Layout& layout, const Wrapping& wrapping)
      : layout_(layout), wrapping_(wrapping), text_(layout.text) {}

  std::vector<Head> run() {
    for (line_ = 0; line_ < layout_.lines.size(); ++line_) {
      const Line& line = layout_.lines[line_];
      if (!line.speaks() || layout_.at(line.body.begin) == '|') continue;
      if (!colon_head(line) && !dash_head(line)) alone_head(line);
      inline_heads(line);
    }
    return std::move(heads_);
  }

 private:
  // --- the words of a head ---------------------------------------------------------------

  // Where the words of the line begin, past its mark, markup and whatever looks like a count.
  uint32_t words_begin(const Line& line) const {
    uint32_t at = skip(line.content().begin, line.body.end, " \t*#=\"");
    if (line.mark.empty()) {
      const uint32_t after = counter_end(layout_, at);
      const uint32_t next = skip(after, line.body.end, " \t*");
      if (after > at && text_.capital_at(next) && text_.capital_at(next + 1)) at = next;
    }
    return at;
  }

  uint32_t skip(uint32_t at, uint32_t end, std::string_view set) const {
    while (at < end && is_one_of(layout_.at(at), set)) ++at;
    return at;
  }

  // Words of a head may hold these.
  bool holds(uint32_t at, uint32_t end) const {
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

  bool only_colon_follows(uint32_t at, uint32_t end) const {
    return layout_.at(skip(at, std::min(end, at + kLongest), " \t")) == ':';
  }

  // The colon after words at `begin`, or `end`. Words in brackets are free.
  uint32_t colon_after(uint32_t begin, uint32_t end) const {
    int depth = 0;
    const uint32_t limit = std::min(end, begin + kLongest);
    if (begin >= limit || layout_.slice({begin, limit}).find(':') == std::string_view::npos) {
      return end;
    }
    for (uint32_t at = begin; at < limit; ++at) {
      const char c = layout_.norm[at];
      if (is_word(c)) continue;
      if (depth == 0 && c == ':') return at;
      if (c == '(') ++depth;
      if (c == ')') --depth;
      if (depth < 0 || (depth == 0 && c != ')' && !holds(at, end))) return end;
    }
    return end;
  }

  // A remark in brackets may be written otherwise: "MRI (for biopsy)".
  HeadCase shape_of(Span words) const {
    const size_t remark = layout_.slice(words).find(" (");
    if (remark != std::string_view::npos && remark > 0) {
      words.end = words.begin + static_cast<uint32_t>(remark);
    }
    return head_case(text_, words);
  }

  // Tokens that lie in `span`, outside brackets.
  int words_in(Span span) const {
    int count = 0, depth = 0;
    bool inside = false;
    for (uint32_t at = span.begin; at < span.end; ++at) {
      const char c = layout_.at(at);
      if (c == '(') ++depth;
      if (c == ')') --depth;
      count += depth == 0 && is_word(c) && !inside;
      inside = is_word(c);
    }
    return count;
  }

  bool states_something(Span span) const {
    for (uint32_t i = text_.token_at(span.begin); i < text_.tokens().size(); ++i) {
      const Span token = text_.tokens()[i];
      if (token.begin >= span.end) return false;
      const std::string_view word = layout_.slice(token);
      // "Axis I", "troponin I"
      if (makes_statement(word) && !(word == "i" && token.end == span.end)) return true;
    }
    return false;
  }

  // "the left lobe" and "he takes" are no names.
  bool names_something(Span words) const {
    return !is_article(word_at(layout_.norm, words.begin, words.end)) && !states_something(words);
  }

  bool digits_before(uint32_t at) const { return is_digit(layout_.at(at - 1)); }

  // What stands after a colon: a blank or line end; text without a blank only after words that
  // look like a head by themselves; never a time, a ratio or an address.
  bool sets_off(uint32_t colon, bool looks_like_head) const {
    const char next = layout_.at(colon + 1);
    if (is_space(next) || next == ',' || next == '*') return true;
    if (next == '/' || next == ':' || next == '\\') return false;
    return looks_like_head && !digits_before(colon);
  }

  // --- at a line start -------------------------------------------------------------------

  bool colon_head(const Line& line) {
    const uint32_t begin = words_begin(line);
    const uint32_t colon = colon_after(begin, line.body.end);
    if (colon == line.body.end) return false;
    const Span words = framed({begin, colon});
    const HeadCase shape = shape_of(words);
    const int count = words_in(words);
    const bool strong = shape.capitals || shape.title;
    const int most = shape.capitals && !layout_.shouting ? kMostWordsCapitals : kMostWords;
    if (shape.letters == 0 || count < 1 || count > (strong ? most : kMostWords - 1)) return false;
    if (!sets_off(colon, strong || count <= 2)) return false;
    if ((!shape.capitals || layout_.shouting) && !names_something(words)) return false;
    add(line, words, colon + 1, shape, true);
    return true;
  }

  // "NECK - supple": words in capitals, a dash between blanks.
  bool dash_head(const Line& line) {
    const uint32_t begin = words_begin(line);
    const uint32_t limit = std::min(line.body.end, begin + kLongest);
    if (begin >= limit || layout_.slice({begin, limit}).find(" -") == std::string_view::npos) {
      return false;
    }
    uint32_t dash = begin;
    while (dash < limit && !dash_between_blanks(dash) && holds(dash, limit)) ++dash;
    if (dash >= limit || !dash_between_blanks(dash)) return false;
    const Span words = framed({begin, dash});
    const HeadCase shape = shape_of(words);
    const int count = words_in(words);
    if (!shape.capitals || shape.letters < 2 || layout_.shouting || count < 1 ||
        count > kMostWordsInline || states_something(words)) {
      return false;
    }
    add(line, words, skip(dash, line.body.end, "-"), shape, true);
    return true;
  }

  bool dash_between_blanks(uint32_t at) const {
    if (layout_.at(at) != '-' || !is_blank(layout_.at(at - 1))) return false;
    return is_blank(layout_.at(skip(at, at + 3, "-")));
  }

  // --- alone on a line -------------------------------------------------------------------

  void alone_head(const Line& line) {
    if (line.row || line.body.size() > kLongest || ends_statement(line)) return;
    const Span words = framed({words_begin(line), line.body.end});
    const HeadCase shape = shape_of(words);
    const int count = words_in(words);
    if (shape.letters < 2 || count < 1 || count > kMostWords || !names(words)) return;
    if (drawn(line) || alone_in_capitals(line, words, shape, count) ||
        alone_in_title(line, shape, count) || alone_after_blank(line, words, shape, count)) {
      add(line, words, line.body.end, shape, false);
    }
  }

  bool ends_statement(const Line& line) const {
    return is_one_of(layout_.at(line.body.end - 1), ".,;?!");
  }

  // Head words only: no full stop at the end, no number, no statement.
  bool names(Span words) const {
    if (!is_word(layout_.at(words.end - 1)) && layout_.at(words.end - 1) != ')') return false;
    const uint32_t last = text_.token_at(words.end - 1);
    if (last < text_.tokens().size() &&
        std::ranges::all_of(layout_.slice(text_.tokens()[last]), is_digit)) {
      return false;
    }
    int depth = 0;
    for (uint32_t at = words.begin; at < words.end; ++at) {
      const char c = layout_.at(at);
      if (c == '(') ++depth;
      if (c == ')') --depth;
      if (depth < 0 || (depth == 0 && c != ')' && !holds(at, words.end))) return false;
    }
    return depth == 0 && !states_something(words);
  }

  // Underlined, marked up as a heading or framed by signs on both sides.
  bool drawn(const Line& line) const {
    const char first = layout_.at(line.body.begin), last = layout_.at(line.body.end - 1);
    if (line_ + 1 < layout_.lines.size() && layout_.lines[line_ + 1].ruler && line.mark.empty()) {
      const Line& ruler = layout_.lines[line_ + 1];
      if (is_one_of(layout_.at(ruler.body.begin), "-=~")) return true;
    }
    if (first == '#' && line.mark.empty()) return true;
    return is_one_of(first, "*=-[<~") && is_one_of(last, "*=-]>~") && line.body.size() > 4;
  }

  bool alone_in_capitals(const Line& line, Span words, const HeadCase& shape, int count) const {
    constexpr int kRealWord = 3;
    if (!shape.capitals) return false;
    const bool digits = std::ranges::any_of(layout_.slice(words), is_digit);
    if (shape.longest_word < kRealWord && (count > 3 || digits)) return false;
    if (!line.mark.empty() && in_list(line)) return false;
    return !layout_.shouting || (count <= kMostWordsAlone && beside_blank(line));
  }

  bool alone_in_title(const Line& line, const HeadCase& shape, int count) const {
    return shape.title && count <= kMostWordsAlone && line.mark.empty() && beside_blank(line);
  }

  // Neither capitals nor title case: only by its place, and for a reader who knows the name.
  bool alone_after_blank(const Line& line, Span words, const HeadCase& shape, int count) const {
    if (!(shape.first_capital || layout_.lower) || count >= kMostWordsAlone) return false;
    return line.mark.empty() && layout_.previous_in_block(line_) == nullptr && !goes_on() &&
           std::ranges::none_of(layout_.slice(words), is_digit);
  }

  // A blank line before, or one after a line that ends here and not in mid-sentence.
  bool beside_blank(const Line& line) const {
    const Line* before = layout_.previous_in_block(line_);
    if (before == nullptr) return !goes_on();
    if (layout_.next_in_block(line_) != nullptr) return false;
    const char last = layout_.at(before->body.end - 1);
    return is_one_of(last, ".:?!") || before->width() * 2 < line.width() * 3;
  }

  // The next line continues this one.
  bool goes_on() const {
    const Line* next = layout_.next_in_block(line_);
    return next != nullptr && next->mark.empty() && wrapping_.goes_on(line_);
  }

  // The lines around have marks as well.
  bool in_list(const Line& line) const {
    const Line* before = layout_.previous_in_block(line_);
    const Line* after = layout_.next_in_block(line_);
    if (after == nullptr) return before != nullptr || line.mark.size() == 1;
    return !after->mark.empty() && after->indent <= line.indent;
  }

  // --- inside a line ---------------------------------------------------------------------

  void inline_heads(const Line& line) {
    uint32_t from = line.body.begin;
    bool labelled = false;
    if (!heads_.empty() && heads_.back().line == line_) {
      from = heads_.back().whole.end;
      labelled = heads_.back().colon;
    }
    const std::string_view until_end = layout_.norm.substr(0, line.body.end);
    for (size_t colon = until_end.find(':', from); colon != until_end.npos;
         colon = until_end.find(':', colon + 1)) {
      const auto at = static_cast<uint32_t>(colon);
      if (const Span words = inline_words(from, at, labelled); !words.empty()) {
        const HeadCase shape = shape_of(words);
        add_inline(words, at + 1, shape);
        labelled = true;
        from = at + 1;
      }
    }
  }

  // The words before an inline colon that name something, or an empty span.
  Span inline_words(uint32_t from, uint32_t colon, bool labelled) const {
    const uint32_t end = trimmed_end(from, colon);
    for (const bool comma : {false, true}) {
      if (comma && !labelled) continue;
      const Span words = words_after_bound(from, end, comma);
      if (words.empty()) continue;
      if (comma && layout_.at(trimmed_end(from, words.begin) - 1) != ',') continue;
      const bool value = labelled && (comma ? in_list_of_values(from, words.begin)
                                            : skip(from, words.begin, " \t") == words.begin);
      if (acceptable(words, value, colon)) return words;
    }
    const Span capitals = capitals_before(from, end);
    return !capitals.empty() && sets_off(colon, true) ? capitals : Span{};
  }

  // More than one comma since the label: "abdomen: bladder, liver, kidney: normal".
  bool in_list_of_values(uint32_t from, uint32_t begin) const {
    return std::ranges::count(layout_.slice({from, begin}), ',') > 1;
  }

  uint32_t trimmed_end(uint32_t from, uint32_t end) const {
    while (end > from && is_one_of(layout_.at(end - 1), " \t*")) --end;
    return end;
  }

  // The words that stand after something that ends: a sentence, a wide gap, a label's colon, with
  // `comma` the value of a label ("back pain: no, numbness: yes").
  Span words_after_bound(uint32_t from, uint32_t end, bool comma) const {
    uint32_t begin = end;
    int depth = 0;
    while (begin > from && end - begin < kLongest) {
      const char c = layout_.at(begin - 1);
      if (c == ')') ++depth;
      if (c == '(' && --depth < 0) return {};
      if (depth == 0 && c != '(' && ends_here(from, begin, comma)) break;
      --begin;
    }
    return {skip(begin, end, " \t.,;:?!/*)\"'-"), depth == 0 ? end : begin};
  }

  // Does something end right before `begin`?
  bool ends_here(uint32_t from, uint32_t begin, bool comma) const {
    const char last = layout_.at(begin - 1), before = layout_.at(begin - 2);
    const char next = layout_.at(begin);
    switch (last) {
      case ';':
      case '!':
      case '\t':
        return true;
      case ':':
        return begin == from;
      case '?':
        return is_space(next);
      case '.':
        return !(is_digit(before) && is_digit(next)) && !shortens(from, begin - 1);
      case ',':
        return comma && is_blank(next);
      case ' ':
        return before == ' ';
      default:
        return !is_word(last) && !is_one_of(last, "&/-'(),+%#*");
    }
  }

  // A full stop after a title or an initial: "Dr. Smith:", "J. Smith:".
  bool shortens(uint32_t from, uint32_t stop) const {
    const std::string_view word = word_before(layout_.norm, from, stop);
    return (word.size() == 1 && is_letter(word[0])) ||
           abbreviation(word) == Abbreviation::leads;
  }

  // Do these words look like an inline head? `value`: they may be the value of a label before.
  bool acceptable(Span words, bool value, uint32_t colon) const {
    const int count = words_in(words);
    const HeadCase shape = shape_of(words);
    if (count < 1 || count > kMostWordsInline || shape.letters == 0) return false;
    if (!sets_off(colon, shape.capitals && shape.letters > 1)) return false;
    if (shape.letters == 1) return shape.capitals && words.size() == 1;
    if (is_digit(layout_.at(words.begin)) || !names_something(words)) return false;
    const std::string_view first = word_at(layout_.norm, words.begin, words.end);
    if (carries_on(first) || expects_more(word_before(layout_.norm, words.begin, words.end))) {
      return false;
    }
    if (value && layout_.slice(words).find(',') != std::string_view::npos) return false;
    return shape.first_capital || (!value && count <= 3);
  }

  // Words in capitals right before the colon, whatever stands before them.
  Span capitals_before(uint32_t from, uint32_t end) const {
    Span words{end, end};
    uint32_t index = text_.token_at(end);
    int count = 0;
    while (index > 0 && count < kMostWordsInline) {
      const Span token = text_.tokens()[--index];
      if (token.begin < from || !one_gap({token.end, words.begin})) break;
      const HeadCase shape = shape_of(token);
      if (!shape.capitals) break;
      words.begin = token.begin;
      ++count;
    }
    const HeadCase shape = shape_of(words);
    const bool digits = std::ranges::any_of(layout_.slice(words), is_digit);
    if (shape.longest_word < 2 || digits || layout_.shouting) return {};
    if (!is_one_of(layout_.at(words.begin - 1), " \t.,;:!?/")) return {};
    // "The LAD: ...", "flow of the LAD: ..."
    const uint32_t before = trimmed_end(from, words.begin);
    return expects_more(word_before(layout_.norm, from, before)) ? Span{} : words;
  }

  bool one_gap(Span gap) const {
    const std::string_view between = layout_.slice(gap);
    return between.empty() || between == " " || between == "/" || between == "-" ||
           between == "&" || between == " & " || between == " / " || between == " - ";
  }

  // --- results ---------------------------------------------------------------------------

  // Without the frame around them, blanks included.
  Span framed(Span words) const {
    while (words.begin < words.end &&
           (is_space(layout_.at(words.begin)) || is_one_of(layout_.at(words.begin), kFrame))) {
      ++words.begin;
    }
    while (words.end > words.begin && (is_space(layout_.at(words.end - 1)) ||
                                       is_one_of(layout_.at(words.end - 1), kFrame))) {
      --words.end;
    }
    return words;
  }

  void add(const Line& line, Span words, uint32_t end, const HeadCase& shape, bool colon) {
    Head head;
    head.words = words;
    head.whole = {line.body.begin, end};
    head.line = line_;
    head.alone = skip(end, line.body.end, " \t*,") == line.body.end;
    head.colon = colon;
    head.capitals = shape.capitals;
    head.title = shape.title;
    heads_.push_back(head);
  }

  void add_inline(Span words, uint32_t end, const HeadCase& shape) {
    Head head;
    head.words = words;
    head.whole = {words.begin, end};
    head.line = line_;
    head.line_start = false;
    head.colon = true;
    head.capitals = shape.capitals;
    head.title = shape.title;
    heads_.push_back(head);
  }

  const Layout& layout_;
  const Wrapping& wrapping_;
  const Text& text_;
  uint32_t line_ = 0;
  std::vector<Head> heads_;
};

}  // namespace

std::vector<Head> find_heads(const Layout& layout, const Wrapping& wrapping) {
  return HeadFinder(layout, wrapping).run();
}

}  // namespace evident
