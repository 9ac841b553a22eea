// Knowledge for the readers of what authors write, and what holds of their diagnostics.
#pragma once

#include <memory>
#include <string>

#include "analyzer.h"
#include "base/diagnostic.h"
#include "base/utf8.h"
#include "cli/case_line.h"
#include "coding/rules.h"
#include "fuzz.h"
#include "lexicon/lexicon.h"

namespace evident {

inline std::shared_ptr<const Source> source_of(const char* name, std::string_view text) {
  auto source = std::make_shared<Source>();
  source->name = name;
  source->text = text;
  return source;
}

// The shipped one, without its matcher.
struct SmallKnowledge {
  SmallKnowledge() {
    const Knowledge shipped = Knowledge::shipped();
    Diagnostics diagnostics;
    lexicon = Lexicon::load(shipped.lexicons, diagnostics);
    codes = CodeSet::load(shipped.code_set, diagnostics);
    rules = Rules::load(shipped.rules, *lexicon, *codes, diagnostics);
    require(diagnostics.ok(), "the shipped knowledge loads");
  }
  CaseWords words() const { return case_words(*lexicon, *codes); }

  std::unique_ptr<const Lexicon> lexicon;
  std::unique_ptr<const CodeSet> codes;
  std::unique_ptr<const Rules> rules;
};

inline void check_places(const Diagnostics& diagnostics, const Source& source) {
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    require(!diagnostic.message.empty(), "a message");
    if (!diagnostic.at.source || diagnostic.at.source.get() != &source) continue;
    const int first = source.text.empty() ? 0 : 1;  // an empty file has no line 1
    require(diagnostic.at.line >= first && diagnostic.at.column >= 1, "a place");
    require(diagnostic.at.column <= static_cast<int>(source.text.size()) + 2, "a column");
  }
  require(diagnostics.all().empty() || !diagnostics.render().empty(), "a text");
}

}  // namespace evident
