#include "analyzer.h"

#include <future>

#include "base/hash.h"
#include "base/yaml.h"
#include "coding/circumstances.h"
#include "coding/coder.h"
#include "coding/red_flags.h"
#include "coding/rules.h"
#include "context/context.h"
#include "lexicon/lexicon.h"

namespace evident {

struct Analyzer::Parts {
  std::unique_ptr<const Lexicon> lexicon;
  std::unique_ptr<const Matcher> matcher;
  std::unique_ptr<const CodeSet> codes;
  std::unique_ptr<const Rules> rules;
  ConceptIds concepts;
  std::string hash;
};

namespace {

std::string hash_of(const Knowledge& knowledge) {
  std::string all;
  for (const auto& file : knowledge.lexicons) all += file->name + '\0' + file->text + '\0';
  return "sha256:" + sha256_hex(all + knowledge.rules->text);
}

void note_encoding(Analysis& analysis) {
  const Text& text = analysis.text;
  const auto add = [&](const char* id, const std::string& message) {
    analysis.notices.push_back({id, message});
  };
  if (analysis.encounter.encoding.empty() && text.encoding() != "UTF-8")
    add("encoding", "The note is not UTF-8; its bytes look like " + text.encoding() +
                        ", in which it was read.");
  if (text.replaced() > 0)
    add("bytes-replaced",
        std::to_string(text.replaced()) + " sequence" + (text.replaced() == 1 ? "" : "s") +
            " of bytes without a meaning in " + text.encoding() + "; U+FFFD stands for each.");
  if (!text.whole())
    add("note-cut", "The note is too long; what follows its first " +
                        std::to_string(kLongestNote >> 20) + " MiB was not read.");
}

}  // namespace

Analyzer::Analyzer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Analyzer::~Analyzer() = default;

std::unique_ptr<const Analyzer> Analyzer::load(const Knowledge& knowledge, Diagnostics& diagnostics,
                                               EngineKind engine) {
  auto parts = std::make_unique<Parts>();
  // What does not need the lexicon, beside it.
  Diagnostics of_codes, of_rules;
  yaml::Node rules;
  std::future<void> beside = std::async([&] {
    rules = yaml::parse(knowledge.rules, of_rules);
    parts->codes = CodeSet::load(knowledge.code_set, of_codes, knowledge.code_file);
    parts->hash = hash_of(knowledge);
  });
  parts->lexicon = Lexicon::load(knowledge.lexicons, diagnostics);
  beside.get();
  diagnostics.append(std::move(of_codes));
  if (!parts->lexicon || !parts->codes) return nullptr;
  parts->matcher = Matcher::build(*parts->lexicon, diagnostics, engine);
  parts->rules =
      Rules::load(rules, std::move(of_rules), *parts->lexicon, *parts->codes, diagnostics);
  if (!parts->matcher || !parts->rules || !diagnostics.ok()) return nullptr;
  parts->concepts = parts->lexicon->ids();
  return std::unique_ptr<const Analyzer>(new Analyzer(std::move(parts)));
}

Analysis Analyzer::analyze(std::string_view note, const Encounter& encounter, Trace* trace) const {
  Analysis analysis;
  analysis.encounter = encounter;
  const Spelling& spelling = parts_->lexicon->spelling();
  analysis.text = Text::decode(note, encounter.encoding,
                               [&](std::string_view word) { return spelling.correct(word); });
  note_encoding(analysis);
  const Matcher& matcher = *parts_->matcher;
  std::vector<Mention> mentions =
      trace != nullptr ? matcher.find_all(analysis.text) : matcher.find(analysis.text);
  Context context = read_context(analysis.text, *parts_->lexicon, mentions, trace);
  const std::vector<Finding> apart =
      read_apart(analysis.text, *parts_->lexicon, *parts_->matcher, mentions, context.sections,
                 accompanied(mentions, context.findings, *parts_->lexicon));
  if (trace != nullptr) trace->mentions = std::move(mentions);
  analysis.sections = std::move(context.sections);
  analysis.findings = std::move(context.findings);
  analysis.concepts = parts_->concepts;
  const std::vector<Finding> holding = what_holds(apart, *parts_->lexicon);
  lend_values(holding, *parts_->lexicon, analysis.findings);
  Coder(*parts_->rules, *parts_->codes, *parts_->lexicon).code(analysis, holding);
  analysis.red_flags = find_red_flags(holding, analysis.sections, *parts_->lexicon);
  return analysis;
}

std::vector<EntityContext> Analyzer::context(std::string_view text,
                                             std::span<const Span> entities) const {
  return read_entities(Text::decode(text), *parts_->lexicon, *parts_->matcher, entities);
}

const CodeSet& Analyzer::code_set() const { return *parts_->codes; }
const std::vector<std::string>& Analyzer::concepts() const { return parts_->concepts.all(); }
const std::string& Analyzer::rules_hash() const { return parts_->hash; }

}  // namespace evident
