// evident check: case files and corpora against what the analyzer says. What authors of lexicons
// and rules use; no compiler needed.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

#include "base/file.h"
#include "cli/case_failure.h"
#include "cli/case_runner.h"
#include "cli/case_update.h"
#include "cli/cases.h"
#include "cli/commands.h"
#include "cli/gold.h"
#include "cli/knowledge.h"
#include "cli/output.h"
#include "cli/score.h"
#include "cli/text_diff.h"
#include "cli/whole_file.h"
#include "coding/query_lint.h"
#include "coding/rules.h"
#include "lexicon/costly_phrases.h"
#include "lexicon/cue_conflicts.h"
#include "lexicon/lexicon.h"
#include "lexicon/re2_engine.h"

namespace evident {
namespace {

namespace fs = std::filesystem;

constexpr char kCheckExamples[] = R"(Examples:
  evident check
      All that stands in tests/cases and corpora.
  evident check tests/cases/negation.txt --lexicons lexicons --rules rules.yaml
      One case file against lexicons and rules that are being written.
  evident check --update corpora
      Notes scored anew; the difference of score.txt is for review.

Exit codes: 0 all is as expected; 1 something differs; 2 a file has a mistake.
)";

struct CheckOptions {
  KnowledgeOptions knowledge;
  std::vector<std::string> paths;
  std::string expect;
  bool update = false;
};

struct CaseFile {
  std::shared_ptr<const Source> source;
  std::vector<Case> cases;
};

struct Corpus {
  std::string folder;
  std::vector<GoldNote> notes;
};

bool replace_file(const std::string& path, const std::string& text) {
  const std::string problem = write_whole_file(path, text);
  if (!problem.empty()) complain(problem);
  return problem.empty();
}

class Checker {
 public:
  explicit Checker(const CheckOptions& options) : options_(options) {}

  int run() {
    if (options_.update && std::getenv("CI") != nullptr) {
      complain("--update is refused where CI is set: people change expectations");
      return kExitUsage;
    }
    if (!load() || !find_files() || !read_files()) {
      std::cerr << diagnostics_.render();
      return kExitUsage;
    }
    std::cerr << diagnostics_.render();  // warnings
    for (const CaseFile& file : case_files_) run_cases(file);
    if (!case_files_.empty()) print_summary();
    for (const Corpus& corpus : corpora_) score(corpus);
    return out_.finish(short_ ? kExitShort : kExitDone);
  }

 private:
  bool load() {
    const Knowledge knowledge = read_knowledge(options_.knowledge, diagnostics_);
    if (!diagnostics_.ok()) return false;
    analyzer_ = Analyzer::load(knowledge, diagnostics_);
    if (!analyzer_) return false;
    Diagnostics known;  // the analyzer has reported them
    const auto lexicon = Lexicon::load(knowledge.lexicons, known);
    if (lexicon) words_ = case_words(*lexicon, analyzer_->code_set());
    if (lexicon) find_cue_conflicts(*lexicon, diagnostics_);
    if (lexicon) find_refused_phrases(*lexicon, diagnostics_);
    if (lexicon) find_costly_phrases(*lexicon, diagnostics_);
    if (lexicon) lint_questions(knowledge, *lexicon);
    return lexicon != nullptr && diagnostics_.ok();
  }

  void lint_questions(const Knowledge& knowledge, const Lexicon& lexicon) {
    Diagnostics known;
    const CodeSet& codes = analyzer_->code_set();
    const auto rules = Rules::load(knowledge.rules, lexicon, codes, known);
    if (rules) lint_asks(*rules, codes, diagnostics_);
  }

  // --- what to check

  bool find_files() {
    std::vector<std::string> paths = options_.paths;
    if (paths.empty())
      for (const char* usual : {"tests/cases", "corpora"})
        if (fs::exists(usual)) paths.emplace_back(usual);
    for (const std::string& path : paths) find_files(path);
    const KnowledgeOptions& named = options_.knowledge;
    const bool shipped = named.lexicons.empty() && named.rules.empty() && named.code_set.empty();
    if (paths.empty() && shipped) {
      diagnostics_.error({}, "nothing to check: there is no tests/cases and no corpora here");
    } else if (paths.empty()) {
      out_.write("The knowledge files have no mistakes.\n");
    }
    if (!options_.expect.empty() && corpus_folders_.size() != 1)
      diagnostics_.error({}, "--expect goes with one corpus");
    return diagnostics_.ok();
  }

  void find_files(const std::string& path) {
    std::error_code error;
    if (!fs::exists(path, error)) {
      diagnostics_.error({}, path + ": no such file or folder");
    } else if (!fs::is_directory(path, error)) {
      case_paths_.push_back(path);
    } else if (find_in_folder(path) == 0) {
      diagnostics_.error({}, path + ": no case files (*.txt) and no gold.jsonl in this folder");
    }
  }

  // Case files and corpora in a folder and the folders below it; how many.
  size_t find_in_folder(const std::string& folder) {
    if (is_corpus(folder)) {
      corpus_folders_.push_back(folder);
      return 1;
    }
    std::error_code error;
    std::vector<fs::path> entries;
    for (fs::directory_iterator it(folder, error), end; it != end; it.increment(error))
      if (!it->path().filename().string().starts_with('.')) entries.push_back(it->path());
    std::sort(entries.begin(), entries.end());
    size_t count = 0;
    for (const fs::path& entry : entries) {
      if (fs::is_directory(entry, error)) {
        count += find_in_folder(entry.string());
      } else if (entry.extension() == ".txt") {
        case_paths_.push_back(entry.string());
        ++count;
      }
    }
    return count;
  }

