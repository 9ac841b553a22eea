#include "text/pages.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "text/ascii.h"

namespace evident {
namespace {

constexpr int kDeepest = 4;  // lines of a page's head or foot
constexpr uint32_t kLongestPageLine = 160;

uint32_t past_digits(const Layout& layout, uint32_t at) {
  while (is_digit(layout.at(at))) ++at;
  return at;
}

// "page 2" alone on its line, "page 2 of 5" or "page: 2/5" anywhere in a short one.
bool counts_page(const Layout& layout, const Line& line) {
  constexpr std::string_view kPage = "page";
  if (line.body.size() > kLongestPageLine) return false;
  const size_t found = layout.slice(line.body).find(kPage);
  if (found == std::string_view::npos) return false;
  uint32_t at = line.body.begin + static_cast<uint32_t>(found + kPage.size());
  if (found > 0 && is_word(layout.at(at - kPage.size() - 1))) return false;
  while (is_one_of(layout.at(at), " :#")) ++at;
  const uint32_t end = past_digits(layout, at);
  if (end == at) return false;
  if (end == line.body.end) return found == 0;
  uint32_t of = end;
  while (layout.at(of) == ' ') ++of;
  if (layout.at(of) == '/') return is_digit(layout.at(of + 1));
  return layout.slice({of, of + 3}) == "of " && is_digit(layout.at(of + 3));
}

class RunningLines {
 public:
  explicit RunningLines(Layout& layout) : layout_(layout) {}

  void run() {
    for (size_t i = 0; i < layout_.lines.size(); ++i) {
      Line& line = layout_.lines[i];
      line.running = line.speaks() && counts_page(layout_, line);
      if (line.running) beside(i, false);
    }
    form_feeds();
    for (const auto& [words, lines] : seen_) {
      if (lines.size() < 2) continue;
      for (const size_t i : lines) layout_.lines[i].running = true;
    }
  }

 private:
  // Each form feed, and the top of the note when there is one.
  void form_feeds() {
    const std::string_view utf8 = layout_.text.utf8();
    size_t at = utf8.find('\f');
    if (at == utf8.npos) return;
    below(0, true);
    for (; at != utf8.npos; at = utf8.find('\f', at + 1)) {
      const auto place = static_cast<uint32_t>(at);
      const uint32_t feed = layout_.text.norm_span({place, place + 1}).begin;
      const auto line = std::ranges::upper_bound(layout_.lines, feed, {},
                                                 [](const Line& l) { return l.body.begin; });
      const auto next = static_cast<size_t>(line - layout_.lines.begin());
      below(next, true);
      if (next > 0) above(next - 1, true);
    }
  }

  void beside(size_t number, bool feed) {
    if (number > 0) above(number - 1, feed);
    below(number + 1, feed);
  }

  void below(size_t line, bool feed) {
    for (int i = 0; i < kDeepest && line < layout_.lines.size(); ++i, ++line) {
      if (!layout_.lines[line].speaks()) break;
      note(line, feed);
    }
  }

  void above(size_t line, bool feed) {
    for (int i = 0; i < kDeepest && layout_.lines[line].speaks(); ++i) {
      note(line, feed);
      if (line-- == 0) break;
    }
  }

  // After a form feed alone a new note may begin: its bare heads are heads.
  void note(size_t number, bool feed) {
    const Span body = layout_.lines[number].body;
    if (body.size() > kLongestPageLine || layout_.at(body.end - 1) == ':') return;
    std::string words(layout_.slice(body));
    const bool digits = std::ranges::any_of(words, is_digit);
    if (feed && !digits) return;
    for (char& c : words) {
      if (is_digit(c)) c = '0';
    }
    seen_[words].insert(number);
  }

  Layout& layout_;
  std::map<std::string, std::set<size_t>> seen_;  // lines by their words, digits as one
};

}  // namespace

void mark_running_lines(Layout& layout) { RunningLines(layout).run(); }

}  // namespace evident
