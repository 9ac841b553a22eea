// evident codes: what the code set knows of a code, or which codes bear some words.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/suggest.h"
#include "cli/codes_import.h"
#include "cli/codes_view.h"
#include "cli/commands.h"
#include "cli/knowledge.h"
#include "cli/output.h"
#include "cli/usage.h"
#include "coding/code_text.h"

namespace evident {
namespace {

constexpr char kCodesExamples[] = R"(Examples:
  evident codes M54.41
      Title, life, parent, what it excludes and what excludes it.
  evident codes M54.5 --date 2021-09-30
      Was it billable on that day? What replaced it?
  evident codes M54.5 --show siblings
      The codes beside it; also children, history, excludes.
  evident codes 724.2
      An ICD-9-CM code: what is usual today.
  evident codes spinal stenosis lumbar
      Codes whose title or inclusion terms hold all these words.
  evident codes HNP lumbar
      Words of notes that stand in no title: the codes that a note gets.
  evident codes import --output icd10cm.codes icd10cm-order-2025.txt.gz
  evident codes --code-set icd10cm.codes E11.9
      All of ICD-10-CM, from the official files.
)";

constexpr size_t kMostNear = 5;  // suggestions for an unknown code

struct CodesOptions {
  std::vector<std::string> words;
  std::string date, show;
  std::string format = "text";
  std::string limit = "100";
  KnowledgeOptions knowledge;
};

class CodesCommand {
 public:
  CodesCommand(const CodesOptions& options, const CodeSet& set)
      : options_(options),
        set_(set),
        view_{set, parse_date(options.date), options.show},
        json_(options.format == "json"),
        limit_(std::stoul(options.limit)),
        scope_(set.file() != nullptr ? "code of " : "back or neck code of ") {}

  int run(const std::vector<std::string>& words) {
    const std::string word = words.size() == 1 ? without_dash(words.front()) : "";
    const int exit = looks_like_code(word) ? one(word) : search(words);
    Output output;
    output.write(text_);
    return output.finish(exit);
  }

 private:
  // "M54.5-" and "M54.-", as notes of the tabular list write a code with all below it.
  static std::string without_dash(std::string word) {
    const std::string code = word.substr(0, word.find_last_not_of(".-") + 1);
    return word.ends_with('-') && looks_like_code(code) ? code : word;
  }

  int one(const std::string& word) {
    const std::string name = as_code(word);
    if (const Code* code = set_.find(name)) {
      text_ = json_ ? code_json(view_, *code) : code_text(view_, *code);
      return kExitDone;
    }
    if (const OldCode* old = find_icd9(word)) {
      text_ = json_ ? old_code_json(*old) : old_code_text(view_, *old);
      return kExitDone;
    }
    const CodeHits below = search_codes(set_, {word}, view_.day(), limit_);
    if (below.found > 0) return show(below);
    const std::vector<CodeHit> near = near_codes(name);
    complain(name + " is not among the " + (set_.file() != nullptr ? "" : "back and neck ") +
             "codes of " + set_.name() + ".");
    text_ = json_ ? unknown_code_json(name, near) : hits_text(view_, near);
    return kExitShort;
  }

  // "724.2", or "7242" as claims write it.
  const OldCode* find_icd9(const std::string& word) const {
    if (const OldCode* old = set_.find_icd9(word)) return old;
    const size_t dot = word.starts_with('E') ? 4 : 3;
    return word.find('.') == word.npos && word.size() > dot
               ? set_.find_icd9(word.substr(0, dot) + "." + word.substr(dot))
               : nullptr;
  }

  int search(const std::vector<std::string>& words) {
    const CodeHits hits = search_codes(set_, words, view_.day(), limit_);
    if (hits.found > 0) return show(hits);
    const CodeHits read = read_as_note(join(words, " "));
    complain("no " + scope_ + set_.name() + " bears these words: " + join(words, " ") +
             (read.found > 0 ? "; a note that says them gets:" : ""));
    return read.found > 0 ? show(read) : kExitShort;
  }

  // "HNP" and "slipped disc" stand in no title, but the lexicons know them: the codes of a note of
  // these words, and those that a further word would make of them.
  CodeHits read_as_note(const std::string& words) const {
    CodeHits hits;
    const auto analyzer = load_analyzer(options_.knowledge);
    if (!analyzer) return hits;
    Encounter encounter;
    encounter.service_date = view_.day();
    for (const Candidate& candidate : analyzer->analyze(words, encounter).codes) {
      if (!candidate.proposed()) continue;
      add(candidate.code, hits);
      for (const Warning& warning : candidate.warnings)
        for (const std::string& code : warning.would_change_to) add(code, hits);
    }
    return hits;
  }

