#include "lexicon/matcher.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>

#include "lexicon/overlaps.h"

namespace evident {
namespace {

// perf.md, section 3: the default budget makes the DFA reset; this one has room for every state.
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

}  // namespace

struct Matcher::Parts {
  const Lexicon* lexicon = nullptr;
  std::unique_ptr<RE2::Set> set;
  std::vector<uint32_t> concept_of;               // by pattern id of the set
  std::vector<std::unique_ptr<const RE2>> where;  // by pattern id

  void find_in(std::string_view norm, uint32_t sentence, Span span,
               std::vector<Mention>& mentions) const;
  void locate(int id, std::string_view norm, uint32_t sentence, Span span,
              std::vector<Mention>& mentions) const;
};

Matcher::Matcher(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Matcher::~Matcher() = default;

std::unique_ptr<const Matcher> Matcher::build(const Lexicon& lexicon, Diagnostics& diagnostics) {
  auto parts = std::make_unique<Parts>();
  parts->lexicon = &lexicon;
  const auto& phrases = lexicon.phrases();
  const int64_t budget = kSetBytes + kSetBytesPerPhrase * static_cast<int64_t>(phrases.size());
  parts->set = std::make_unique<RE2::Set>(options(budget), RE2::UNANCHORED);
  for (size_t first = 0; first < phrases.size();) {
    std::string pattern;
    size_t i = first;
    for (; i < phrases.size() && phrases[i].concept_index == phrases[first].concept_index; ++i) {
      if (!pattern.empty()) pattern += '|';
      pattern += phrases[i].re2;
    }
    std::string error;
    auto where = std::make_unique<const RE2>(pattern, options(budget));
    if (!where->ok() || parts->set->Add(pattern, &error) < 0) {
      diagnostics.error(phrases[first].at, "these phrases do not compile: " +
                                               (error.empty() ? where->error() : error));
      return nullptr;
    }
    parts->concept_of.push_back(phrases[first].concept_index);
    parts->where.push_back(std::move(where));
    first = i;
  }
  if (!parts->set->Compile()) {
    diagnostics.error({}, "the lexicons are too large for the plain engine");
    return nullptr;
  }
  return std::unique_ptr<const Matcher>(new Matcher(std::move(parts)));
}

void Matcher::Parts::locate(int id, std::string_view norm, uint32_t sentence, Span span,
                            std::vector<Mention>& mentions) const {
  re2::StringPiece found;
  for (size_t at = span.begin; at < span.end;) {
    if (!where[id]->Match(norm, at, span.end, RE2::UNANCHORED, &found, 1)) return;
    const auto begin = static_cast<uint32_t>(found.data() - norm.data());
    const auto end = static_cast<uint32_t>(begin + found.size());
    if (end > begin) mentions.push_back({concept_of[id], {begin, end}, sentence});
    at = std::max<size_t>(end, at + 1);
  }
}

void Matcher::Parts::find_in(std::string_view norm, uint32_t sentence, Span span,
                             std::vector<Mention>& mentions) const {
  std::vector<int> hits;
  RE2::Set::ErrorInfo info;
  const bool any = set->Match(norm.substr(span.begin, span.size()), &hits, &info);
  if (any) {
    for (int id : hits) locate(id, norm, sentence, span, mentions);
  } else if (info.kind == RE2::Set::kOutOfMemory) {
    // Slow and right: analysing must not depend on the DFA's budget.
    for (size_t id = 0; id < where.size(); ++id)
      locate(static_cast<int>(id), norm, sentence, span, mentions);
  }
}

std::vector<Mention> Matcher::find(const Text& text) const {
  std::vector<Mention> mentions;
  const auto& sentences = text.sentences();
  for (uint32_t i = 0; i < sentences.size(); ++i)
    parts_->find_in(text.norm(), i, sentences[i].span, mentions);
  return drop_overlapped(std::move(mentions), *parts_->lexicon);
}

std::vector<Mention> Matcher::find(const Text& text, uint32_t sentence, Span hidden) const {
  const Span span = text.sentences()[sentence].span;
  std::string words(text.norm().substr(span.begin, span.size()));
  const uint32_t end = std::min(hidden.end, span.end);
  for (uint32_t i = std::max(hidden.begin, span.begin); i < end; ++i) {
    char& c = words[i - span.begin];
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) c = '_';
  }
  std::vector<Mention> mentions;
  parts_->find_in(words, sentence, {0, span.size()}, mentions);
  for (Mention& mention : mentions)
    mention.span = {mention.span.begin + span.begin, mention.span.end + span.begin};
  return drop_overlapped(std::move(mentions), *parts_->lexicon);
}

}  // namespace evident
