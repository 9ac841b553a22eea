// --date, --setting and --encoding: what is known about a visit and its note beforehand.
#pragma once

#include <string>

#include "cli/note_stream.h"
#include "coding/analysis.h"

namespace CLI {
class App;
}

namespace evident {

struct EncounterOptions {
  std::string date;  // "" or a day, checked on parsing
  std::string setting = "outpatient";
  std::string encoding;  // "": found out for each note
};

void add_encounter_options(CLI::App& command, EncounterOptions& options);

// Of a note: what its own record says counts before the options.
Encounter encounter_of(const EncounterOptions& options, const Note& note);

// --offsets: "codepoint", "byte" or "utf16".
void add_offsets_option(CLI::App& command, std::string& offsets);
OffsetUnit parse_offset_unit(const std::string& name);

}  // namespace evident
