// The ids of elements in an HTML report: what its links lead to. Each is used once in a page.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/highlights.h"

namespace evident {

class HtmlIds {
 public:
  explicit HtmlIds(const std::vector<Candidate>& codes);

  // "code-M54-41", by index in Analysis::codes.
  const std::string& of_code(size_t index) const { return codes_[index]; }
  // Of the first candidate with this code; "" when there is none.
  std::string of_code(const std::string& code) const;
  // Of what a highlight is shown for: a code, "question-1", "typed-2"; "" for a finding.
  std::string of(const Highlight& mark) const;
  static std::string of(Cited by, size_t index);  // of anything but a code

 private:
  std::vector<std::string> codes_;
  std::map<std::string, size_t> by_code_;
};

}  // namespace evident
