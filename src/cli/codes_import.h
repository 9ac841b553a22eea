// evident codes import: makes a code file of the official release files.
#pragma once

#include "cli/commands.h"

namespace evident {

// Adds the command to `codes`; gives what was added.
CLI::App* add_codes_import(CLI::App& codes, Chosen& chosen);

}  // namespace evident
