#include "text/marks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "text/ascii.h"
#include "text/function_words.h"

namespace evident {
namespace {

enum class MarkKind : uint8_t { bullet, rare_bullet, box, hash, number, letter, roman };

// What could be a mark by its form alone.
struct Form {
  MarkKind kind = MarkKind::bullet;
  uint8_t style = 0;  // of a counted mark: 0 "1.", 1 "1)", 2 "(1)"
  int value = 0;      // of a counted mark
  uint32_t end = 0;

  bool counted() const { return kind >= MarkKind::number; }
  bool numbered() const { return kind >= MarkKind::hash; }
};

constexpr ByteSet kOpens("([0123456789");  // what an inline mark begins with
constexpr size_t kStyles = 3;
constexpr size_t kCountedKinds = 3;

constexpr std::array<std::string_view, 12> kRoman = {"i",   "ii",   "iii", "iv", "v",  "vi",
                                                     "vii", "viii", "ix",  "x",  "xi", "xii"};

int roman_value(std::string_view word) {
  const auto found = std::ranges::find(kRoman, word);
  return found == kRoman.end() ? 0 : static_cast<int>(found - kRoman.begin()) + 1;
}

class FormReader {
 public:
  explicit FormReader(const Layout& layout) : layout_(layout) {}

  std::optional<Form> read(uint32_t at) const {
    if (const uint32_t end = box_end(at)) return Form{.kind = MarkKind::box, .end = end};
    switch (layout_.at(at)) {
      case '*':
      case '-':
      case '+':
      case 'o':
        return bullet(at);
      case '#':
        return hash(at);
      default:
        return counted(at);
    }
  }

  // "[x]", "[ ]", "[]", "(x)", "( )"; the end of the box, 0 when there is none.
  uint32_t box_end(uint32_t at) const {
    const char open = layout_.at(at), inner = layout_.at(at + 1);
    if (open != '[' && open != '(') return 0;
    const char close = open == '[' ? ']' : ')';
    if (open == '[' && inner == close) return at + 2;
    return (inner == 'x' || inner == ' ') && layout_.at(at + 2) == close ? at + 3 : 0;
  }

 private:
  std::optional<Form> bullet(uint32_t at) const {
    const char sign = layout_.at(at);
    const bool rare = sign == '+' || sign == 'o';
    const uint32_t end = at + (sign == '-' && layout_.at(at + 1) == '-' ? 2 : 1);
    const char next = layout_.at(end);
    // "-denies pain" is a bullet, "-5 degrees" is none.
    const bool tight = !rare && (is_letter(next) || is_one_of(next, "([\"'"));
    if (!is_space(next) && !tight) return std::nullopt;
    return Form{.kind = rare ? MarkKind::rare_bullet : MarkKind::bullet, .end = end};
  }

  std::optional<Form> hash(uint32_t at) const {
    uint32_t end = at + 1;
    while (end < at + 4 && is_digit(layout_.at(end))) ++end;
    if (end == at + 1) return std::nullopt;
    if (is_one_of(layout_.at(end), ".):")) ++end;
    if (!is_space(layout_.at(end))) return std::nullopt;
    return Form{.kind = MarkKind::hash, .end = end};
  }

  std::optional<Form> counted(uint32_t at) const {
    const bool open = layout_.at(at) == '(';
    const uint32_t begin = at + (open ? 1 : 0);
    const std::string_view word = word_at(layout_.norm, begin, begin + 5);
    Form form;
    if (!read_value(word, form)) return std::nullopt;
    form.end = begin + static_cast<uint32_t>(word.size());
    const char close = layout_.at(form.end);
    if (close != ')' && (open || close != '.')) return std::nullopt;
    form.style = open ? 2 : close == ')' ? 1 : 0;
    ++form.end;
    if (close == '.' && layout_.at(form.end) == ')') ++form.end;
    // "1)neck", "1.Neck"; but "a.m.", "i.e."
    const char next = layout_.at(form.end);
    const bool tight = form.kind == MarkKind::number && is_letter(next);
    return is_space(next) || tight ? std::optional(form) : std::nullopt;
  }

  static bool read_value(std::string_view word, Form& form) {
    if (word.empty() || word.size() > 4) return false;
    if (std::ranges::all_of(word, is_digit)) {
      form.kind = MarkKind::number;
      for (char c : word) form.value = form.value * 10 + (c - '0');
      return word.size() <= 3;
    }
    const bool single = word.size() == 1 && is_lower(word[0]);
    form.kind = single ? MarkKind::letter : MarkKind::roman;
    form.value = single ? word[0] - 'a' + 1 : roman_value(word);
    return form.value > 0;
  }

