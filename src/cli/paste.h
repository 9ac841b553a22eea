// Reading a note that a person pastes into the terminal.
#pragma once

#include <string>

namespace evident {

// The standard input, a terminal, up to Ctrl-D. A terminal in its usual mode cuts lines at 4095
// bytes without a word, and pasted notes have such lines; so this reads it character by character,
// with its own echo and Backspace, and restores the terminal at the end and on Ctrl-C.
std::string read_paste();

}  // namespace evident
