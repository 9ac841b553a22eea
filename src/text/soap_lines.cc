#include "text/soap_lines.h"

#include "text/ascii.h"

namespace evident {
namespace {

constexpr std::string_view kLetters = "soap";

// Does the letter stand apart: before a sign, two blanks, the end of the line or, as a capital, one
// blank ("S achy low back")?
bool apart(const Layout& layout, const Line& line) {
  const uint32_t after = line.body.begin + 1;
  if (after >= line.body.end || is_one_of(layout.at(after), ")>\t")) return true;
  if (layout.at(after) == '/' && is_space(layout.at(after + 1))) return true;  // not "S/P CABG"
  if (!is_blank(layout.at(after))) return false;
  return is_blank(layout.at(after + 1)) || layout.text.capital_at(line.body.begin);
}

// A line "A" and a later one "P", without the two letters before them.
std::vector<uint32_t> last_letters(const Layout& layout) {
  std::vector<uint32_t> found;
  for (uint32_t number = 0; number < layout.lines.size() && found.size() < 2; ++number) {
    const Span body = layout.lines[number].body;
    const char letter = found.empty() ? 'a' : 'p';
    if (body.size() == 1 && layout.at(body.begin) == letter) found.push_back(number);
  }
  if (found.size() < 2) found.clear();
  return found;
}

}  // namespace

std::vector<uint32_t> soap_lines(const Layout& layout) {
  std::vector<uint32_t> found, note;
  for (uint32_t number = 0; number < layout.lines.size(); ++number) {
    const Line& line = layout.lines[number];
    if (!line.speaks() || line.running || !apart(layout, line)) continue;
    const char letter = layout.at(line.body.begin);
    if (letter == kLetters.front()) note.clear();
    if (note.size() < kLetters.size() && letter == kLetters[note.size()]) note.push_back(number);
    if (note.size() < kLetters.size()) continue;
    found.insert(found.end(), note.begin(), note.end());
    note.clear();
  }
  return found.empty() ? last_letters(layout) : found;
}

}  // namespace evident
