// What the note says apart from its findings: red flags, mechanisms of injury, what the visit is
// for. No code is made of them.
#pragma once

#include <vector>

#include "context/finding.h"
#include "lexicon/lexicon.h"
#include "lexicon/mention.h"

namespace evident {

// Those of `mentions` that stand apart from the findings, in a note that affirms what they go with.
std::vector<Mention> accompanied(const std::vector<Mention>& mentions,
                                 const std::vector<Finding>& findings, const Lexicon& lexicon);

// Of these (as read_apart() gives them), what is affirmed, certain, the patient's own and current
// (or a history, where that counts too). One for each concept, where it is said first.
std::vector<Finding> what_holds(const std::vector<Finding>& apart, const Lexicon& lexicon);

// Gives each finding that a circumstance speaks of ("of") the values it says, where the finding's
// own words say nothing on that axis: "He fell off a ladder. CT: L1 fracture." Never direct.
void lend_values(const std::vector<Finding>& holding, const Lexicon& lexicon,
                 std::vector<Finding>& findings);

}  // namespace evident
