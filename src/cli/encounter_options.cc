#include "cli/encounter_options.h"

#include <CLI/CLI.hpp>

#include "cli/usage.h"

namespace evident {

void add_encounter_options(CLI::App& command, EncounterOptions& options) {
  command
      .add_option("--date", options.date,
                  "Date of service (inpatient: of discharge). It picks the codes that were "
                  "valid then. Without it the newest code set is used, and the report says so.")
      ->type_name("YYYY-MM-DD")
      ->check(a_day());
  command
      .add_option("--setting", options.setting,
                  "outpatient (default) or inpatient. It decides whether \"probable\" and the "
                  "like may be coded.")
      ->type_name("SETTING")
      ->check(one_of({"outpatient", "inpatient"}));
}

Encounter encounter_of(const EncounterOptions& options, const Note& note) {
  Encounter encounter;
  encounter.service_date = note.service_date ? note.service_date : parse_date(options.date);
  encounter.setting =
      note.setting.value_or(parse_setting(options.setting).value_or(Setting::outpatient));
  return encounter;
}

void add_offsets_option(CLI::App& command, std::string& offsets) {
  command
      .add_option("--offsets", offsets,
                  "What positions in the note count: codepoint (default), byte (of the note as "
                  "received) or utf16 (code units, as browsers and Java count).")
      ->type_name("UNIT")
      ->check(one_of({"codepoint", "byte", "utf16"}));
}

OffsetUnit parse_offset_unit(const std::string& name) {
  if (name == "byte") return OffsetUnit::byte;
  return name == "utf16" ? OffsetUnit::utf16 : OffsetUnit::codepoint;
}

}  // namespace evident
