// evident audit: the codes someone assigned against what the note supports.
#include "coding/audit.h"

#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/encounter_options.h"
#include "cli/knowledge.h"
#include "cli/note_stream.h"
#include "cli/output.h"
#include "cli/terminal_size.h"
#include "cli/usage.h"
#include "report/audit_json.h"
#include "report/audit_terminal.h"

namespace evident {
namespace {

constexpr char kAuditExamples[] = R"(Verdicts:
  supported       the note's own words give the code
  less-specific   the note says more: which code, which words
  contradicted    the note says otherwise, or denies it
  no-evidence     no words for it, or none that count
  excluded        it may not stand beside a code that the note supports
  deleted, not-yet-valid, not-billable, not-icd10cm
                  by the code set on the date of service
  out-of-scope    not a back or neck code: not looked at
  A code that the note states and nobody assigned is missed.

Examples:
  evident audit visit.txt --codes M54.50,S39.012A
      A verdict for each code with its words, and what was missed.
  evident audit --codes m5450 - < visit.txt
      Codes in lower case or without their dot; the note from standard input.
  evident audit claims.jsonl --format json > audits.jsonl
      One audit a line (schema evident.audit/1). A line of the input brings
      its codes:
          {"id": "17", "text": "...", "codes": ["M54.50", "S39.012A"],
           "service_date": "2024-03-01", "setting": "outpatient"}
      of which "text" and "codes" are needed (without "codes": those of --codes).
  evident audit --strict --format json - < claims.jsonl
      In a pipeline: exit code 1 when some code is not supported or was missed.

Exit codes: 0 done; 1 some notes failed, or with --strict some audit is not
clean; 2 a mistake in the command line or in the knowledge files.
)";

struct AuditOptions {
  std::vector<std::string> paths;
  std::vector<std::string> codes;  // as written, at first
  std::string format = "text";
  bool strict = false;
  bool all = false;
  EncounterOptions encounter;
  std::string color = "auto";
  int width = 0;  // 0: of the terminal
  std::string offsets = "codepoint";
  KnowledgeOptions knowledge;
};

// One code, several with commas, blanks or semicolons between them.
std::vector<std::string> parted(const std::vector<std::string>& lists) {
  std::vector<std::string> parts;
  for (const std::string& list : lists) {
    size_t begin = 0;
    while (begin < list.size()) {
      const size_t end = std::min(list.find_first_of(", ;\t", begin), list.size());
      if (end > begin) parts.push_back(list.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return parts;
}

// Turns what was written into codes; what is wrong with it, or "".
std::string read_codes(std::vector<std::string>& codes) {
  const std::vector<std::string> written = parted(codes);
  if (!codes.empty() && written.empty()) return "--codes needs a code: --codes M54.50,S39.012A";
  codes.clear();
  for (const std::string& word : written) {
    const auto code = read_code(word);
    if (!code)
      return "\"" + word + "\" has not the form of a code; write it as M54.50, m5450 or S39.012A";
    codes.push_back(*code);
  }
  return "";
}

class AuditCommand {
 public:
  AuditCommand(const AuditOptions& options, const Analyzer& analyzer)
      : options_(options), analyzer_(analyzer) {
    terminal_.code_set = analyzer.code_set().name();
    terminal_.width = options.width > 0 ? options.width : terminal_width();
    terminal_.color = wants_color(options.color);
    terminal_.all = options.all;
    report_ = report_options(analyzer, options.offsets);
  }

  int run() {
    NoteStream::Options from;
    from.paths = options_.paths;
    from.standard_input = options_.codes.empty() ? NoteFormat::json_lines : NoteFormat::text;
    from.before_wait = [this] { output_.flush(); };
    from.codes = true;
    from.codes_needed = options_.codes.empty();
    NoteStream notes(from);
    bool going = true;
    while (going) {
      const auto item = notes.next();
      if (!item) break;
      if (const auto* failure = std::get_if<NoteFailure>(&*item)) {
        fail(failure->message, failure->is_note);
      } else {
        going = audit(std::get<Note>(*item));
      }
    }
    if (shown_ > 0 && options_.format == "text") output_.write(terminal_footer(terminal_));
    return output_.finish(failed_ || (options_.strict && !clean_) ? kExitShort : kExitDone);
  }

 private:
  bool audit(const Note& note) {
    if (!note.codes && options_.codes.empty()) {
      fail(note.id + ": no codes for this note; give them with --codes", true);
      return true;
    }
    const Encounter encounter = encounter_of(options_.encounter, note);
    const Analysis analysis = analyzer_.analyze(note.bytes, encounter);
    const Audit audit =
        audit_codes(analysis, note.codes ? *note.codes : options_.codes, analyzer_.code_set());
    clean_ = clean_ && audit.clean();
    ++shown_;
    if (options_.format == "json") {
      report_.id = note.id;
      return output_.write(audit_json(analysis, audit, report_) + "\n");
    }
    terminal_.id = shown_id(note);
    return output_.write((shown_ > 1 ? "\n" : "") + audit_text(analysis, audit, terminal_));
  }

  void fail(const std::string& message, bool is_note) {
    output_.flush();
    complain(message);
    failed_ = failed_ || is_note;
  }

  const AuditOptions& options_;
  const Analyzer& analyzer_;
  TerminalOptions terminal_;
  ReportOptions report_;
  Output output_;
  size_t shown_ = 0;
  bool failed_ = false;
  bool clean_ = true;
};

// A text file brings no codes of its own.
std::string mistake_in(const AuditOptions& options) {
  if (!options.codes.empty()) return "";
  for (const std::string& path : options.paths) {
    const NotePath note = note_path(path);
    if (!note.standard_input && note.format == NoteFormat::text && note.problem.empty())
      return "--codes is needed: \"" + path + "\" brings no codes of its own";
  }
  return "";
}

int run_audit(const AuditOptions& options) {
  const auto analyzer = load_analyzer(options.knowledge);
  if (!analyzer) return kExitUsage;
  return AuditCommand(options, *analyzer).run();
}

void add_display_options(CLI::App& command, AuditOptions& options) {
  command.add_option("--format", options.format, "text (default), or json, one audit a line.")
      ->type_name("FORMAT")
      ->check(one_of({"text", "json"}));
  command.add_flag("--all", options.all, "Show the whole note, not only the lines that matter.");
  command
      .add_option("--color", options.color,
                  "auto (default: on a terminal, unless NO_COLOR is set), always or never.")
      ->type_name("WHEN")
      ->check(one_of({"auto", "always", "never"}));
  command.add_option("--width", options.width, "Columns to fill instead of the terminal's.")
      ->type_name("COLUMNS")
      ->check(whole_number(kNarrowest, 1000));
}

}  // namespace

void add_audit(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<AuditOptions>();
  CLI::App* command = app.add_subcommand(
      "audit",
      "Codes someone assigned against what the note supports\n\n"
      "Gives each assigned code a verdict with the words that decide it, and the codes that the "
      "note states and nobody assigned.");
  command
      ->add_option("NOTE", options->paths,
                   "Notes, one a file or, *.jsonl, one a line with its codes. - is standard "
                   "input: one note with --codes, else JSON Lines.")
      ->required();
  command
      ->add_option("--codes", options->codes,
                   "The codes assigned, with commas between them: of every note that brings none.")
      ->type_name("LIST")
      ->allow_extra_args(false);
  command->add_flag("--strict", options->strict,
                    "Exit code 1 unless every code is supported and none was missed.");
  add_display_options(*command, *options);
  add_encounter_options(*command, options->encounter);
  add_offsets_option(*command, options->offsets);
  add_knowledge_options(*command, options->knowledge);
  command->footer(kAuditExamples);
  command->callback([options, &chosen] {
    std::string mistake = read_codes(options->codes);
    if (mistake.empty()) mistake = mistake_in(*options);
    if (!mistake.empty()) throw CLI::ValidationError(mistake);  // told like the parser's own
    chosen = [options] { return run_audit(*options); };
  });
}

}  // namespace evident
