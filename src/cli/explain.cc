// evident explain: what each step made of a note, or of one place in it.
#include "report/explain.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/commands.h"
#include "cli/encounter_options.h"
#include "cli/knowledge.h"
#include "cli/note_stream.h"
#include "cli/output.h"
#include "cli/paste.h"
#include "cli/terminal_size.h"
#include "cli/usage.h"
#include "report/display.h"
#include "report/explain_json.h"

namespace evident {
namespace {

constexpr char kExplainExamples[] = R"(Examples:
  evident explain visit.txt
      Sections, sentences, what was found in them, the reach of each cue and
      what stopped it, findings with the words that decide them, codes.
  evident explain visit.txt --at 120
      Only what covers character 120 of the note, counted from 0.
  evident explain --format json notes.jsonl
      One object a note: sections, heads, sentences, list items, mentions,
      scopes, findings.
)";

struct ExplainOptions {
  std::string path;
  std::string format = "text";
  std::optional<uint32_t> at;
  EncounterOptions encounter;
  std::string offsets = "codepoint";
  std::string color = "auto";
  KnowledgeOptions knowledge;
};

class ExplainCommand {
 public:
  ExplainCommand(const ExplainOptions& options, const Analyzer& analyzer)
      : options_(options), analyzer_(analyzer) {
    view_.offsets = parse_offset_unit(options.offsets);
    view_.at = options.at;
    view_.width = terminal_width();
    view_.color = wants_color(options.color);
  }

  int run() {
    if (options_.path == "-" && isatty(STDIN_FILENO)) {
      complain("Paste the note, then press Ctrl-D on an empty line.");
      const std::string bytes = read_paste();
      Note note;
      note.id = "-";
      note.bytes = bytes;
      show(note);
    } else {
      show_all();
    }
    return output_.finish(code_);
  }

 private:
  void show_all() {
    NoteStream::Options from;
    from.paths = {options_.path};
    from.standard_input = NoteFormat::text;
    NoteStream notes(from);
    bool going = true;
    while (going) {
      const auto item = notes.next();
      if (!item) break;
      if (const auto* failure = std::get_if<NoteFailure>(&*item))
        fail(failure->message, kExitShort);
      else
        going = show(std::get<Note>(*item));
    }
    if (shown_ == 0 && code_ == kExitDone) fail(options_.path + ": no note in it", kExitShort);
  }

  // False when nothing more can be written.
  bool show(const Note& note) {
    Trace trace;
    const Analysis analysis =
        analyzer_.analyze(note.bytes, encounter_of(options_.encounter, note), &trace);
    ++shown_;
    if (options_.format == "json")
      return output_.write(explain_json(analysis, trace, note.id, view_.offsets) + "\n");
    const std::string text = explain_report(analysis, trace, view_);
    if (text.empty()) {
      fail("--at " + std::to_string(*options_.at) + " is behind the end of the note.", kExitUsage);
      return true;
    }
    return output_.write(title(note) + text);
  }

  // One of many notes is named.
  std::string title(const Note& note) const {
    if (note.id == options_.path || note.id == "-") return {};
    return (shown_ > 1 ? "\n" : "") + visible(note.id) + "\n\n";
  }

  void fail(const std::string& message, int code) {
    output_.flush();
    complain(message);
    code_ = std::max(code_, code);
  }

  const ExplainOptions& options_;
  const Analyzer& analyzer_;
  ExplainView view_;
  Output output_;
  size_t shown_ = 0;
  int code_ = kExitDone;
};

int run_explain(const ExplainOptions& options) {
  if (options.at && options.format == "json") {
    complain("--at goes with --format text only.");
    return kExitUsage;
  }
  const auto analyzer = load_analyzer(options.knowledge);
  if (!analyzer) return kExitUsage;
  return ExplainCommand(options, *analyzer).run();
}

}  // namespace

void add_explain(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app.add_subcommand(
      "explain",
      "How each step read a note, or one place in it\n\n"
      "Shows the note as the program sees it: for authors of lexicons and rules, and for the "
      "question \"why this code?\".");
  command
      ->add_option("FILE", options->path,
                   "A note, or several: JSON Lines, a folder; - for standard input.")
      ->required();
  command->add_option("--format", options->format, "text (default) or json, one object a note.")
      ->type_name("FORMAT")
      ->check(one_of({"text", "json"}));
  command
      ->add_option("--at", options->at,
                   "Only what covers this position (from 0, in the unit of --offsets).")
      ->type_name("N")
      ->check(whole_number(0, 4294967295));
  add_encounter_options(*command, options->encounter);
  add_offsets_option(*command, options->offsets);
  command->add_option("--color", options->color, "auto (default), always or never.")
      ->type_name("WHEN")
      ->check(one_of({"auto", "always", "never"}));
  add_knowledge_options(*command, options->knowledge);
  add_engine_option(*command, options->knowledge);
  command->footer(kExplainExamples);
  command->callback([options, &chosen] { chosen = [options] { return run_explain(*options); }; });
}

}  // namespace evident
