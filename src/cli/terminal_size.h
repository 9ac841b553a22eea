// What the standard output is: how wide, and whether colours are wanted.
#pragma once

#include <string>

namespace evident {

// COLUMNS when it is a number, else what the terminal says, else 80.
int terminal_width();

// "always", "never", or "auto": when the standard output is a terminal that can show them and
// NO_COLOR is unset or empty.
bool wants_color(const std::string& choice);

}  // namespace evident
