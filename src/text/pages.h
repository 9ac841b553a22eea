// Lines that belong to the paper and not to the note: page numbers, and what stands again at the
// head or foot of each page. They hold no heads, or each page would begin a section of its own.
#pragma once

#include "text/layout.h"

namespace evident {

// Sets `running` of each such line: a line that counts its page ("Page 2 of 5"), and lines beside
// one, or beside a form feed, that come back but for their numbers.
void mark_running_lines(Layout& layout);

}  // namespace evident
