// evident code: one note or a few, for a person to read.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <utility>

#include "cli/commands.h"
#include "cli/encounter_options.h"
#include "cli/knowledge.h"
#include "cli/note_stream.h"
#include "cli/output.h"
#include "cli/page_folder.h"
#include "cli/paste.h"
#include "cli/terminal_size.h"
#include "cli/usage.h"
#include "embedded.h"
#include "report/display.h"
#include "report/html.h"
#include "report/json.h"
#include "report/terminal.h"

namespace evident {
namespace {

constexpr char kCodeExamples[] = R"(Examples:
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
  evident code --format html --output pages *.txt
      A page a note, with its words marked: pages/visit.html for visit.txt.
)";

struct CodeOptions {
  std::vector<std::string> paths;
  std::string format = "text";
  std::string output;  // "" or a folder for pages
  EncounterOptions encounter;
  bool all = false;
  std::string color = "auto";
  int width = 0;  // 0: of the terminal
  std::string offsets = "codepoint";
  KnowledgeOptions knowledge;
};

constexpr std::string_view kOnePage =
    "--format html writes one page to the standard output; give --output DIR for several notes";

// What is wrong with options that are right one by one, or "".
std::string mistake_in(const CodeOptions& options) {
  const bool html = options.format == "html";
  if (!options.output.empty() && !html) return "--output DIR needs --format html";
  if (html && options.output.empty() && options.paths.size() > 1) return std::string(kOnePage);
  return "";
}

std::vector<std::string> inputs_of(const CodeOptions& options) {
  std::vector<std::string> inputs = options.paths;
  const KnowledgeOptions& knowledge = options.knowledge;
  inputs.insert(inputs.end(), {knowledge.rules, knowledge.code_set});
  return inputs;
}

class CodeCommand {
 public:
  CodeCommand(const CodeOptions& options, const Analyzer& analyzer)
      : options_(options), analyzer_(analyzer), pages_(options.output, inputs_of(options)) {
    terminal_.code_set = analyzer.code_set().name();
    terminal_.width = options.width > 0 ? options.width : terminal_width();
    terminal_.color = wants_color(options.color);
    terminal_.all = options.all;
  }

  int run() {
    if (!options_.output.empty()) {
      const std::string problem = pages_.open();
      if (!problem.empty()) return complain(problem), kExitUsage;
    }
    std::vector<std::string> paths = options_.paths;
    if (paths.empty()) paths.emplace_back("-");
    bool going = true;
    for (size_t i = 0; i < paths.size() && going; ++i)
      going = paths[i] == "-" && isatty(STDIN_FILENO) ? pasted() : all_of(paths[i]);
    if (too_many_) return complain(kOnePage), kExitUsage;
    output_.write(page_);
    if (shown_ > 0 && options_.format == "text") output_.write(terminal_footer(terminal_));
    return output_.finish(failed_ ? kExitShort : kExitDone);
  }

 private:
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
    if (options_.format == "html") return show_page(note, analysis);
    if (options_.format == "json") {
      ReportOptions report = report_options(analyzer_, options_.offsets);
      report.id = note.id;
      return output_.write(json_report(analysis, report) + "\n");
    }
    terminal_.id = shown_id(note);
    return output_.write((shown_ > 1 ? "\n" : "") + terminal_report(analysis, terminal_));
  }

  // Without a folder the page waits until it is known to be the only one.
  bool show_page(const Note& note, const Analysis& analysis) {
    too_many_ = options_.output.empty() && shown_ > 1;
    if (too_many_) return false;
    HtmlOptions html;
    html.id = shown_id(note);
    html.engine = kEngineVersion;
    html.rules = analyzer_.rules_hash();
    html.code_set = analyzer_.code_set().name();
    html.stylesheet = embedded_file("src/report/report.css");
    html.all = options_.all;
    page_ = html_report(analysis, html);
    return options_.output.empty() || write_page(page_name(note.id, !note.in_json));
  }

  // To the folder; the standard output tells where.
  bool write_page(const std::string& name) {
    const auto written = pages_.write(name, std::exchange(page_, {}));
    if (const auto* path = std::get_if<std::string>(&written))
      return output_.write(visible(*path) + "\n");
    output_.flush();
    complain(std::get<FileError>(written).message);
    failed_ = true;
    return false;
  }

  const CodeOptions& options_;
  const Analyzer& analyzer_;
  TerminalOptions terminal_;
  Output output_;
  PageFolder pages_;
  std::string page_;  // to be written to the standard output at the end
  size_t shown_ = 0;
  bool too_many_ = false;  // several notes for one page
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
  command
      ->add_option("--format", options->format,
                   "text (default), json, one report a line, or html, a page with the whole note.")
      ->type_name("FORMAT")
      ->check(one_of({"text", "json", "html"}));
  command
      ->add_option("--output", options->output,
                   "With --format html: writes a page a note into this folder, which is made if it "
                   "is missing, and lists them. visit.txt gives visit.html.")
      ->type_name("DIR");
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
  add_engine_option(*command, options->knowledge);
  command->footer(kCodeExamples);
  command->callback([options, &chosen] {
    if (const std::string mistake = mistake_in(*options); !mistake.empty())
      throw CLI::ValidationError(mistake);  // told like the parser's own
    chosen = [options] { return run_code(*options); };
  });
}

}  // namespace evident
