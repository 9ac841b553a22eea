#include "cli/case_failure.h"

#include <algorithm>

#include "base/utf8.h"
#include "report/display.h"

namespace evident {
namespace {

constexpr uint32_t kAround = 60;  // bytes shown of a long line on either side of the first words

std::string title(const Case& one) {
  return one.at.source->name + ':' + std::to_string(one.at.line) + ": " + one.name + '\n';
}

std::string_view slice(std::string_view text, uint32_t begin, uint32_t end) {
  return begin < end ? text.substr(begin, end - begin) : std::string_view();
}

// What is shown of the line that `words` begins in: whole characters.
Span window(std::string_view note, Span words) {
  const size_t before = words.begin == 0 ? note.npos : note.rfind('\n', words.begin - 1);
  auto begin = static_cast<uint32_t>(before == note.npos ? 0 : before + 1);
  auto end = static_cast<uint32_t>(std::min(note.find('\n', words.begin), note.size()));
  if (words.begin - begin > kAround) begin = words.begin - kAround;
  if (end > words.end + kAround) end = words.end + kAround;
  while (begin < words.begin && continues_character(note[begin])) ++begin;
  while (end < note.size() && continues_character(note[end])) ++end;
  return {begin, end};
}

bool cut_before(std::string_view note, Span shown) {
  return shown.begin > 0 && note[shown.begin - 1] != '\n';
}

bool cut_after(std::string_view note, Span shown) {
  return shown.end < note.size() && note[shown.end] != '\n';
}

std::string carets(std::string_view note, Span shown, const std::vector<Span>& places) {
  std::string line;
  for (Span place : places) {
    const uint32_t begin = std::max(place.begin, shown.begin);
    const uint32_t end = std::min(place.end, shown.end);
    if (begin >= end) continue;
    const int column = display_width(visible(slice(note, shown.begin, begin)));
    const int width = std::max(1, display_width(visible(slice(note, begin, end))));
    if (static_cast<size_t>(column) < line.size()) continue;  // inside the words before it
    line.append(static_cast<size_t>(column) - line.size(), ' ');
    line += '^' + std::string(static_cast<size_t>(width) - 1, '~');
  }
  return line;
}

}  // namespace

std::string underline(std::string_view note, std::vector<Span> places, std::string_view indent) {
  std::string out;
  std::sort(places.begin(), places.end());
  for (size_t i = 0; i < places.size();) {
    const Span shown = window(note, places[i]);
    const bool cut = cut_before(note, shown);
    out.append(indent).append(cut ? "..." : "");
    out += visible(slice(note, shown.begin, shown.end)) + (cut_after(note, shown) ? "...\n" : "\n");
    out.append(indent).append(cut ? "   " : "").append(carets(note, shown, places)) += '\n';
    ++i;
    while (i < places.size() && places[i].begin < shown.end) ++i;
  }
  return out;
}

std::string render_failure(const Case& one, const Analysis& analysis,
                           const std::vector<Mismatch>& mismatches) {
  std::string out = title(one);
  for (size_t i = 0; i < mismatches.size(); ++i) {
    const Mismatch& mismatch = mismatches[i];
    if (mismatch.expected) out += "  - " + one.lines[*mismatch.expected].written + '\n';
    for (const std::string& line : mismatch.got) out += "  + " + line + '\n';
    // What differs about the same words is shown together.
    if (i + 1 < mismatches.size() && mismatches[i + 1].places == mismatch.places) continue;
    out += underline(analysis.text.utf8(), mismatch.places, "      ");
  }
  return out;
}

std::string render_done_todo(const Case& one) { return title(one) + "  passes: remove :todo\n"; }

}  // namespace evident