  void add(const std::string& code, CodeHits& hits) const {
    const bool known = std::ranges::find(hits.best, code, &CodeHit::code) != hits.best.end();
    const Code* entry = set_.find(code);
    if (known || entry == nullptr) return;
    ++hits.found;
    if (hits.best.size() < limit_) hits.best.push_back({code, entry->title, ""});
  }

  int show(const CodeHits& hits) {
    text_ = json_ ? hits_json(view_, hits.best) : hits_text(view_, hits.best);
    if (hits.found > hits.best.size())
      complain("only the first " + std::to_string(hits.best.size()) + " of " +
               std::to_string(hits.found) +
               " codes are shown; more words narrow them down, --limit shows more.");
    return kExitDone;
  }

  // The codes that differ least from a mistyped one, those that begin like it first.
  std::vector<CodeHit> near_codes(const std::string& word) const {
    struct Near {
      int distance;
      size_t common;
      CodeHit hit;
    };
    std::vector<Near> near;
    set_.each(view_.day(), [&](const CodeSet::Entry& entry) {
      const int distance = edit_distance(word, entry.code, 2);
      if (distance > 2) return;
      const auto end =
          std::mismatch(word.begin(), word.end(), entry.code.begin(), entry.code.end());
      near.push_back({distance,
                      static_cast<size_t>(end.first - word.begin()),
                      {std::string(entry.code), std::string(entry.title), ""}});
    });
    std::stable_sort(near.begin(), near.end(), [](const Near& a, const Near& b) {
      return a.distance != b.distance ? a.distance < b.distance : a.common > b.common;
    });
    std::vector<CodeHit> result;
    for (const Near& each : near)
      if (result.size() < kMostNear && each.distance == near.front().distance)
        result.push_back(each.hit);
    return result;
  }

  const CodesOptions& options_;
  const CodeSet& set_;
  const CodesView view_;
  const bool json_;
  const size_t limit_;
  const std::string scope_;
  std::string text_;
};

int run_codes(const CodesOptions& options) {
  Diagnostics diagnostics;
  const Knowledge knowledge = read_knowledge(options.knowledge, diagnostics);
  std::unique_ptr<const CodeSet> set;
  if (diagnostics.ok()) set = CodeSet::load(knowledge.code_set, diagnostics, knowledge.code_file);
  print(diagnostics);
  if (!diagnostics.ok()) return kExitUsage;
  return CodesCommand(options, *set).run(options.words);
}

}  // namespace

void add_codes(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<CodesOptions>();
  CLI::App* command = app.add_subcommand(
      "codes",
      "What a code means, when it was valid, what it excludes\n\n"
      "Looks into the code set: ICD-10-CM codes for the back and neck with their life in time, or "
      "all of them with --code-set.");
  command->add_option("CODE|WORDS", options->words,
                      "A code, the beginning of one, or words of a title.");
  command
      ->add_option("--date", options->date,
                   "The day to look at; without it, children and search show what is valid now.")
      ->type_name("YYYY-MM-DD")
      ->check(a_day());
  command
      ->add_option("--show", options->show,
                   "Of a code, only its children, siblings, history or excludes.")
      ->type_name("PART")
      ->check(one_of({"children", "siblings", "history", "excludes"}));
  command->add_option("--limit", options->limit, "The most codes that a search shows (100).")
      ->type_name("N")
      ->check(whole_number(1, 1000000));
  command->add_option("--format", options->format, "text (default) or json, an object a line.")
      ->type_name("FORMAT")
      ->check(one_of({"text", "json"}));
  command
      ->add_option("--code-set", options->knowledge.code_set,
                   "All of ICD-10-CM as evident codes import makes it, behind the shipped code set "
                   "of the spine; or a code set instead of that.")
      ->type_name("FILE")
      ->group("Knowledge");
  command->footer(kCodesExamples);
  CLI::App* import = add_codes_import(*command, chosen);
  command->callback([options, import, &chosen] {
    if (import->parsed()) return;
    if (options->words.empty()) throw CLI::RequiredError("CODE|WORDS");
    chosen = [options] { return run_codes(*options); };
  });
}

}  // namespace evident
