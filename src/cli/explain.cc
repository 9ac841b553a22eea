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

namespace evident {
namespace {

constexpr char kExamples[] = R"(Examples:
  evident explain visit.txt
      Sections, sentences, findings with the words that decide them, codes.
  evident explain visit.txt --at 120
      Only what covers character 120 of the note, counted from 0.
)";

struct ExplainOptions {
  std::string path;
  std::optional<uint32_t> at;
  EncounterOptions encounter;
  std::string offsets = "codepoint";
  std::string color = "auto";
  KnowledgeOptions knowledge;
};

int explain(const ExplainOptions& options, const Analyzer& analyzer, const Note& note) {
  const Analysis analysis = analyzer.analyze(note.bytes, encounter_of(options.encounter, note));
  ExplainView view;
  view.offsets = parse_offset_unit(options.offsets);
  view.at = options.at;
  view.width = terminal_width();
  view.color = wants_color(options.color);
  Output output;
  const std::string text = explain_report(analysis, view);
  if (text.empty()) {
    complain("--at " + std::to_string(*options.at) + " is behind the end of the note.");
    return kExitUsage;
  }
  output.write(text);
  return output.finish(kExitDone);
}

int run_explain(const ExplainOptions& options) {
  const auto analyzer = load_analyzer(options.knowledge);
  if (!analyzer) return kExitUsage;
  if (options.path == "-" && isatty(STDIN_FILENO)) {
    complain("Paste the note, then press Ctrl-D on an empty line.");
    const std::string bytes = read_paste();
    Note note;
    note.bytes = bytes;
    return explain(options, *analyzer, note);
  }
  NoteStream::Options from;
  from.paths = {options.path};
  from.standard_input = NoteFormat::text;
  NoteStream notes(from);
  const auto item = notes.next();
  if (!item) {
    complain(options.path + ": no note in it");
    return kExitShort;
  }
  if (const auto* failure = std::get_if<NoteFailure>(&*item)) {
    complain(failure->message);
    return kExitShort;
  }
  return explain(options, *analyzer, std::get<Note>(*item));
}

}  // namespace

void add_explain(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app.add_subcommand(
      "explain",
      "How each step read a note, or one place in it\n\n"
      "Shows the note as the program sees it: for authors of lexicons and rules, and for the "
      "question \"why this code?\".");
  command->add_option("FILE", options->path, "A note; - for standard input.")->required();
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
  command->footer(kExamples);
  command->callback([options, &chosen] { chosen = [options] { return run_explain(*options); }; });
}

}  // namespace evident
