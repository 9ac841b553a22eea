#include "coding/proof_words.h"

#include <algorithm>

namespace evident {
namespace {

using Entry = FindingPool::Entry;

// A denial is shown with its cue, in characters of the note, unless a long list stands between.
constexpr uint32_t kLongestDenial = 60;

class ProofWords {
 public:
  ProofWords(const FindingPool& pool, const Lexicon& lexicon) : pool_(pool), lexicon_(lexicon) {}

  void add_anchor(const Finding& finding) {
    add(finding.span, Role::anchor, lexicon_.concepts()[finding.concept_index].id, finding);
  }

  // "chronic" proves G89.29 as much as the pain does.
  void add_filter_words(const Expression& leaf, const Finding& finding) {
    for (const Filter& filter : leaf.filters) {
      if (filter.key == "area" || filter.differs)
        continue;  // the place decides a digit, and is added with it
      for (const Reading& reading : pool_.axes().readings(finding, filter.key))
        if (reading.value == filter.value) add(reading.words, Role::support, filter.key, finding);
    }
  }

  void add_support(const Choice& choice) {
    const bool any = std::any_of(choice.from.begin(), choice.from.end(),
                                 [&](const auto& from) { return is_anchor(*from.first); });
    for (const auto& [entry, reading] : choice.from) {
      const Finding& finding = *entry->finding;
      const bool used = any ? is_anchor(*entry) : entry == choice.from.front().first;
      if (!used || named(finding, choice.value)) continue;
      if (has_adjective(finding, choice.value) && another_between(finding, reading.words)) continue;
      add(reading.words, Role::support, choice.axis, finding);
    }
  }

  // The words for which a second statement is shown: "C6" of an indication.
  void add_own_support(const Choice& choice, const Entry& entry) {
    const Finding& finding = *entry.finding;
    if (gives(choice, entry) || named(finding, choice.value)) return;
    for (const Reading& reading : pool_.axes().readings(finding, choice.axis))
      if (reading.direct && reading.value == choice.value)
        add(reading.words, Role::support, choice.axis, finding);
  }

  // "Cervical radiculopathy, right C6": the adjective belongs to the name, though the root decides;
  // not in "lumbar and cervical spondylosis", nor in "lumbar disc at L5-S1".
  void add_adjective(const Finding& finding, const std::vector<Choice>& chosen) {
    const std::vector<Reading> regions = pool_.axes().readings(finding, "region");
    const auto is_region = [&](const std::string& value) {
      return std::any_of(regions.begin(), regions.end(),
                         [&](const Reading& region) { return region.value == value; });
    };
    const auto is_chosen = [&](const std::string& value) {
      return std::any_of(chosen.begin(), chosen.end(), [&](const Choice& choice) {
        return choice.value == value || !is_region(choice.value);
      });
    };
    for (const Linked& linked : finding.linked)
      if (is_adjective(linked, finding) && is_region(linked.value) && is_chosen(linked.value))
        add(linked.words, Role::support, "region", finding);
  }

  // "Lumbar stenosis, no claudication": the digit says that there is none.
  void add_denial(uint32_t concept_index, std::string_view area) {
    for (const Entry* entry : pool_.of({concept_index}, area, false)) {
      const Finding& finding = *entry->finding;
      if (finding.standing > Standing::stated || !entry->discount ||
          entry->discount->reason != "negated" || !entry->discount->words)
        continue;
      const Span cue = *entry->discount->words;
      const Span both = {std::min(cue.begin, finding.span.begin),
                         std::max(cue.end, finding.span.end)};
      add(both.size() <= kLongestDenial ? both : finding.span, Role::support,
          lexicon_.concepts()[concept_index].id, finding);
      return;
    }
  }

  std::vector<Evidence> take() {
    std::stable_sort(words_.begin(), words_.end(),
                     [](const Evidence& a, const Evidence& b) { return a.span < b.span; });
    return std::move(words_);
  }

 private:
  void add(Span span, Role role, std::string says, const Finding& finding) {
    for (const Evidence& known : words_)
      if (known.span.contains(span)) return;
    words_.push_back({span, role, std::move(says), pool_.sections()[finding.section].id});
  }

  bool is_anchor(const Entry& entry) const {
    return std::any_of(words_.begin(), words_.end(), [&](const Evidence& evidence) {
      return evidence.span == entry.finding->span;
    });
  }

  static bool gives(const Choice& choice, const Entry& entry) {
    return std::any_of(choice.from.begin(), choice.from.end(),
                       [&](const auto& from) { return from.first == &entry; });
  }

  // Does the finding's own name say the value already ("Cervical stenosis, C5-6")?
  static bool named(const Finding& finding, const std::string& value) {
    return std::any_of(finding.linked.begin(), finding.linked.end(), [&](const Linked& linked) {
      return linked.value == value && finding.span.contains(linked.words);
    });
  }

  static bool is_adjective(const Linked& linked, const Finding& finding) {
    return linked.axis == "region" && linked.direct && linked.words.end + 1 == finding.span.begin;
  }

  static bool has_adjective(const Finding& finding, const std::string& value) {
    return std::any_of(finding.linked.begin(), finding.linked.end(), [&](const Linked& linked) {
      return linked.value == value && is_adjective(linked, finding);
    });
  }

  // "Cervical spondylosis and herniated disc at C4-5": the level is the disc's in the first place.
  bool another_between(const Finding& finding, Span words) const {
    const auto& entries = pool_.entries();
    const auto next = std::lower_bound(
        entries.begin(), entries.end(), finding.span.end,
        [](const Entry& entry, uint32_t at) { return entry.finding->span.begin < at; });
    return next != entries.end() && next->finding->span.end <= words.begin;
  }

  const FindingPool& pool_;
  const Lexicon& lexicon_;
  std::vector<Evidence> words_;
};

}  // namespace

std::vector<Evidence> proof_words(const std::vector<Satisfied>& leaves,
                                  const std::vector<Choice>& chosen, const Shown& shown,
                                  const Rule& rule, std::string_view area, const FindingPool& pool,
                                  const Lexicon& lexicon) {
  ProofWords words(pool, lexicon);
  for (const auto& entries : shown)
    for (const Entry* entry : entries) words.add_anchor(*entry->finding);
  for (size_t leaf = 0; leaf < leaves.size(); ++leaf)
    words.add_filter_words(*leaves[leaf].leaf, *shown[leaf].front()->finding);
  for (const Choice& choice : chosen) words.add_support(choice);
  for (uint32_t concept_index : rule.without) words.add_denial(concept_index, area);
  if (shown.empty()) return words.take();
  for (const Choice& choice : chosen)
    for (size_t i = 1; i < shown[0].size(); ++i) words.add_own_support(choice, *shown[0][i]);
  words.add_adjective(*shown[0].front()->finding, chosen);
  return words.take();
}

}  // namespace evident
