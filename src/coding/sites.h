// Several places of one condition: one code for each, or the code for "multiple sites" where the
// rules of the day say so (domain.md, convention 8).
#pragma once

#include <vector>

#include "coding/code_set.h"
#include "coding/drafts.h"

namespace evident {

// Joins the proposed drafts of one rule that name several places into the sibling whose title says
// "multiple sites", where there is one in force; their evidence is merged.
void join_sites(std::vector<Draft>& drafts, const CodeSet& codes, Date date);

}  // namespace evident
