// evident batch: many notes in, JSON Lines out, in the order of the input.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <thread>

#include "cli/commands.h"
#include "cli/encounter_options.h"
#include "cli/knowledge.h"
#include "cli/note_stream.h"
#include "cli/ordered_pool.h"
#include "cli/output.h"
#include "cli/usage.h"
#include "report/json.h"

namespace evident {
namespace {

constexpr char kBatchExamples[] = R"(Input:
  A folder gives its *.txt and *.text files, sub-folders too, sorted by name.
  A file is one note; *.jsonl and *.ndjson hold one JSON object a line:
      {"id": "17", "text": "...", "service_date": "2024-03-01",
       "setting": "inpatient"}
  of which only "text" is needed. Any of them may be compressed (.gz).
  - reads JSON Lines from standard input.

Examples:
  evident batch notes/ > reports.jsonl
      A report for every note in the folder.
  zcat export.jsonl.gz | evident batch - | gzip > reports.jsonl.gz
      In a pipeline: reports come out as records come in.
  evident batch --date 2024-03-01 a.txt more.jsonl.gz
      The date is for notes that bring none of their own.

A note that cannot be read is named on standard error, and the others go on;
exit code 1 says so.
)";

struct BatchOptions {
  std::vector<std::string> paths;
  EncounterOptions encounter;
  std::string offsets = "codepoint";
  int jobs = 0;  // 0: as many as the machine has cores
  bool quiet = false;
  KnowledgeOptions knowledge;
};

// The report on one note, as a line. Depends on nothing but its arguments.
std::string report_line(const Analyzer& analyzer, const BatchOptions& options, const Note& note) {
  ReportOptions report = report_options(analyzer, options.offsets);
  report.id = note.id;
  const Encounter encounter = encounter_of(options.encounter, note);
  return json_report(analyzer.analyze(note.bytes, encounter), report) + "\n";
}

std::string count_of(size_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

unsigned job_count(const BatchOptions& options) {
  if (options.jobs > 0) return static_cast<unsigned>(options.jobs);
  return std::max(1U, std::thread::hardware_concurrency());
}

// Hands reports out in the order of the notes, whichever is ready first.
class Reporter {
 public:
  Reporter(const Analyzer& analyzer, const BatchOptions& options)
      : analyzer_(analyzer), options_(options), pool_(job_count(options)) {}

  void add(const Note& note) {
    auto own = std::make_shared<std::pair<Note, std::string>>(note, note.bytes);
    own->first.bytes = own->second;
    pool_.add([this, own] { return report_line(analyzer_, options_, own->first); },
              own->second.size());
    while (going_ && pool_.full()) write_oldest();
  }

  void write_all() {
    while (going_ && !pool_.empty()) write_oldest();
    output_.flush();
  }

  bool going() const { return going_; }  // false: nobody reads what is written
  int finish(int code) { return output_.finish(code); }

 private:
  void write_oldest() { going_ = output_.write(pool_.take()); }

  const Analyzer& analyzer_;
  const BatchOptions& options_;
  Output output_;
  bool going_ = true;
  OrderedPool pool_;
};

int run_batch(const BatchOptions& options) {
  const auto analyzer = load_analyzer(options.knowledge);
  if (!analyzer) return kExitUsage;
  Reporter reporter(*analyzer, options);
  NoteStream::Options from;
  from.paths = options.paths;
  from.before_wait = [&reporter] { reporter.write_all(); };
  NoteStream notes(from);
  size_t done = 0, failed = 0;
  while (reporter.going()) {
    const auto item = notes.next();
    if (!item) break;
    if (const auto* failure = std::get_if<NoteFailure>(&*item)) {
      complain(failure->message);
      if (failure->is_note) ++failed;
    } else {
      reporter.add(std::get<Note>(*item));
      ++done;
    }
  }
  reporter.write_all();
  const int code = reporter.finish(failed > 0 ? kExitShort : kExitDone);
  if (!options.quiet)
    complain(count_of(done + failed, "note") + ", " + std::to_string(failed) + " failed.");
  return code;
}

}  // namespace

void add_batch(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<BatchOptions>();
  CLI::App* command = app.add_subcommand(
      "batch",
      "Reports for many notes: folders, files, JSON Lines\n\n"
      "Writes one report a line (schema evident.report/1), in the order of the input.");
  command->add_option("PATH", options->paths, "Folders, files, or - for standard input.")
      ->required();
  add_encounter_options(*command, options->encounter);
  add_offsets_option(*command, options->offsets);
  command
      ->add_option("--jobs", options->jobs,
                   "Notes worked on at a time (default: one for each core). The output is the "
                   "same for any number.")
      ->type_name("N")
      ->check(whole_number(1, 256));
  command->add_flag("-q,--quiet", options->quiet, "No summary on standard error.");
  add_knowledge_options(*command, options->knowledge);
  add_engine_option(*command, options->knowledge);
  command->footer(kBatchExamples);
  command->callback([options, &chosen] { chosen = [options] { return run_batch(*options); }; });
}

}  // namespace evident