  const Layout& layout_;
};

class MarkFinder {
 public:
  explicit MarkFinder(Layout& layout) : layout_(layout), forms_(layout) {}

  Marks run() {
    for (line_ = 0; line_ < layout_.lines.size(); ++line_) {
      Line& line = layout_.lines[line_];
      if (!line.speaks() || layout_.at(line.body.begin) == '|') continue;
      ticked_ = false;
      const bool listed = mark_line(line);
      read_inside(line, !listed);
    }
    std::ranges::sort(found_.marks, {}, [](const Mark& mark) { return mark.span.begin; });
    return std::move(found_);
  }

 private:
  // Where a way of counting stands: "1." "2." or "(a)" "(b)" ...
  struct Count {
    int value = 0;
    uint32_t line = 0;
    Span span;
  };

  Count& last(const Form& form) { return counts_[place(form)]; }

  static size_t place(const Form& form) {
    return (static_cast<size_t>(form.kind) - static_cast<size_t>(MarkKind::number)) * kStyles +
           form.style;
  }

  void add(Span span, bool line_start, bool numbered) {
    found_.marks.push_back({span, line_, line_start, numbered});
  }

  // True when the line belongs to a list of numbered lines, so that a number inside it is none
  // of its marks ("1. Diabetes type 2." before "2. Asthma").
  bool mark_line(Line& line) {
    const uint32_t begin = line.body.begin;
    std::optional<Form> form = forms_.read(begin);
    if (!form || !accepted(*form)) return false;
    line.mark = {begin, std::min(form->end, line.body.end)};
    // "- [x] neck": the box is part of the mark.
    uint32_t next = form->kind == MarkKind::box ? begin : line.mark.end;
    while (next < line.body.end && is_blank(layout_.at(next))) ++next;
    if (const uint32_t end = forms_.box_end(next)) line.mark.end = end, ticked_ = true;
    if (form->counted()) last(*form) = {form->value, line_, line.mark};
    add(line.mark, true, form->numbered());
    return form->kind == MarkKind::number && repeated_nearby(*form);
  }

  // May turn a letter into the Roman number it is.
  bool accepted(Form& form) {
    switch (form.kind) {
      case MarkKind::bullet:
      case MarkKind::box:
        return true;
      case MarkKind::hash:
        return fresh_start();
      case MarkKind::rare_bullet:
        return repeated_nearby(form);
      case MarkKind::number:
        return confirms_first(form) || form.value == 1 || follows(form) || fresh_start();
      case MarkKind::letter:
      case MarkKind::roman:
        return letter_accepted(form);
    }
    return false;
  }

  // "PLAN: 1. Rest" and then a line "2. Ice": the 1 inside the line before is a mark as well.
  bool confirms_first(const Form& form) {
    Count& first = first_[form.style];
    if (form.value != 2 || first.value != 1 || !near(first)) return false;
    found_.marks.push_back({first.span, first.line, false, true});
    first = {};
    return true;
  }

  // The same number again, or one left out: writers slip.
  bool follows(const Form& form) {
    const int before = last(form).value;
    return before > 0 && form.value >= before && form.value <= before + 2;
  }

  // Letters are words and initials too: they count only in a sequence.
  bool letter_accepted(Form& form) {
    if (in_sequence(form)) return true;
    if (form.kind == MarkKind::roman) return false;
    Form roman = as_roman(form);
    if (roman.value == 0 || !in_sequence(roman)) return false;
    form = roman;
    return true;
  }

  bool in_sequence(const Form& form) {
    const Count& count = last(form);
    if (count.value > 0 && form.value == count.value + 1 && count.line + kNear > line_) return true;
    return form.value == 1 && repeated_nearby(form);
  }

  static Form as_roman(Form form) {
    const char letter = static_cast<char>('a' + form.value - 1);
    form.kind = MarkKind::roman;
    form.value = roman_value({&letter, 1});
    return form;
  }

  // A line soon after goes on with the list, or the line before began it.
  bool repeated_nearby(const Form& form) const {
    const char sign = next_sign(form);
    const bool after_first = !form.counted() && line_ > 0 && !found_.marks.empty() &&
                             found_.marks.back().line == line_ - 1;
    if (after_first && layout_.at(found_.marks.back().span.begin) == sign) return true;
    const size_t end = std::min<size_t>(layout_.lines.size(), line_ + kNear);
    for (size_t i = line_ + 1; i < end; ++i) {
      const Line& line = layout_.lines[i];
      if (!line.speaks() || layout_.at(line.body.begin) != sign) continue;
      const std::optional<Form> other = forms_.read(line.body.begin);
      if (other && (form.counted() ? is_next(form, *other) : other->kind == form.kind)) return true;
    }
    return false;
  }

