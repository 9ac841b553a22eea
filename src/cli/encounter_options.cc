#include "cli/encounter_options.h"

#include <CLI/CLI.hpp>

#include "base/utf8.h"
#include "cli/usage.h"
#include "text/encoding.h"

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
  command
      .add_option("--encoding", options.encoding,
                  "Encoding of the notes: utf-8, utf-16, windows-1252, macintosh, any that ICU "
                  "knows. Without it each note's own is found, and the report says so when it is "
                  "not UTF-8. In JSON Lines it counts for texts that are not UTF-8.")
      ->type_name("NAME")
      ->check(an_encoding());
}

Encounter encounter_of(const EncounterOptions& options, const Note& note) {
  Encounter encounter;
  encounter.service_date = note.service_date ? note.service_date : parse_date(options.date);
  encounter.setting =
      note.setting.value_or(parse_setting(options.setting).value_or(Setting::outpatient));
  const bool utf8 = note.in_json && find_invalid_utf8(note.bytes) == std::string_view::npos;
  if (!utf8) encounter.encoding = encoding_named(options.encoding).value_or("");
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

ReportOptions report_options(const Analyzer& analyzer, const std::string& offsets) {
  ReportOptions options;
  options.offsets = parse_offset_unit(offsets);
  options.engine = kEngineVersion;
  options.rules = analyzer.rules_hash();
  options.code_set = analyzer.code_set().name();
  return options;
}

OffsetUnit parse_offset_unit(const std::string& name) {
  if (name == "byte") return OffsetUnit::byte;
  return name == "utf16" ? OffsetUnit::utf16 : OffsetUnit::codepoint;
}

}  // namespace evident
