// evident context: what texts say about the words that another program found in them.
#include <CLI/CLI.hpp>

#include "base/utf8.h"
#include "cli/byte_source.h"
#include "cli/commands.h"
#include "cli/knowledge.h"
#include "cli/note_paths.h"
#include "cli/output.h"
#include "report/context_json.h"

namespace evident {
namespace {

constexpr char kContextExamples[] = R"(Input, one JSON object a line; *.gz is compressed:
      {"id": "1", "text": "Denies back pain.", "begin": 7, "end": 16}
      {"text": "No fever, but cough.", "spans": [{"begin": 3, "end": 8},
                                                 {"begin": 14, "end": 19}]}
  "begin" and "end" count characters (Unicode code points) of the text from 0;
  "end" is behind the last one. "spans" asks about several words of one text.
  (A line holds the whole object; the second one is broken here to fit.)

Output, in order: the same object, to whose keys are added
      "negated": true, "certainty": "affirmed", "time": "current",
      "experiencer": "patient", "hypothetical": false,
      "cues": [{"says": "negated", "begin": 0, "end": 6, "text": "Denies"}]
  certainty affirmed, possible; time current, past, future;
  experiencer patient, family, other. With "spans", each of them gets its own.

Examples:
  evident context < entities.jsonl > answers.jsonl
  my-entity-finder notes/ | evident context | my-store
      Answers come out as lines come in.

A line that cannot be read is named on standard error, and the others go on;
exit code 1 says so.
)";

struct ContextOptions {
  std::vector<std::string> paths;
  KnowledgeOptions knowledge;
};

// Works through files, one line after the other.
class ContextCommand {
 public:
  explicit ContextCommand(const Analyzer& analyzer) : analyzer_(analyzer) {}

  int run(const std::vector<std::string>& paths) {
    for (const std::string& path : paths)
      if (!read(note_path(path))) break;
    return output_.finish(failed_ ? kExitShort : kExitDone);
  }

 private:
  // False when nothing more can be written.
  bool read(const NotePath& path) {
    const std::string name = path.standard_input ? "standard input" : path.path;
    std::string error;
    auto source = path.standard_input ? ByteSource::standard_input([this] { output_.flush(); })
                                      : ByteSource::open(path.path, path.gzip, error);
    if (!source) {
      fail(name + ": " + error);
      return true;
    }
    LineReader lines(std::move(source));
    while (const auto line = lines.next()) {
      const std::string problem = answer(*line);
      if (!problem.empty()) fail(name + ":" + std::to_string(line->number) + ": " + problem);
      if (!going_) return false;
    }
    if (!lines.error().empty())
      fail(name + ":" + std::to_string(lines.number() + 1) + ": " + lines.error());
    return true;
  }

  // What is wrong with the line, or "".
  std::string answer(const LineReader::Line& line) {
    if (line.too_long) return "a line of more than 2 GiB";
    std::string_view bytes(line.begin, line.size);
    if (line.number == 1 && bytes.starts_with(kByteOrderMark))
      bytes.remove_prefix(kByteOrderMark.size());
    if (bytes.find_first_not_of(" \t\r") == std::string_view::npos) return {};
    const auto read = read_context_request(bytes);
    if (const auto* problem = std::get_if<std::string>(&read)) return *problem;
    const auto& request = std::get<ContextRequest>(read);
    const auto contexts = analyzer_.context(request.text, request.entities);
    going_ = output_.write(context_json(bytes, contexts) + "\n");
    return {};
  }

  void fail(const std::string& message) {
    complain(message);
    failed_ = true;
  }

  const Analyzer& analyzer_;
  Output output_;
  bool failed_ = false;
  bool going_ = true;
};

int run_context(const ContextOptions& options) {
  const auto analyzer = load_analyzer(options.knowledge);
  if (!analyzer) return kExitUsage;
  return ContextCommand(*analyzer).run(options.paths);
}

}  // namespace

void add_context(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ContextOptions>();
  options->paths = {"-"};
  CLI::App* command = app.add_subcommand(
      "context",
      "Negation, doubt, time and person of words found by another program\n\n"
      "For pipelines with an entity finder of their own: reads JSON Lines and answers each with "
      "what its text says about those words. Words inside an entity are no cues for it.");
  command->add_option("FILE", options->paths, "JSON Lines; - or nothing for standard input.");
  add_knowledge_options(*command, options->knowledge);
  add_engine_option(*command, options->knowledge);
  command->footer(kContextExamples);
  command->callback([options, &chosen] { chosen = [options] { return run_context(*options); }; });
}

}  // namespace evident
