#include "base/suggest.h"

#include <algorithm>
#include <cstdlib>

#include "base/diagnostic.h"

namespace evident {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

int edit_distance(std::string_view a, std::string_view b, int limit) {
  const int rows = static_cast<int>(a.size()), columns = static_cast<int>(b.size());
  if (std::abs(rows - columns) > limit) return limit + 1;
  // Three rows of the table suffice: a swap looks two back.
  std::vector<int> before(columns + 1), above(columns + 1), row(columns + 1);
  for (int j = 0; j <= columns; ++j) row[j] = j;
  for (int i = 1; i <= rows; ++i) {
    before.swap(above);
    above.swap(row);
    row[0] = i;
    int least = i;
    for (int j = 1; j <= columns; ++j) {
      const char x = lower(a[i - 1]), y = lower(b[j - 1]);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y)});
      if (i > 1 && j > 1 && x == lower(b[j - 2]) && lower(a[i - 2]) == y)
        row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;  // the least of a row never falls
  }
  return std::min(row[columns], limit + 1);
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  int best = std::max(1, static_cast<int>(word.size() / 3));
  const std::string* found = nullptr;
  for (const std::string& candidate : known) {
    const int distance = edit_distance(word, candidate, best);
    const bool other_word = distance >= static_cast<int>(std::max(word.size(), candidate.size()));
    if (!other_word && (distance < best || (distance == best && !found))) {
      best = distance;
      found = &candidate;
    }
  }
  return found ? *found : "";
}

void suggest(Diagnostic& diagnostic, std::string_view word, const std::vector<std::string>& known) {
  const std::string meant = nearest(word, known);
  if (!meant.empty()) diagnostic.notes.push_back("did you mean \"" + meant + "\"?");
}

void say_allowed(Diagnostic& diagnostic, std::string_view word,
                 const std::vector<std::string>& known) {
  diagnostic.notes.push_back("allowed: " + join(known));
  suggest(diagnostic, word, known);
}

std::string join(const std::vector<std::string>& words, std::string_view separator) {
  std::string joined;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) joined += separator;
    joined += words[i];
  }
  return joined;
}

}  // namespace evident
