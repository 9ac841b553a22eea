// evident code: one note or a few, for a person to read.
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/encounter_options.h"
#include "cli/knowledge.h"
#include "cli/note_stream.h"
#include "cli/output.h"
#include "cli/paste.h"
#include "cli/terminal_size.h"
#include "cli/usage.h"
#include "report/json.h"
#include "report/terminal.h"

namespace evident {
namespace {

constexpr char kExamples[] = R"(Examples:
  evident code visit.txt
      Codes, warnings and questions for the note in visit.txt.
  evident code --date 2024-03-01 --setting inpatient discharge.txt
      With the codes valid on that day and the rules for inpatient discharge.
  evident code --all visit.txt
      Every code that was considered and why it was withheld, in the whole note.
  evident code
      Paste a note into the terminal, then press Ctrl-D on an empty line.
  evident code --format json *.txt > reports.jsonl
      One report a line, for programs.
)";

struct CodeOptions {
  std::vector<std::string> paths;
  std::string format = "text";
  EncounterOptions encounter;
  bool all = false;
  std::string color = "auto";
  int width = 0;  // 0: of the terminal
  std::string offsets = "codepoint";
  KnowledgeOptions knowledge;
};

class CodeCommand {
 public:
  CodeCommand(const CodeOptions& options, const Analyzer& analyzer)
      : options_(options), analyzer_(analyzer) {
    terminal_.code_set = analyzer.code_set().name();
    terminal_.width = options.width > 0 ? options.width : terminal_width();
    terminal_.color = wants_color(options.color);
    terminal_.all = options.all;
  }

  int run() {
    std::vector<std::string> paths = options_.paths;
    if (paths.empty()) paths.emplace_back("-");
    bool going = true;
    for (size_t i = 0; i < paths.size() && going; ++i)
      going = paths[i] == "-" && isatty(STDIN_FILENO) ? pasted() : all_of(paths[i]);
    if (shown_ > 0 && !as_json()) output_.write(terminal_footer(terminal_));
    return output_.finish(failed_ ? kExitShort : kExitDone);
  }

 private:
  bool as_json() const { return options_.format == "json"; }

  bool pasted() {
    output_.flush();
    complain("Paste the note, then press Ctrl-D on an empty line.");
    const std::string bytes = read_paste();
    Note note;
    note.id = "-";
    note.bytes = bytes;
    return show(note);
  }

  bool all_of(const std::string& path) {
    NoteStream::Options from;
    from.paths = {path};
    from.standard_input = NoteFormat::text;
    NoteStream notes(from);
    while (auto item = notes.next()) {
      if (const auto* failure = std::get_if<NoteFailure>(&*item)) {
        output_.flush();
        complain(failure->message);
        failed_ = failed_ || failure->is_note;
      } else if (!show(std::get<Note>(*item))) {
        return false;
      }
    }
    return true;
  }

  bool show(const Note& note) {
    const Encounter encounter = encounter_of(options_.encounter, note);
    const Analysis analysis = analyzer_.analyze(note.bytes, encounter);
    ++shown_;
    if (as_json()) {
      ReportOptions report;
      report.id = note.id;
      report.offsets = parse_offset_unit(options_.offsets);
      report.engine = kEngineVersion;
      report.rules = analyzer_.rules_hash();
      report.code_set = analyzer_.code_set().name();
      return output_.write(json_report(analysis, report) + "\n");
    }
    terminal_.id = note.id == "-" ? "(standard input)" : note.id;
    return output_.write((shown_ > 1 ? "\n" : "") + terminal_report(analysis, terminal_));
  }

  const CodeOptions& options_;
  const Analyzer& analyzer_;
  TerminalOptions terminal_;
  Output output_;
  size_t shown_ = 0;
  bool failed_ = false;
};

int run_code(const CodeOptions& options) {
  const auto analyzer = load_analyzer(options.knowledge);
  if (!analyzer) return kExitUsage;
  return CodeCommand(options, *analyzer).run();
}

}  // namespace

void add_code(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<CodeOptions>();
  CLI::App* command = app.add_subcommand(
      "code",
      "Codes for a note, with the words that prove them\n\n"
      "Reads clinical notes and shows the ICD-10-CM codes for the back and neck that each "
      "supports, with the evidence, what is missing, and what was withheld.");
  command->add_option("FILE", options->paths,
                      "Notes, one a file. - or nothing: the note from standard input.");
  command->add_option("--format", options->format, "text (default) or json, one report a line.")
      ->type_name("FORMAT")
      ->check(one_of({"text", "json"}));
  add_encounter_options(*command, options->encounter);
  command->add_flag("--all", options->all,
                    "Show every withheld code with its reason, and the whole note.");
  command
      ->add_option("--color", options->color,
                   "auto (default: on a terminal, unless NO_COLOR is set), always or never.")
      ->type_name("WHEN")
      ->check(one_of({"auto", "always", "never"}));
  command->add_option("--width", options->width, "Columns to fill instead of the terminal's.")
      ->type_name("COLUMNS")
      ->check(whole_number(kNarrowest, 1000));
  add_offsets_option(*command, options->offsets);
  add_knowledge_options(*command, options->knowledge);
  command->footer(kExamples);
  command->callback([options, &chosen] { chosen = [options] { return run_code(*options); }; });
}

}  // namespace evident
