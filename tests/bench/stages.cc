// How long each step takes, on notes of a folder, a file or JSON Lines, beside the ruler: RE2::Set
// over the same notes, ids only, warm, which every matcher must at least do.
//
//     build/release/evident_stages corpora/notes     best of three rounds over all the notes
//
// The findings are counted in every round; a time without the same count is an error.
#include <re2/set.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "analyzer.h"
#include "cli/note_stream.h"
#include "coding/coder.h"
#include "coding/rules.h"
#include "context/context.h"
#include "lexicon/matcher.h"
#include "report/json.h"

using namespace evident;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kRounds = 3;

struct Stage {
  const char* name;
  double best = 1e9;  // seconds for all notes
};

std::vector<std::string> notes_of(const std::vector<std::string>& paths) {
  NoteStream::Options options;
  options.paths = paths;
  NoteStream stream(options);
  std::vector<std::string> notes;
  while (auto item = stream.next()) {
    if (const auto* note = std::get_if<Note>(&*item)) notes.emplace_back(note->bytes);
  }
  return notes;
}

// One pattern a concept, as the engine has them.
std::unique_ptr<RE2::Set> ruler_of(const Lexicon& lexicon) {
  const auto& phrases = lexicon.phrases();
  RE2::Options options(RE2::Latin1);
  options.set_longest_match(true);
  options.set_max_mem((16 << 20) + (8 << 10) * static_cast<int64_t>(phrases.size()));
  auto set = std::make_unique<RE2::Set>(options, RE2::UNANCHORED);
  std::string pattern;
  for (size_t i = 0; i < phrases.size(); ++i) {
    pattern += (pattern.empty() ? "" : "|") + phrases[i].re2;
    if (i + 1 < phrases.size() && phrases[i + 1].concept_index == phrases[i].concept_index)
      continue;
    if (set->Add(pattern, nullptr) < 0) return nullptr;
    pattern.clear();
  }
  return set->Compile() ? std::move(set) : nullptr;
}

class Bench {
 public:
  Bench(const Knowledge& knowledge, Diagnostics& diagnostics)
      : lexicon_(Lexicon::load(knowledge.lexicons, diagnostics)),
        codes_(CodeSet::load(knowledge.code_set, diagnostics)),
        matcher_(Matcher::build(*lexicon_, diagnostics)),
        rules_(Rules::load(knowledge.rules, *lexicon_, *codes_, diagnostics)),
        ruler_(ruler_of(*lexicon_)) {}

  bool ready() const { return ruler_ != nullptr; }
  // False when two rounds do not find the same.
  bool run(const std::vector<std::string>& notes) {
    for (int i = 0; i < kRounds; ++i) {
      const size_t findings = round(notes);
      if (i > 0 && findings != findings_) return false;
      findings_ = findings;
    }
    return true;
  }

  void print(const std::vector<std::string>& notes) const {
    size_t bytes = 0;
    for (const std::string& note : notes) bytes += note.size();
    const double size = static_cast<double>(bytes), count = static_cast<double>(notes.size());
    std::printf("%zu notes, %zu bytes, %zu findings, %zu phrases\n", notes.size(), bytes, findings_,
                lexicon_->phrases().size());
    std::printf("%-10s %10s %10s %14s\n", "step", "us a note", "MB/s", "of the ruler");
    double whole = 0;
    for (size_t i = 0; i < stages_.size(); ++i) {
      if (i > 0) whole += stages_[i].best;
      line(stages_[i].name, stages_[i].best, size, count);
    }
    line("whole", whole, size, count);
  }

 private:
  enum { kRuler, kDecode, kMatch, kContext, kRules, kWrite };

  size_t round(const std::vector<std::string>& notes) {
    std::vector<double> spent(stages_.size());
    size_t findings = 0;
    for (const std::string& note : notes) findings += one(note, spent);
    for (size_t i = 0; i < stages_.size(); ++i)
      stages_[i].best = std::min(stages_[i].best, spent[i]);
    return findings;
  }

  size_t one(const std::string& note, std::vector<double>& spent) {
    Analysis analysis;
    auto begin = Clock::now();
    const auto lap = [&](int stage) {
      const auto now = Clock::now();
      spent[static_cast<size_t>(stage)] += std::chrono::duration<double>(now - begin).count();
      begin = Clock::now();
    };
    analysis.text = Text::decode(note);
    lap(kDecode);
    std::vector<int> hits;
    for (const Sentence& sentence : analysis.text.sentences()) {
      hits.clear();
      ruler_->Match(analysis.text.norm().substr(sentence.span.begin, sentence.span.size()), &hits);
    }
    lap(kRuler);
    const std::vector<Mention> mentions = matcher_->find(analysis.text);
    lap(kMatch);
    Context context = read_context(analysis.text, *lexicon_, mentions);
    lap(kContext);
    analysis.sections = std::move(context.sections);
    analysis.findings = std::move(context.findings);
    for (const Concept& concept_ : lexicon_->concepts()) analysis.concepts.push_back(concept_.id);
    Coder(*rules_, *codes_, *lexicon_).code(analysis);
    lap(kRules);
    const std::string report = json_report(analysis, {});
    lap(kWrite);
    return report.empty() ? 0 : analysis.findings.size();
  }

  void line(const char* name, double seconds, double bytes, double notes) const {
    std::printf("%-10s %10.1f %10.1f %13.2fx\n", name, seconds / notes * 1e6, bytes / seconds / 1e6,
                stages_[kRuler].best / seconds);
  }

  std::unique_ptr<const Lexicon> lexicon_;
  std::unique_ptr<const CodeSet> codes_;
  std::unique_ptr<const Matcher> matcher_;
  std::unique_ptr<const Rules> rules_;
  std::unique_ptr<RE2::Set> ruler_;
  std::vector<Stage> stages_ = {{"ruler"},   {"decode"}, {"match"},
                                {"context"}, {"rules"},  {"write"}};
  size_t findings_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> notes = notes_of({argv + 1, argv + argc});
  if (notes.empty()) {
    std::fprintf(stderr, "usage: evident_stages PATH... (folders, notes, JSON Lines)\n");
    return 2;
  }
  Diagnostics diagnostics;
  Bench bench(Knowledge::shipped(), diagnostics);
  if (!diagnostics.ok() || !bench.ready() || !bench.run(notes)) return 1;
  bench.print(notes);
  return 0;
}
