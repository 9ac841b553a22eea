// Whether words state something, or only name it.
#pragma once

#include "text/text.h"

namespace evident {

// Does one of the words make a statement ("is", "has", "she")? Needs norm and tokens of the text.
bool states_something(const Text& text, Span words);

}  // namespace evident
