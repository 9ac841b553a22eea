// What a coder must know of a candidate that the edits leave standing, or withhold: each remark
// with its severity, its source and the words of the other side.
#pragma once

#include <vector>

#include "coding/code_set.h"
#include "coding/drafts.h"

namespace evident {

// Adds warnings to `drafts`, which stand in their order: why one is withheld, with the words of
// what withheld it; codes that must come first; codes that may stand together (Excludes2); what
// only the imaging says; a withheld diagnosis that says more than a proposed symptom; external
// causes to add to an injury (`holding`: the circumstances of the note); misspelt words. Linear in
// the drafts, but for pairs of proposed ones.
void add_remarks(std::vector<Draft>& drafts, const CodeSet& codes,
                 const std::vector<Finding>& holding, const Analysis& analysis,
                 const Lexicon& lexicon);

}  // namespace evident
