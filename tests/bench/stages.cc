// How long each step takes on notes of folders, files or JSON Lines, one core, beside the ruler:
// RE2::Set over the same whole notes, ids only, which every matcher must at least do.
//
//     build/release/evident_stages [--lexicons DIR] [--engine re2] [--ruler] [--rounds N] PATH...
//
// Prints a name and seconds of the processor for all notes a line: the best of the rounds, and for
// the ruler the first one, too, because a warm round that is hardly faster means that its table of
// states thrashes. What is found is counted in every round; other counts than in the first are an
// error.
#include <re2/set.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <map>

#include "cli/knowledge.h"
#include "cli/note_stream.h"
#include "coding/circumstances.h"
#include "coding/coder.h"
#include "coding/red_flags.h"
#include "coding/rules.h"
#include "context/context.h"
#include "lexicon/matcher.h"
#include "report/json.h"
#include "text/layout.h"

using namespace evident;

namespace {

// Of this thread: other programs on the machine count little.
double now() {
  timespec time = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// Enough for the states of some thousand notes.
constexpr int64_t kRulerBytes = int64_t{1} << 30;

struct Options {
  KnowledgeOptions knowledge;
  std::vector<std::string> paths;
  int rounds = 3;
  bool ruler = false;
};

struct Counts {
  size_t tokens = 0, mentions = 0, findings = 0, bytes_out = 0;
  bool operator==(const Counts&) const = default;
};

// One pattern a concept, as the plain engine has them.
std::unique_ptr<RE2::Set> ruler_of(const Lexicon& lexicon) {
  const auto& phrases = lexicon.phrases();
  RE2::Options options(RE2::Latin1);
  options.set_longest_match(true);
  options.set_max_mem(kRulerBytes);
  auto set = std::make_unique<RE2::Set>(options, RE2::UNANCHORED);
  std::string pattern;
  for (size_t i = 0; i < phrases.size(); ++i) {
    pattern += (pattern.empty() ? "" : "|") + lexicon.re2_of(phrases[i]);
    if (i + 1 < phrases.size() && phrases[i + 1].concept_index == phrases[i].concept_index)
      continue;
    if (set->Add(pattern, nullptr) < 0) return nullptr;
    pattern.clear();
  }
  return set->Compile() ? std::move(set) : nullptr;
}

class Bench {
 public:
  Bench(const Options& options, const Knowledge& knowledge, Diagnostics& diagnostics)
      : options_(options),
        lexicon_(Lexicon::load(knowledge.lexicons, diagnostics)),
        codes_(CodeSet::load(knowledge.code_set, diagnostics)) {
    if (!lexicon_ || !codes_) return;
    const bool re2 = options.knowledge.engine == "re2";
    concepts_ = lexicon_->ids();
    matcher_ = Matcher::build(*lexicon_, diagnostics, re2 ? EngineKind::re2 : EngineKind::fast);
    // Lexicons of literals for the growth of the engine come without rules.
    if (options.knowledge.lexicons.empty())
      rules_ = Rules::load(knowledge.rules, *lexicon_, *codes_, diagnostics);
  }

  int run() {
    if (!read_notes()) return std::fprintf(stderr, "no notes\n"), 2;
    for (int i = 0; i < options_.rounds; ++i) {
      Counts counts;
      std::map<std::string, double> spent;
      for (const std::string& note : notes_) one(note, spent, counts);
      if (i > 0 && counts != counts_) return std::fprintf(stderr, "rounds differ\n"), 1;
      counts_ = counts;
      for (const auto& [name, seconds] : spent) keep(name, seconds);
    }
    if (options_.ruler) measure_ruler();
    print();
    return 0;
  }

 private:
  bool read_notes() {
    NoteStream::Options from;
    from.paths = options_.paths;
    const double begin = now();
    NoteStream stream(from);
    while (auto item = stream.next())
      if (const auto* note = std::get_if<Note>(&*item)) notes_.emplace_back(note->bytes);
    keep("read", now() - begin);
    for (const std::string& note : notes_) bytes_ += note.size();
    return !notes_.empty();
  }

  void one(const std::string& note, std::map<std::string, double>& spent, Counts& counts) {
    Analysis analysis;
    double begin = now();
    const auto lap = [&](const char* name) {
      spent[name] += now() - begin;
      begin = now();
    };
    const Spelling& spelling = lexicon_->spelling();
    analysis.text =
        Text::decode(note, "", [&](std::string_view word) { return spelling.correct(word); });
    lap("decode");
    counts.tokens += find_tokens(analysis.text.norm()).size();
    lap("tokenise");  // once more: they are part of decode
    const std::vector<Mention> mentions = matcher_->find(analysis.text);
    lap("match");
    counts.mentions += mentions.size();
    if (!rules_) return;
    Context context = read_context(analysis.text, *lexicon_, mentions);
    const auto apart = read_apart(analysis.text, *lexicon_, *matcher_, mentions, context.sections,
                                  accompanied(mentions, context.findings, *lexicon_));
    lap("context");
    analysis.sections = std::move(context.sections);
    analysis.findings = std::move(context.findings);
    const std::vector<Finding> holding = what_holds(apart, *lexicon_);
    Coder(*rules_, *codes_, *lexicon_).code(analysis, holding);
    lap("rules");
    analysis.concepts = concepts_;
    counts.bytes_out += json_report(analysis, {}).size();
    lap("write");
    counts.findings += analysis.findings.size();
  }

  void measure_ruler() {
    const std::unique_ptr<RE2::Set> ruler = ruler_of(*lexicon_);
    if (!ruler) return;
    std::vector<std::string> norms;
    for (const std::string& note : notes_) norms.emplace_back(Text::decode(note).norm());
    std::vector<int> ids;
    for (int i = 0; i < options_.rounds; ++i) {
      const double begin = now();
      for (const std::string& norm : norms) ruler->Match(norm, &ids);
      if (i == 0) keep("ruler-first", now() - begin);
      keep("ruler", now() - begin);
    }
  }

  void keep(const std::string& name, double seconds) {
    const auto [known, fresh] = best_.emplace(name, seconds);
    if (!fresh) known->second = std::min(known->second, seconds);
  }

  void print() const {
    std::printf("notes %zu\nbytes %zu\nphrases %zu\n", notes_.size(), bytes_,
                lexicon_->phrases().size());
    std::printf("tokens %zu\nmentions %zu\nfindings %zu\nbytes-out %zu\n", counts_.tokens,
                counts_.mentions, counts_.findings, counts_.bytes_out);
    for (const auto& [name, seconds] : best_) std::printf("%s %.9f\n", name.c_str(), seconds);
  }

  const Options& options_;
  std::unique_ptr<const Lexicon> lexicon_;
  std::unique_ptr<const CodeSet> codes_;
  std::unique_ptr<const Matcher> matcher_;
  std::unique_ptr<const Rules> rules_;
  ConceptIds concepts_;
  std::vector<std::string> notes_;
  size_t bytes_ = 0;
  Counts counts_;
  std::map<std::string, double> best_;
};

Options options_of(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const bool more = i + 1 < argc;
    if (std::strcmp(argv[i], "--ruler") == 0)
      options.ruler = true;
    else if (more && std::strcmp(argv[i], "--lexicons") == 0)
      options.knowledge.lexicons = argv[++i];
    else if (more && std::strcmp(argv[i], "--engine") == 0)
      options.knowledge.engine = argv[++i];
    else if (more && std::strcmp(argv[i], "--rounds") == 0)
      options.rounds = std::max(1, std::atoi(argv[++i]));
    else
      options.paths.emplace_back(argv[i]);
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = options_of(argc, argv);
  Diagnostics diagnostics;
  const Knowledge knowledge = read_knowledge(options.knowledge, diagnostics);
  Bench bench(options, knowledge, diagnostics);
  if (!diagnostics.ok()) return print(diagnostics), 1;
  return bench.run();
}
