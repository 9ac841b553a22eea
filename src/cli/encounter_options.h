// --date, --setting, --encoding and --offsets: what is known about a visit and its note beforehand,
// and how reports count in it.
#pragma once

#include <string>

#include "analyzer.h"
#include "cli/note_stream.h"
#include "coding/analysis.h"
#include "report/json.h"

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

// What reports by this analyzer say of themselves, with "" for the id of the note.
ReportOptions report_options(const Analyzer& analyzer, const std::string& offsets);

}  // namespace evident
