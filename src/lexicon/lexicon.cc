#include "lexicon/lexicon.h"

#include <algorithm>

#include "base/utf8.h"
#include "lexicon/phrase.h"

namespace evident {

bool Concept::names_place() const {
  return std::ranges::any_of(values, [](const AxisValue& value) {
    return value.axis == "region" || value.axis == "level";
  });
}

Sought Concept::sought() const {
  if (kind == ConceptKind::section) return Sought::at_heads;
  const bool says_of_findings =
      kind == ConceptKind::cue || (kind == ConceptKind::modifier && !names_place());
  return says_of_findings ? Sought::at_findings : Sought::everywhere;
}

bool Concept::bears(std::string_view id_or_group) const {
  return id == id_or_group || std::find(groups.begin(), groups.end(), id_or_group) != groups.end();
}

bool Concept::bears_one_of(const std::vector<std::string>& ids_and_groups) const {
  return std::ranges::any_of(ids_and_groups, [&](const std::string& name) { return bears(name); });
}

// From the place of the phrase to the end of its line.
std::string_view Phrase::written() const {
  const std::string_view line = at.source->line(at.line);
  const std::string_view rest = line.substr(bytes_of(line, static_cast<size_t>(at.column - 1)));
  return rest.substr(0, rest.find_last_not_of(" \t\r") + 1);
}

std::string Lexicon::re2_of(const Phrase& phrase) const {
  const ParsedPhrase parsed =
      parse_phrase(phrase.written(), [this](std::string_view name) { return list(name); });
  return parsed.root ? to_re2(*parsed.root) : "";
}

std::optional<uint32_t> Lexicon::find(std::string_view id) const {
  const auto found = by_id_.find(std::string(id));
  if (found == by_id_.end()) return std::nullopt;
  return found->second;
}

std::vector<uint32_t> Lexicon::named(std::string_view id_or_group) const {
  const auto found = by_name_.find(std::string(id_or_group));
  return found == by_name_.end() ? std::vector<uint32_t>() : found->second;
}

void Lexicon::index_names() {
  for (uint32_t i = 0; i < concepts_.size(); ++i) {
    if (is_apart(concepts_[i].kind)) continue;
    by_name_[concepts_[i].id].push_back(i);
    for (const std::string& group : concepts_[i].groups) {
      std::vector<uint32_t>& members = by_name_[group];
      if (members.empty() || members.back() != i) members.push_back(i);
    }
  }
}

std::vector<std::string> Lexicon::ids() const {
  std::vector<std::string> ids;
  for (const Concept& concept_ : concepts_) ids.push_back(concept_.id);
  return ids;
}

std::vector<std::string> Lexicon::names() const {
  std::vector<std::string> all;
  for (const Concept& concept_ : concepts_) {
    if (is_apart(concept_.kind)) continue;
    all.push_back(concept_.id);
    all.insert(all.end(), concept_.groups.begin(), concept_.groups.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

const std::string* Lexicon::list(std::string_view name) const {
  const auto found = lists_.find(std::string(name));
  return found == lists_.end() ? nullptr : &found->second;
}

}  // namespace evident
