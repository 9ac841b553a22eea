#include "coding/proof.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace evident {
namespace {

using Entry = FindingPool::Entry;

// The axis that a table, or a table of a table, reads: "level" for a region.
std::string_view source_of(std::string_view axis, const Axes& axes) {
  for (size_t left = axes.tables().size(); left > 0; --left) {
    const AxisTable* table = axes.find_table(axis);
    if (table == nullptr) break;
    axis = table->from;
  }
  return axis;
}

class Prover {
 public:
  Prover(const std::vector<Satisfied>& leaves, const std::vector<Choice>& chosen,
         const FindingPool& pool, const Lexicon& lexicon, Shown& shown)
      : leaves_(leaves), chosen_(chosen), pool_(pool), lexicon_(lexicon), shown_(shown) {
    for (const Satisfied& leaf : leaves) bindings_.push_back(binding(leaf, chosen, axes_));
  }

  void run() {
    if (leaves_.size() > 1) {
      find_sentences();
      for (size_t leaf = 1; leaf < leaves_.size(); ++leaf) move_beside_another(leaf);
      if (stand_apart()) add_joint_statement();
    }
    if (!leaves_.empty()) add_second_statement();
  }

 private:
  bool usable(const Entry& entry, size_t leaf) const {
    return !entry.discount &&
           std::all_of(bindings_[leaf].begin(), bindings_[leaf].end(),
                       [&](const Choice* choice) { return may_be(entry, *choice, axes_); });
  }

  bool is_shown(const Entry& entry) const {
    return std::any_of(shown_.begin(), shown_.end(), [&](const auto& entries) {
      return std::any_of(entries.begin(), entries.end(), [&](const Entry* other) {
        return other->finding->span.overlaps(entry.finding->span);
      });
    });
  }

  // Shows the first finding of the leaf that is fit to be shown and that `wanted` accepts.
  template <typename Wanted>
  void show_first(size_t leaf, const Wanted& wanted) {
    for (const Entry* entry : leaves_[leaf].entries) {
      if (!wanted(*entry) || !usable(*entry, leaf) || is_shown(*entry)) continue;
      shown_[leaf].push_back(entry);
      return;
    }
  }

  void find_sentences() {
    for (size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
      std::set<uint32_t>& sentences = sentences_.emplace_back();
      for (const Entry* entry : leaves_[leaf].entries)
        if (usable(*entry, leaf)) sentences.insert(entry->finding->sentence);
    }
  }

  bool beside_another(const Entry& entry, size_t leaf) const {
    for (size_t other = 0; other < leaves_.size(); ++other)
      if (other != leaf && sentences_[other].contains(entry.finding->sentence)) return true;
    return false;
  }

  // "1. Spondylosis with myelopathy. 2. Herniated disc." does not prove the disc with myelopathy
  // when "a herniated disc with cord compression" stands below.
  void move_beside_another(size_t leaf) {
    const Entry*& anchor = shown_[leaf].front();
    if (beside_another(*anchor, leaf)) return;
    for (const Entry* entry : leaves_[leaf].entries) {
      if (!usable(*entry, leaf) || !beside_another(*entry, leaf)) continue;
      anchor = entry;
      return;
    }
  }

  bool stand_apart() const {
    const uint32_t sentence = shown_[0].front()->finding->sentence;
    return std::any_of(shown_.begin(), shown_.end(), [&](const auto& entries) {
      return entries.front()->finding->sentence != sentence;
    });
  }

  void add_joint_statement() {
    const auto all_in = [&](const Entry* entry) {
      return std::all_of(sentences_.begin(), sentences_.end(), [&](const auto& sentences) {
        return sentences.contains(entry->finding->sentence);
      });
    };
    const auto& conditions = leaves_[0].entries;
    const auto found = std::find_if(conditions.begin(), conditions.end(), all_in);
    if (found == conditions.end()) return;
    const uint32_t sentence = (*found)->finding->sentence;
    for (size_t leaf = 0; leaf < leaves_.size(); ++leaf)
      show_first(leaf, [&](const Entry& entry) { return entry.finding->sentence == sentence; });
  }

