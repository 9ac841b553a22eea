// Is a question to a provider a compliant one? It quotes the note, does not lead, introduces no
// diagnosis, names no code and speaks of no payment (AHIMA/ACDIS query practice).
//
// What words alone can tell is told; whether an option of an `ask` is one that the indicators
// support is for its author to know.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "coding/analysis.h"
#include "coding/code_set.h"
#include "coding/rules.h"

namespace evident {

// What is wrong with the words of a question, each as a sentence's end ("names the code M54.50");
// none: it is neutral. `documented`: it asks about a condition that the note documents, where yes
// and no are fair answers. `changes` are the codes that an answer may lead to.
std::vector<std::string> lint_question(std::string_view question, bool documented,
                                       const std::vector<std::string>& changes,
                                       const CodeSet& codes);

// What is wrong with a query as it goes out; `text` is its note.
std::vector<std::string> lint_query(const Query& query, const Text& text, const CodeSet& codes);

// The questions and options of every `ask`, as errors where they stand.
void lint_asks(const Rules& rules, const CodeSet& codes, Diagnostics& diagnostics);

}  // namespace evident
