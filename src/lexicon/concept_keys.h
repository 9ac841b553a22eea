// The words of lexicon files for kinds, meanings and the like, and which keys a concept of a kind
// has.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/yaml.h"
#include "lexicon/lexicon.h"

namespace evident {

template <typename T>
using Names = std::vector<std::pair<std::string_view, T>>;

inline const Names<ConceptKind> kKinds = {
    {"problem", ConceptKind::problem},          {"symptom", ConceptKind::symptom},
    {"modifier", ConceptKind::modifier},        {"cue", ConceptKind::cue},
    {"section", ConceptKind::section},          {"red-flag", ConceptKind::red_flag},
    {"circumstance", ConceptKind::circumstance}};
inline const Names<CueMeaning> kMeanings = {{"negated", CueMeaning::negated},
                                            {"possible", CueMeaning::possible},
                                            {"past", CueMeaning::past},
                                            {"future", CueMeaning::future},
                                            {"family", CueMeaning::family},
                                            {"other", CueMeaning::other},
                                            {"hypothetical", CueMeaning::hypothetical},
                                            {"affirmed", CueMeaning::affirmed},
                                            {"leading", CueMeaning::leading},
                                            {"mentioned", CueMeaning::mentioned},
                                            {"current", CueMeaning::current},
                                            {"pseudo", CueMeaning::pseudo},
                                            {"stop", CueMeaning::stop},
                                            {"answer-no", CueMeaning::answer_no},
                                            {"answer-yes", CueMeaning::answer_yes}};
inline const Names<CueMeaning> kSectionSays = {{"past", CueMeaning::past},
                                               {"family", CueMeaning::family},
                                               {"hypothetical", CueMeaning::hypothetical},
                                               {"possible", CueMeaning::possible}};
inline const Names<Direction> kDirections = {
    {"forward", Direction::forward},   {"backward", Direction::backward},
    {"both", Direction::both},         {"either", Direction::either},
    {"trailing", Direction::trailing}, {"between", Direction::between}};
inline const Names<Reach> kReaches = {
    {"phrase", Reach::phrase}, {"clause", Reach::clause}, {"sentence", Reach::sentence}};
inline const Names<PlaceFrom> kPlaces = {
    {"note", PlaceFrom::note}, {"own", PlaceFrom::own}, {"none", PlaceFrom::none}};
inline const Names<Corrects> kCorrects = {{"nothing", Corrects::nothing},
                                          {"places", Corrects::places},
                                          {"diagnoses", Corrects::diagnoses}};
inline const Names<Standing> kStandings = {{"leading", Standing::leading},
                                           {"stated", Standing::stated},
                                           {"outranked", Standing::outranked},
                                           {"mentioned", Standing::mentioned},
                                           {"excluded", Standing::excluded}};

template <typename T>
std::vector<std::string> words_of(const Names<T>& names) {
  std::vector<std::string> words;
  for (const auto& [word, value] : names) words.emplace_back(word);
  return words;
}

template <typename T>
T pick(const yaml::Map& map, std::string_view key, const Names<T>& names, T otherwise) {
  const yaml::Node* node = map.get(key);
  if (node == nullptr) return otherwise;
  const std::string word = map.choice(key, words_of(names), "");
  for (const auto& [name, value] : names)
    if (name == word) return value;
  return otherwise;
}

inline std::vector<std::string> keys_of(ConceptKind kind) {
  switch (kind) {
    case ConceptKind::problem:
    case ConceptKind::symptom:
      return {"kind", "groups", "says", "place", "phrases"};
    case ConceptKind::modifier:
      return {"kind", "says", "days", "of", "phrases"};
    case ConceptKind::cue:
      return {"kind", "means", "direction", "reach", "of", "phrases"};
    case ConceptKind::section:
      return {"kind",    "standing",         "says",   "sub",      "needs-colon",
              "imaging", "reason-for-visit", "column", "corrects", "one-line",
              "phrases"};
    case ConceptKind::red_flag:
      return {"kind", "message", "with", "past", "phrases"};
    case ConceptKind::circumstance:
      return {"kind", "message", "with", "codes", "says", "of", "phrases"};
  }
  return {};
}

// Without a kind that is known, any key that some kind takes will do: one mistake, one message.
inline std::vector<std::string> keys_of(std::optional<ConceptKind> kind) {
  if (kind) return keys_of(*kind);
  std::vector<std::string> all;
  for (const auto& [word, known] : kKinds)
    for (std::string& key : keys_of(known))
      if (std::find(all.begin(), all.end(), key) == all.end()) all.push_back(std::move(key));
  return all;
}

}  // namespace evident
