#include "report/html_ids.h"

#include <set>

namespace evident {
namespace {

// "code-M54-41": letters, digits and hyphens only, whatever the code set calls a code.
std::string anchor_of(const std::string& code) {
  std::string id = "code-";
  for (char c : code) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    id += plain ? c : '-';
  }
  return id;
}

std::vector<std::string> code_anchors(const std::vector<Candidate>& codes) {
  std::vector<std::string> anchors;
  std::set<std::string> taken;
  for (const Candidate& candidate : codes) {
    const std::string wanted = anchor_of(candidate.code);
    std::string id = wanted;
    for (int n = 2; !taken.insert(id).second; ++n) id = wanted + "-n" + std::to_string(n);
    anchors.push_back(std::move(id));
  }
  return anchors;
}

}  // namespace

HtmlIds::HtmlIds(const std::vector<Candidate>& codes) : codes_(code_anchors(codes)) {
  for (size_t i = 0; i < codes.size(); ++i) by_code_.emplace(codes[i].code, i);
}

std::string HtmlIds::of_code(const std::string& code) const {
  const auto it = by_code_.find(code);
  return it == by_code_.end() ? "" : codes_[it->second];
}

std::string HtmlIds::of(const Highlight& mark) const {
  return mark.by == Cited::code ? codes_[mark.index] : of(mark.by, mark.index);
}

std::string HtmlIds::of(Cited by, size_t index) {
  const std::string number = std::to_string(index + 1);
  switch (by) {
    case Cited::query:
      return "question-" + number;
    case Cited::contradiction:
      return "contradiction-" + number;
    case Cited::red_flag:
      return "flag-" + number;
    case Cited::claim:
      return "typed-" + number;
    case Cited::code:
    case Cited::finding:
      break;
  }
  return "";
}

}  // namespace evident
