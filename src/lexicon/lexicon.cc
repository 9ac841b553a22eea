#include "lexicon/lexicon.h"

#include <algorithm>

namespace evident {

std::optional<uint32_t> Lexicon::find(std::string_view id) const {
  const auto found = by_id_.find(std::string(id));
  if (found == by_id_.end()) return std::nullopt;
  return found->second;
}

std::vector<uint32_t> Lexicon::named(std::string_view id_or_group) const {
  std::vector<uint32_t> all;
  for (uint32_t i = 0; i < concepts_.size(); ++i) {
    const Concept& concept_ = concepts_[i];
    if (concept_.kind == ConceptKind::red_flag) continue;
    const auto& groups = concept_.groups;
    if (concept_.id == id_or_group ||
        std::find(groups.begin(), groups.end(), id_or_group) != groups.end()) {
      all.push_back(i);
    }
  }
  return all;
}

std::vector<std::string> Lexicon::names() const {
  std::vector<std::string> all;
  for (const Concept& concept_ : concepts_) {
    if (concept_.kind == ConceptKind::red_flag) continue;
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
