// Sentences: statements that a reader takes one by one.
//
// They begin at heads, list marks, table rows and after blank lines, and end where a stop ends
// them (stops.h) or a line break does (wrapping.h). Every byte of norm that is neither blank nor
// part of a ruler lies in exactly one sentence.
#pragma once

#include <vector>

#include "text/layout.h"
#include "text/marks.h"
#include "text/wrapping.h"

namespace evident {

std::vector<Sentence> find_sentences(const Layout& layout, const Wrapping& wrapping,
                                     const Marks& marks, const std::vector<Head>& heads,
                                     const std::vector<ListItem>& items);

}  // namespace evident
