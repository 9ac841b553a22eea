#include "lexicon/re2_engine.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>

namespace evident {
namespace {

// The default budget makes the DFA reset; this one has room for the states of most notes.
constexpr int64_t kSetBytes = 16 << 20;
constexpr int64_t kSetBytesPerPhrase = 8 << 10;

RE2::Options options(int64_t max_mem) {
  RE2::Options options;
  options.set_longest_match(true);
  options.set_log_errors(false);
  options.set_encoding(RE2::Options::EncodingLatin1);  // norm is ASCII
  options.set_max_mem(max_mem);
  return options;
}

class Re2Engine : public Engine {
 public:
  // False when a phrase does not compile.
  bool build(const Lexicon& lexicon, Diagnostics& diagnostics);
  void find(std::string_view norm, std::span<const Span> tokens, std::span<const Stretch> stretches,
            Sought sought, std::vector<Mention>& mentions) const override;

 private:
  void find_in(std::string_view norm, uint32_t sentence, Span span,
               std::vector<Mention>& mentions) const;
  void locate(int id, std::string_view norm, uint32_t sentence, Span span,
              std::vector<Mention>& mentions) const;

  std::unique_ptr<RE2::Set> set_;
  std::vector<Sought> sought_;                     // by concept
  std::vector<uint32_t> concept_of_;               // by pattern id of the set
  std::vector<std::unique_ptr<const RE2>> where_;  // by pattern id
};

bool Re2Engine::build(const Lexicon& lexicon, Diagnostics& diagnostics) {
  for (const Concept& concept_ : lexicon.concepts()) sought_.push_back(concept_.sought());
  const auto& phrases = lexicon.phrases();
  const int64_t budget = kSetBytes + kSetBytesPerPhrase * static_cast<int64_t>(phrases.size());
  set_ = std::make_unique<RE2::Set>(options(budget), RE2::UNANCHORED);
  for (size_t first = 0; first < phrases.size();) {
    std::string pattern;
    size_t i = first;
    for (; i < phrases.size() && phrases[i].concept_index == phrases[first].concept_index; ++i) {
      if (!pattern.empty()) pattern += '|';
      pattern += lexicon.re2_of(phrases[i]);
    }
    std::string error;
    auto where = std::make_unique<const RE2>(pattern, options(budget));
    if (!where->ok() || set_->Add(pattern, &error) < 0) {
      diagnostics.error(phrases[first].at, "these phrases do not compile: " +
                                               (error.empty() ? where->error() : error));
      return false;
    }
    concept_of_.push_back(phrases[first].concept_index);
    where_.push_back(std::move(where));
    first = i;
  }
  if (set_->Compile()) return true;
  diagnostics.error({}, "the lexicons are too large for the plain engine");
  return false;
}

void Re2Engine::find(std::string_view norm, std::span<const Span>,
                     std::span<const Stretch> stretches, Sought sought,
                     std::vector<Mention>& mentions) const {
  std::vector<Mention> all;
  for (const Stretch& stretch : stretches) {
    all.clear();
    find_in(norm, stretch.sentence, stretch.span, all);
    for (const Mention& mention : all)
      if (sought_[mention.concept_index] == sought &&
          (sought != Sought::at_heads || mention.span.begin == stretch.span.begin))
        mentions.push_back(mention);
  }
}

void Re2Engine::find_in(std::string_view norm, uint32_t sentence, Span span,
                        std::vector<Mention>& mentions) const {
  std::vector<int> hits;
  RE2::Set::ErrorInfo info;
  const bool any = set_->Match(norm.substr(span.begin, span.size()), &hits, &info);
  if (any) {
    for (int id : hits) locate(id, norm, sentence, span, mentions);
  } else if (info.kind == RE2::Set::kOutOfMemory) {
    // Slow and right: analysing must not depend on the DFA's budget.
    for (size_t id = 0; id < where_.size(); ++id)
      locate(static_cast<int>(id), norm, sentence, span, mentions);
  }
}

void Re2Engine::locate(int id, std::string_view norm, uint32_t sentence, Span span,
                       std::vector<Mention>& mentions) const {
  re2::StringPiece found;
  for (size_t at = span.begin; at < span.end;) {
    if (!where_[id]->Match(norm, at, span.end, RE2::UNANCHORED, &found, 1)) return;
    const auto begin = static_cast<uint32_t>(found.data() - norm.data());
    const auto end = static_cast<uint32_t>(begin + found.size());
    if (end > begin) mentions.push_back({concept_of_[id], {begin, end}, sentence});
    at = std::max<size_t>(end, at + 1);
  }
}

}  // namespace

std::unique_ptr<const Engine> make_re2_engine(const Lexicon& lexicon, Diagnostics& diagnostics) {
  auto engine = std::make_unique<Re2Engine>();
  if (!engine->build(lexicon, diagnostics)) return nullptr;
  return engine;
}

void find_refused_phrases(const Lexicon& lexicon, Diagnostics& diagnostics) {
  for (const Phrase& phrase : lexicon.phrases()) {
    const RE2 expression(lexicon.re2_of(phrase), options(kSetBytes));
    if (!expression.ok())
      diagnostics.error(phrase.at, "this phrase does not compile: " + expression.error());
  }
}

}  // namespace evident
