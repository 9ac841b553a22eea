#include "text/soap_lines.h"

#include "text/ascii.h"

namespace evident {
namespace {

constexpr std::string_view kLetters = "soap";

// Does the letter stand alone: before a sign, two blanks or the end of the line?
bool alone(const Layout& layout, const Line& line) {
  const uint32_t after = line.body.begin + 1;
  if (after >= line.body.end || is_one_of(layout.at(after), ")\t")) return true;
  if (layout.at(after) == '/' && is_space(layout.at(after + 1))) return true;  // not "S/P CABG"
  return is_blank(layout.at(after)) && is_blank(layout.at(after + 1));
}

}  // namespace

std::vector<uint32_t> soap_lines(const Layout& layout) {
  std::vector<uint32_t> found, note;
  for (uint32_t number = 0; number < layout.lines.size(); ++number) {
    const Line& line = layout.lines[number];
    if (!line.speaks() || line.running || !alone(layout, line)) continue;
    const char letter = layout.at(line.body.begin);
    if (letter == kLetters.front()) note.clear();
    if (note.size() < kLetters.size() && letter == kLetters[note.size()]) note.push_back(number);
    if (note.size() < kLetters.size()) continue;
    found.insert(found.end(), note.begin(), note.end());
    note.clear();
  }
  return found;
}

}  // namespace evident