  // What the next mark of the list begins with.
  char next_sign(const Form& form) const {
    if (form.style == 2) return '(';
    switch (form.kind) {
      case MarkKind::number:
        return std::to_string(form.value + 1)[0];
      case MarkKind::letter:
        return static_cast<char>('a' + form.value);
      case MarkKind::roman:
        return form.value < static_cast<int>(kRoman.size()) ? kRoman[form.value][0] : '\n';
      default:
        return layout_.at(layout_.lines[line_].body.begin);
    }
  }

  static bool is_next(const Form& form, const Form& other) {
    const bool roman = form.kind == MarkKind::roman && other.kind == MarkKind::letter;
    const Form next = roman ? as_roman(other) : other;
    return next.kind == form.kind && next.style == form.style && next.value == form.value + 1;
  }

  // Nothing before this line in its block, or a list item, or a finished statement.
  bool fresh_start() const {
    const Line* before = layout_.previous_in_block(line_);
    if (before == nullptr || !before->mark.empty()) return true;
    return is_one_of(layout_.at(before->body.end - 1), ".:?!;");
  }

  // Numbers and check boxes after the line's own mark.
  void read_inside(const Line& line, bool numbers) {
    std::vector<Span> boxes;
    const uint32_t end = line.body.end;
    for (uint32_t at = line.content().begin; (at = kOpens.next(layout_.norm, at, end)) < end;) {
      if (const uint32_t box = forms_.box_end(at)) {
        boxes.push_back({at, box});
        at = box;
        continue;
      }
      const uint32_t begin = at++;
      while (at < end && is_digit(layout_.norm[at])) ++at;
      if (!numbers || at > begin + kMostDigits || !is_one_of(layout_.at(at), ".)")) continue;
      const std::optional<Form> form = forms_.read(begin);
      if (form && form->kind == MarkKind::number && may_count(*form, line, begin)) {
        number(*form, {begin, form->end});
      }
    }
    if (!boxes.empty()) boxes_inside(line, boxes);
  }

  // "1. Neck pain 2. Headache": each one more than the last. 1 counts once 2 has come.
  void number(const Form& form, Span span) {
    Count& before = last(form);
    if (form.value == 1) {
      first_[form.style] = {1, line_, span};
    } else if (confirms_first(form) || (form.value == before.value + 1 && near(before))) {
      add(span, false, true);
      before = {form.value, line_, span};
    }
  }

  // Wrapped lines may stand between two numbers.
  bool near(const Count& count) const { return count.line + 3 >= line_; }

  bool may_count(const Form& form, const Line& line, uint32_t begin) const {
    if (form.end >= line.body.end) return false;
    if (begin == line.body.begin) return true;
    if (!is_one_of(layout_.at(begin - 1), " \t.,;:")) return false;
    uint32_t end = begin;
    while (end > line.body.begin && is_blank(layout_.at(end - 1))) --end;
    const char sign = layout_.at(end - 1);
    if (sign == ':' && form.value > 1) return false;  // "LAD: 1. RCA: 2."
    const std::string_view word = word_before(layout_.norm, line.body.begin, end);
    if (form.style != 0) return !is_number(word);  // "has one (1) wound"
    if (is_one_of(sign, ".,;:") && !is_digit(layout_.at(end - 2))) return true;
    // "1. asthma 2. gout", but not "he has 1. Then": nor "type 1. ... type 2."
    return form.value > 1 && !takes_number(word);
  }

  // The first box after other words stays with them ("Back pain: [x] yes [ ] no"); boxes at the
  // end tick what stands before them.
  void boxes_inside(const Line& line, const std::vector<Span>& boxes) {
    if (boxes.size() == 1 && !ticked_) return;
    const bool trailing = !ticked_ && boxes.back().end == line.body.end;
    for (size_t i = 0; i < boxes.size(); ++i) {
      if (trailing) {
        found_.bounds.push_back(boxes[i].end);
      } else if (i > 0 || ticked_) {
        add(boxes[i], false, false);
      }
    }
  }

  static constexpr uint32_t kNear = 20;       // lines back
  static constexpr uint32_t kMostDigits = 4;  // an opening bracket included

  Layout& layout_;
  FormReader forms_;
  uint32_t line_ = 0;
  bool ticked_ = false;  // the line's own mark has a box
  std::array<Count, kStyles* kCountedKinds> counts_ = {};
  std::array<Count, kStyles> first_ = {};
  Marks found_;
};

}  // namespace

Marks find_marks(Layout& layout) { return MarkFinder(layout).run(); }

uint32_t counter_end(const Layout& layout, uint32_t at) {
  const std::optional<Form> form = FormReader(layout).read(at);
  return form && form->counted() ? form->end : at;
}

}  // namespace evident
