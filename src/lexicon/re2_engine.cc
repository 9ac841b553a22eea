#include "lexicon/re2_engine.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>

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
  // What is sought in one kind of place.
  struct Part {
    std::unique_ptr<RE2::Set> set;
    std::vector<uint32_t> concept_of;               // by pattern id of the set
    std::vector<std::unique_ptr<const RE2>> where;  // by pattern id
  };
  static void find_in(const Part& part, std::string_view norm, const Stretch& stretch,
                      std::vector<Mention>& mentions);
  static void locate(const Part& part, int id, std::string_view norm, const Stretch& stretch,
                     std::vector<Mention>& mentions);

  std::array<Part, kSought> parts_;
};

bool Re2Engine::build(const Lexicon& lexicon, Diagnostics& diagnostics) {
  const auto& phrases = lexicon.phrases();
  const int64_t budget = kSetBytes + kSetBytesPerPhrase * static_cast<int64_t>(phrases.size());
  for (Part& part : parts_) part.set = std::make_unique<RE2::Set>(options(budget), RE2::UNANCHORED);
  for (size_t first = 0; first < phrases.size();) {
    std::string pattern;
    size_t i = first;
    for (; i < phrases.size() && phrases[i].concept_index == phrases[first].concept_index; ++i) {
      if (!pattern.empty()) pattern += '|';
      pattern += lexicon.re2_of(phrases[i]);
    }
    const uint32_t concept_index = phrases[first].concept_index;
    Part& part = parts_[static_cast<size_t>(lexicon.concepts()[concept_index].sought())];
    std::string error;
    auto where = std::make_unique<const RE2>(pattern, options(budget));
    if (!where->ok() || part.set->Add(pattern, &error) < 0) {
      diagnostics.error(phrases[first].at, "these phrases do not compile: " +
                                               (error.empty() ? where->error() : error));
      return false;
    }
    part.concept_of.push_back(concept_index);
    part.where.push_back(std::move(where));
    first = i;
  }
  if (std::ranges::all_of(parts_, [](Part& part) { return part.set->Compile(); })) return true;
  diagnostics.error({}, "the lexicons are too large for the plain engine");
  return false;
}

void Re2Engine::find(std::string_view norm, std::span<const Span>,
                     std::span<const Stretch> stretches, Sought sought,
                     std::vector<Mention>& mentions) const {
  const Part& part = parts_[static_cast<size_t>(sought)];
  for (const Stretch& stretch : stretches) {
    const size_t first = mentions.size();
    find_in(part, norm, stretch, mentions);
    if (sought != Sought::at_heads) continue;
    const auto is_later = [&](const Mention& m) { return m.span.begin != stretch.span.begin; };
    mentions.erase(std::remove_if(mentions.begin() + static_cast<std::ptrdiff_t>(first),
                                  mentions.end(), is_later),
                   mentions.end());
  }
}

void Re2Engine::find_in(const Part& part, std::string_view norm, const Stretch& stretch,
                        std::vector<Mention>& mentions) {
  if (part.where.empty()) return;
  std::vector<int> hits;
  RE2::Set::ErrorInfo info;
  const bool any =
      part.set->Match(norm.substr(stretch.span.begin, stretch.span.size()), &hits, &info);
  if (any) {
    for (int id : hits) locate(part, id, norm, stretch, mentions);
  } else if (info.kind == RE2::Set::kOutOfMemory) {
    // Slow and right: analysing must not depend on the DFA's budget.
    for (size_t id = 0; id < part.where.size(); ++id)
      locate(part, static_cast<int>(id), norm, stretch, mentions);
  }
}

void Re2Engine::locate(const Part& part, int id, std::string_view norm, const Stretch& stretch,
                       std::vector<Mention>& mentions) {
  re2::StringPiece found;
  for (size_t at = stretch.span.begin; at < stretch.span.end;) {
    if (!part.where[id]->Match(norm, at, stretch.span.end, RE2::UNANCHORED, &found, 1)) return;
    const auto begin = static_cast<uint32_t>(found.data() - norm.data());
    const auto end = static_cast<uint32_t>(begin + found.size());
    if (end > begin) mentions.push_back({part.concept_of[id], {begin, end}, stretch.sentence});
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
