// Sections: which of the text's candidate heads name a part of the note.
//
// A head counts when the lexicon names it, or when its shape alone is sure (capitals with a
// colon, or alone on a line) and it holds no problem ("LOW BACK PAIN: continue NSAIDs" is an
// entry of the assessment, not a section). What stands before the first head is the preamble.
#pragma once

#include <vector>

#include "context/finding.h"
#include "lexicon/lexicon.h"
#include "lexicon/mention.h"
#include "text/text.h"

namespace evident {

// In order of the note; never empty; bodies and heads do not overlap.
std::vector<Section> find_sections(const Text& text, const Lexicon& lexicon,
                                   const std::vector<Mention>& mentions);

// Index of the section whose head or body holds `position`.
uint32_t section_at(const std::vector<Section>& sections, uint32_t position);

}  // namespace evident
