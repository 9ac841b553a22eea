#include "cli/text_diff.h"

#include <algorithm>
#include <vector>

namespace evident {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

std::string diff_lines(std::string_view expected, std::string_view got) {
  const std::vector<std::string_view> a = lines_of(expected), b = lines_of(got);
  // common[i][j]: the longest common subsequence of a from i and b from j.
  std::vector<std::vector<int>> common(a.size() + 1, std::vector<int>(b.size() + 1, 0));
  for (size_t i = a.size(); i-- > 0;)
    for (size_t j = b.size(); j-- > 0;)
      common[i][j] =
          a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  std::string out;
  for (size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      ++i, ++j;
    } else if (i < a.size() && (j == b.size() || common[i + 1][j] >= common[i][j + 1])) {
      out.append("- ").append(a[i++]) += '\n';
    } else {
      out.append("+ ").append(b[j++]) += '\n';
    }
  }
  return out;
}

}  // namespace evident