  bool read_files() {
    for (const std::string& path : case_paths_) {
      auto file = read_file(path);
      if (const auto* error = std::get_if<FileError>(&file)) {
        diagnostics_.error({}, error->message);
        continue;
      }
      auto source =
          std::make_shared<const Source>(Source{path, std::get<std::string>(std::move(file))});
      case_files_.push_back({source, read_cases(source, words_, diagnostics_)});
    }
    for (const std::string& folder : corpus_folders_)
      corpora_.push_back({folder, read_gold(folder, words_.codes, diagnostics_)});
    return diagnostics_.ok();
  }

  // --- cases

  void run_cases(const CaseFile& file) {
    std::vector<FailedCase> failed;
    for (const Case& one : file.cases) {
      const Analysis analysis = analyzer_->analyze(one.note, one.encounter);
      std::vector<Mismatch> mismatches = judge(one, analysis);
      if (one.todo) {
        ++todo_;
        if (!mismatches.empty()) continue;
        out_.write(render_done_todo(one));
        ++failed_;
      } else if (mismatches.empty()) {
        ++passed_;
      } else {
        if (!options_.update) out_.write(render_failure(one, analysis, mismatches));
        failed.push_back({&one, std::move(mismatches)});
      }
    }
    if (options_.update && !failed.empty() && update(file, failed)) {
      updated_ += failed.size();
    } else {
      failed_ += failed.size();
    }
  }

  bool update(const CaseFile& file, const std::vector<FailedCase>& failed) {
    const std::string text = updated(*file.source, failed);
    Diagnostics mistakes;
    read_cases(std::make_shared<const Source>(Source{file.source->name, text}), words_, mistakes);
    if (!mistakes.ok()) {
      complain(file.source->name + ": not updated, for it would have mistakes");
      std::cerr << mistakes.render();
      return false;
    }
    if (!replace_file(file.source->name, text)) return false;
    for (const FailedCase& one : failed) {
      out_.write(file.source->name + ':' + std::to_string(one.one->at.line) +
                 ": updated: " + one.one->name + '\n');
      for (const std::string& change : changed_codes(one)) out_.write("  " + change + '\n');
    }
    return true;
  }

  void print_summary() {
    std::string line = "cases: " + std::to_string(passed_) + " passed, ";
    if (options_.update) line += std::to_string(updated_) + " updated, ";
    out_.write(line + std::to_string(failed_) + " failed, " + std::to_string(todo_) + " todo\n");
    short_ |= failed_ > 0;
  }

  // --- corpora

  void score(const Corpus& corpus) {
    Scorer scorer;
    for (const GoldNote& gold : corpus.notes) scorer.add(gold, analyzer_->analyze(gold.note, {}));
    const std::string committed = corpus.folder + "/score.txt";
    const std::string path = options_.expect.empty() ? committed : options_.expect;
    std::error_code error;
    const bool expected = !options_.expect.empty() || fs::exists(path, error);
    if (options_.update) {
      short_ |= !write_score(path, scorer.text());
    } else if (!expected) {
      out_.write(corpus.folder + ":\n" + scorer.text());
    } else {
      compare(corpus, scorer, path);
    }
  }

  bool write_score(const std::string& path, const std::string& text) {
    const auto old = read_file(path);
    const auto* before = std::get_if<std::string>(&old);
    if (before != nullptr && *before == text) return true;
    if (!replace_file(path, text)) return false;
    out_.write(path + ": updated\n" + diff_lines(before != nullptr ? *before : "", text));
    return true;
  }

  void compare(const Corpus& corpus, const Scorer& scorer, const std::string& path) {
    const auto file = read_file(path);
    if (const auto* error = std::get_if<FileError>(&file)) {
      complain(error->message);
      short_ = true;
      return;
    }
    const std::string diff = diff_lines(std::get<std::string>(file), scorer.text());
    out_.write(corpus.folder + ": " + std::to_string(corpus.notes.size()) + " notes, " +
               (diff.empty() ? "scored as in " : "not scored as in ") + path + '\n' + diff);
    short_ |= !diff.empty();
  }

  const CheckOptions& options_;
  Diagnostics diagnostics_;
  std::unique_ptr<const Analyzer> analyzer_;
  CaseWords words_;
  std::vector<std::string> case_paths_, corpus_folders_;
  std::vector<CaseFile> case_files_;
  std::vector<Corpus> corpora_;
  Output out_;
  size_t passed_ = 0, failed_ = 0, updated_ = 0, todo_ = 0;
  bool short_ = false;
};

}  // namespace

void add_check(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand(
      "check",
      "Test lexicons and rules\n\n"
      "Reads the lexicons and rules, runs case files (a note and what must come out of it) and "
      "scores corpora (notes with gold codes), and shows every difference.");
  command->add_option("PATH", options->paths,
                      "Case files, folders of them, and corpora: folders with gold.jsonl and "
                      "notes/. Nothing: tests/cases and corpora.");
  command->add_flag("--update", options->update,
                    "Rewrite what differs: expectations of cases, score.txt of corpora. Refused "
                    "where CI is set.");
  command
      ->add_option("--expect", options->expect,
                   "The score that a corpus must have, instead of its score.txt.")
      ->type_name("FILE");
  add_knowledge_options(*command, options->knowledge);
  command->footer(kCheckExamples);
  command->callback([options, &chosen] { chosen = [options] { return Checker(*options).run(); }; });
}

}  // namespace evident
