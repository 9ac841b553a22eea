// Which findings are shown as the proof of a code: not every mention, but the statement that
// anchors each condition, and a second one where it adds something.
#pragma once

#include <vector>

#include "coding/choice.h"

namespace evident {

// The findings to show, by leaf of `when`; the anchor of the leaf comes first.
using Shown = std::vector<std::vector<const FindingPool::Entry*>>;

// Completes `shown`, which holds the anchor of every leaf:
//   - of a combination, a condition is shown where it stands beside another one, and a sentence
//     that names all of them is shown when the anchors stand apart;
//   - a condition that no diagnosis section names is shown in a second section, or sentence where
//     the note has no heads;
//   - leading words are joined by those that say why the patient came;
//   - leading words that give no level are joined by an indication that does, and by a further
//     statement of theirs that says more for a digit of this code and for no other code.
// Linear in the findings of the leaves. Changes only what is shown, never what is coded.
void complete_proof(const std::vector<Satisfied>& leaves, const std::vector<Choice>& chosen,
                    const FindingPool& pool, const Lexicon& lexicon, Shown& shown);

}  // namespace evident
