#include <set>

#include "cli/case_line.h"
#include "coding/code_set.h"

namespace evident {

CaseWords case_words(const Lexicon& lexicon, const CodeSet& code_set) {
  CaseWords words;
  std::set<std::string> axes = {"duration"};
  for (const Concept& one : lexicon.concepts()) {
    if (one.kind == ConceptKind::problem || one.kind == ConceptKind::symptom)
      words.concepts.push_back(one.id);
    for (const AxisValue& value : one.values) axes.insert(value.axis);
  }
  words.axes.assign(axes.begin(), axes.end());
  for (const Code& code : code_set.all()) words.codes.push_back(code.code);
  return words;
}

}  // namespace evident
