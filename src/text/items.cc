#include "text/items.h"

#include <algorithm>

#include "text/ascii.h"

namespace evident {
namespace {

class ItemFinder {
 public:
  ItemFinder(const Layout& layout, const Wrapping& wrapping, const std::vector<Mark>& marks,
             const std::vector<Head>& heads)
      : layout_(layout), wrapping_(wrapping), marks_(marks), heads_(heads) {}

  std::vector<ListItem> run() {
    std::vector<ListItem> items;
    items.reserve(marks_.size());
    for (size_t i = 0; i < marks_.size(); ++i) {
      const Mark& mark = marks_[i];
      const uint32_t next = i + 1 < marks_.size() ? marks_[i + 1].span.begin
                                                  : static_cast<uint32_t>(layout_.norm.size());
      const uint32_t end = next_head(mark, std::min(next, end_of_lines(mark, next)));
      const Span span = trimmed(layout_.norm, {mark.span.begin, end});
      items.push_back(
          {.span = span, .mark = mark.span, .depth = depth(mark), .numbered = mark.numbered});
    }
    return items;
  }

 private:
  // The end of the last line that continues the item; `next` is where another begins.
  uint32_t end_of_lines(const Mark& mark, uint32_t next_mark) const {
    const Line& first = layout_.lines[mark.line];
    size_t line = mark.line;
    if (next_mark < first.body.end) return next_mark;
    while (const Line* next = layout_.next_in_block(line)) {
      if (!next->mark.empty() || next->row) break;
      const Span content = layout_.lines[line].content();
      const bool finished = !content.empty() && is_one_of(layout_.at(content.end - 1), ".?!:");
      if (next->indent <= first.indent && (finished || !wrapping_.goes_on(line))) break;
      ++line;
    }
    return layout_.lines[line].body.end;
  }

  // Where the first head before `end` begins that closes a list: on a later line, or in capitals
  // on this one; else `end`.
  uint32_t next_head(const Mark& mark, uint32_t end) {
    while (head_ < heads_.size() && heads_[head_].whole.begin <= mark.span.begin) ++head_;
    for (; head_ < heads_.size() && heads_[head_].whole.begin < end; ++head_) {
      const Head& head = heads_[head_];
      if (head.line_start || head.capitals) return head.whole.begin;
    }
    return end;
  }

  // Keeps the indents of the items this one stands in.
  int depth(const Mark& mark) {
    const Line& line = layout_.lines[mark.line];
    if (mark.line_start) {
      if (!follows_list(mark)) indents_.clear();
      while (!indents_.empty() && indents_.back() >= line.indent) indents_.pop_back();
      indents_.push_back(line.indent);
    }
    last_line_ = mark.line;
    return std::max(static_cast<int>(indents_.size()) - 1, 0);
  }

  // No other text than items since the last mark.
  bool follows_list(const Mark& mark) const {
    if (indents_.empty()) return false;
    for (uint32_t line = last_line_ + 1; line < mark.line; ++line) {
      const Line& between = layout_.lines[line];
      if (between.speaks() && between.mark.empty() && between.indent <= indents_.front()) {
        return false;
      }
    }
    return true;
  }

  const Layout& layout_;
  const Wrapping& wrapping_;
  const std::vector<Mark>& marks_;
  const std::vector<Head>& heads_;
  size_t head_ = 0;
  uint32_t last_line_ = 0;
  std::vector<uint32_t> indents_;
};

}  // namespace

std::vector<ListItem> find_items(const Layout& layout, const Wrapping& wrapping,
                                 const std::vector<Mark>& marks, const std::vector<Head>& heads) {
  return ItemFinder(layout, wrapping, marks, heads).run();
}

}  // namespace evident