  // Of the condition itself, the first leaf; further words on the others prove nothing.
  void add_second_statement() {
    Standing best = Standing::excluded;
    for (const Entry* entry : shown_[0]) best = std::min(best, entry->finding->standing);
    if (best == Standing::stated && leaves_[0].entries.front()->finding->standing == best)
      show_first(0, [&](const Entry& entry) { return !in_a_section_shown(entry); });
    if (best != Standing::leading) return;
    show_first(0, [&](const Entry& entry) { return tells_visit_reason(entry); });
    if (leaves_.size() == 1)
      show_first(0, [&](const Entry& entry) { return leads_elsewhere(entry) && says_more(entry); });
    show_first(0, [&](const Entry& entry) {
      return entry.finding->standing == Standing::outranked && says_more_exactly(entry);
    });
  }

  // Without heads, a sentence is what a section is with them.
  bool in_a_section_shown(const Entry& entry) const {
    return std::any_of(shown_[0].begin(), shown_[0].end(), [&](const Entry* other) {
      const bool headless = pool_.sections()[entry.finding->section].head.empty();
      return other->finding->section == entry.finding->section &&
             (!headless || other->finding->sentence == entry.finding->sentence);
    });
  }

  bool tells_visit_reason(const Entry& entry) const {
    const int head = pool_.sections()[entry.finding->section].concept_index;
    return head >= 0 && lexicon_.concepts()[static_cast<size_t>(head)].visit_reason &&
           says_only(entry, chosen_, axes_);
  }

  bool leads_elsewhere(const Entry& entry) const {
    return entry.finding->standing == Standing::leading && says_only(entry, chosen_, axes_) &&
           std::none_of(shown_[0].begin(), shown_[0].end(), [&](const Entry* other) {
             return other->finding->sentence == entry.finding->sentence;
           });
  }

  // Has it a value for the code, by words beside its name, that nothing shown has?
  bool says_more(const Entry& entry) const {
    return std::any_of(entry.finding->linked.begin(), entry.finding->linked.end(),
                       [&](const Linked& linked) {
                         return linked.direct && decides(linked.axis) &&
                                !entry.finding->span.contains(linked.words) && !is_said(linked);
                       });
  }

  // Does a digit of the code come of the axis?
  bool decides(std::string_view axis) const {
    return std::any_of(chosen_.begin(), chosen_.end(), [&](const Choice& choice) {
      return choice.axis == axis || source_of(choice.axis, axes_) == axis;
    });
  }

  bool is_said(const Linked& wanted) const {
    return std::any_of(shown_[0].begin(), shown_[0].end(), [&](const Entry* other) {
      return std::any_of(other->finding->linked.begin(), other->finding->linked.end(),
                         [&](const Linked& linked) {
                           return linked.axis == wanted.axis && linked.value == wanted.value;
                         });
    });
  }

  // Does it say a level, say, of what is shown by its region alone?
  bool says_more_exactly(const Entry& entry) const {
    return std::any_of(chosen_.begin(), chosen_.end(), [&](const Choice& choice) {
      const std::string_view exact = source_of(choice.axis, axes_);
      return exact != choice.axis && says(entry, exact) &&
             std::none_of(shown_[0].begin(), shown_[0].end(),
                          [&](const Entry* other) { return says(*other, exact); });
    });
  }

  static bool says(const Entry& entry, std::string_view axis) {
    return std::any_of(entry.finding->linked.begin(), entry.finding->linked.end(),
                       [&](const Linked& linked) { return linked.direct && linked.axis == axis; });
  }

  const std::vector<Satisfied>& leaves_;
  const std::vector<Choice>& chosen_;
  const FindingPool& pool_;
  const Axes& axes_ = pool_.axes();
  const Lexicon& lexicon_;
  Shown& shown_;
  std::vector<std::vector<const Choice*>> bindings_;  // by leaf
  std::vector<std::set<uint32_t>> sentences_;         // by leaf: where it is said fit to be shown
};

}  // namespace

void complete_proof(const std::vector<Satisfied>& leaves, const std::vector<Choice>& chosen,
                    const FindingPool& pool, const Lexicon& lexicon, Shown& shown) {
  Prover(leaves, chosen, pool, lexicon, shown).run();
}

}  // namespace evident
