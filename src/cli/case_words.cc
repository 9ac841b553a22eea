#include <set>

#include "cli/case_line.h"
#include "coding/code_set.h"

namespace evident {

CaseWords case_words(const Lexicon& lexicon, const CodeSet& code_set) {
  CaseWords words;
  std::set<std::string> axes = {"duration"};
  for (const Concept& one : lexicon.concepts()) {
    if (is_finding(one.kind)) words.concepts.push_back(one.id);
    if (one.kind == ConceptKind::red_flag) words.red_flags.push_back(one.id);
    for (const AxisValue& value : one.values) axes.insert(value.axis);
  }
  words.axes.assign(axes.begin(), axes.end());
  code_set.each(code_set.newest_to(),
                [&](const CodeSet::Entry& entry) { words.codes.emplace_back(entry.code); });
  return words;
}

}  // namespace evident
