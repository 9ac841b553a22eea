#include "coding/drafts.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "coding/anchor.h"
#include "coding/combination.h"
#include "coding/pairs.h"
#include "coding/proof.h"
#include "coding/proof_words.h"
#include "context/links.h"

namespace evident {
namespace {

using Entry = FindingPool::Entry;
using Entries = std::vector<const Entry*>;

// What counts first, then leading words, then what bears a name as its own before what belongs to
// it ("disc degeneration" before "a narrow disc space"), then of leading words those that open a
// line, of others those that say most ("left C6 radiculopathy" before "radiculopathy"), then the
// order of the note.
void put_best_first(std::optional<uint32_t> named, Entries& entries) {
  const auto key = [&](const Entry* entry) {
    const Finding& finding = *entry->finding;
    return std::tuple(entry->discount.has_value(), finding.standing, finding.concept_index != named,
                      -entry->said, finding.span.begin);
  };
  // Mostly they are in order, and a note may have a hundred thousand of them.
  if (!std::ranges::is_sorted(entries, {}, key)) std::ranges::sort(entries, {}, key);
}

class RuleReader {
 public:
  RuleReader(const Rule& rule, const FindingPool& pool, const Lexicon& lexicon, bool counting)
      : rule_(rule), pool_(pool), lexicon_(lexicon), counting_(counting) {}

  void run(std::vector<Draft>& drafts) {
    for (const std::string& area : areas()) {
      area_ = area;
      satisfied_.clear();
      std::vector<Satisfied> ignored;
      if (rule_.given && !counted(*rule_.given, ignored)) continue;
      if (holds(rule_.when, satisfied_)) fill(0, rule_.code.literals[0], {}, drafts);
    }
  }

 private:
  // The parts of the spine that the rule's findings name; one reading of the rule for each.
  std::vector<std::string> areas() const {
    std::vector<std::string> all;
    for (const Expression* leaf : positive_leaves(rule_.when))
      for (const Entry* entry : pool_.of(*leaf, "", counting_))
        for (const Reading& reading : entry->areas)
          if (std::find(all.begin(), all.end(), reading.value) == all.end())
            all.push_back(reading.value);
    if (all.empty()) all.emplace_back();
    return all;
  }

  bool holds(const Expression& expression, std::vector<Satisfied>& found) const {
    switch (expression.kind) {
      case Expression::Kind::leaf: {
        Entries entries = pool_.of(expression, area_, counting_);
        if (entries.empty()) return false;
        put_best_first(lexicon_.find(expression.name), entries);
        found.push_back({&expression, std::move(entries)});
        return true;
      }
      case Expression::Kind::both:
        return std::all_of(expression.parts.begin(), expression.parts.end(),
                           [&](const Expression& part) { return holds(part, found); });
      case Expression::Kind::either:
        return holds_either(expression, found);
      case Expression::Kind::negation: {
        std::vector<Satisfied> ignored;
        return !counted(expression.parts[0], ignored);
      }
      case Expression::Kind::near:
      case Expression::Kind::same:
        return holds_pair(expression, found);
    }
    return false;
  }

  // Of the parts that hold, the one that leads in the note (the first of equals) is the evidence.
  // Findings of parts that ask for one finding each are alternatives for one another: "L1
  // compression fracture (traumatic). L2 process fracture." is two fractures by injury.
  bool holds_either(const Expression& either, std::vector<Satisfied>& found) const {
    std::vector<Satisfied> best;
    Entries alternatives;
    for (const Expression& part : either.parts) {
      std::vector<Satisfied> own;
      if (!holds(part, own)) continue;
      if (own.empty() && best.empty()) return true;  // a "not" holds and has nothing to show
      if (own.size() == 1)
        alternatives.insert(alternatives.end(), own[0].entries.begin(), own[0].entries.end());
      if (best.empty() || lead(own) < lead(best)) best = std::move(own);
    }
    if (best.size() == 1) best[0].entries = all_once(*best[0].leaf, std::move(alternatives));
    found.insert(found.end(), best.begin(), best.end());
    return !best.empty();
  }

  Entries all_once(const Expression& leaf, Entries entries) const {
    std::ranges::sort(entries);
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    put_best_first(lexicon_.find(leaf.name), entries);
    return entries;
  }

  static Standing lead(const std::vector<Satisfied>& satisfied) {
    Standing best = Standing::excluded;
    for (const Satisfied& one : satisfied)
      best = std::min(best, one.entries.front()->finding->standing);
    return best;
  }

  // "not" always speaks of what counts: a denied fracture is no fracture.
  bool counted(const Expression& expression, std::vector<Satisfied>& ignored) const {
    RuleReader reader(rule_, pool_, lexicon_, true);
    reader.area_ = area_;
    return reader.holds(expression, ignored);
  }

  bool holds_pair(const Expression& pair, std::vector<Satisfied>& found) const {
    Pairs pairs = meet(pair, pool_.of(pair.parts[0], area_, counting_),
                       pool_.of(pair.parts[1], area_, counting_), pool_.axes());
    if (pairs.left.empty()) return false;
    put_best_first(std::nullopt, pairs.left);
    put_best_first(std::nullopt, pairs.right);
    found.push_back({&pair.parts[0], std::move(pairs.left)});
    found.push_back({&pair.parts[1], std::move(pairs.right)});
    return true;
  }

  void fill(size_t hole, const std::string& code, const std::vector<Choice>& chosen,
            std::vector<Draft>& drafts) {
    if (hole == rule_.code.holes.size()) {
      if (agrees(chosen)) drafts.push_back(draft(code, chosen));
      return;
    }
    const Axis* axis = pool_.axes().find(rule_.code.holes[hole].axis);
    for (const Choice& choice : choices(rule_.code.holes[hole], *axis, chosen)) {
      for (const std::string& digit : axis->digits.find(choice.value)->second) {
        std::vector<Choice> next = chosen;
        next.push_back(choice);
        fill(hole + 1, code + digit + rule_.code.literals[hole + 1], next, drafts);
      }
    }
  }

  // On an axis that must agree, each leaf needs a finding with the chosen value or with none.
  bool agrees(const std::vector<Choice>& chosen) const {
    return std::all_of(chosen.begin(), chosen.end(), [&](const Choice& choice) {
      if (choice.from.empty() || !pool_.axes().must_agree(choice.axis)) return true;
      return std::all_of(satisfied_.begin(), satisfied_.end(), [&](const Satisfied& satisfied) {
        return std::any_of(
            satisfied.entries.begin(), satisfied.entries.end(),
            [&](const Entry* entry) { return may_be(*entry, choice, pool_.axes()); });
      });
    });
  }

  // The distinct values for a hole, from the first concept that has any.
  std::vector<Choice> choices(const CodeTemplate::Hole& hole, const Axis& axis,
                              const std::vector<Choice>& chosen) const {
    for (Entries entries : sources(hole)) {
      std::erase_if(entries, [&](const Entry* entry) {
        return speaks_of_others(*entry, chosen, pool_.axes());
      });
      std::vector<Choice> found = best_choices(entries, hole.axis, axis);
      const bool of_one =
          std::ranges::none_of(chosen, [](const Choice& c) { return c.from.empty(); });
      if (axis.single() && of_one) drop_vague(found);
      if (!found.empty()) return found;
    }
    if (axis.otherwise.empty()) return {};
    return {{hole.axis, axis.otherwise, {}}};
  }

  std::vector<Entries> sources(const CodeTemplate::Hole& hole) const {
    std::vector<Entries> all;
    for (const auto& concepts : hole.of) all.push_back(pool_.of(concepts, area_, counting_));
    if (!hole.of.empty()) return all;
    for (const Satisfied& satisfied : satisfied_) all.push_back(satisfied.entries);
    return all;
  }

  // Words that belong by grammar before borrowed ones, leading sections before others.
  std::vector<Choice> best_choices(const Entries& entries, const std::string& axis_name,
                                   const Axis& axis) const {
    for (bool direct : {true, false}) {
      std::set<Standing> standings;
      for (const Entry* entry : entries) standings.insert(entry->finding->standing);
      for (Standing standing : standings) {
        std::vector<Choice> found;
        for (const Entry* entry : entries)
          if (entry->finding->standing == standing) gather(entry, axis_name, axis, direct, found);
        if (!found.empty()) return found;
      }
    }
    return {};
  }

  // "L1 burst fracture", "unstable burst fracture of L1": one fracture, of the type that one says.
  static void drop_vague(std::vector<Choice>& found) {
    const auto is_vague = [](const Choice& choice) {
      return std::ranges::all_of(choice.from,
                                 [](const auto& from) { return from.second.otherwise; });
    };
    if (!std::ranges::all_of(found, is_vague)) std::erase_if(found, is_vague);
  }

  void gather(const Entry* entry, const std::string& axis_name, const Axis& axis, bool direct,
              std::vector<Choice>& found) const {
    std::vector<Reading> readings = pool_.axes().readings(*entry->finding, axis_name);
    std::erase_if(readings, [&](const Reading& reading) {
      return reading.direct != direct || !axis.digits.contains(reading.value) ||
             !in_area(*entry, reading);
    });
    if (axis.single()) keep_nearest(entry->finding->span, readings);
    for (const Reading& reading : readings) {
      const auto known = std::find_if(found.begin(), found.end(), [&](const Choice& choice) {
        return choice.value == reading.value;
      });
      Choice& choice =
          known == found.end() ? found.emplace_back(Choice{axis_name, reading.value, {}}) : *known;
      choice.from.push_back({entry, reading});
    }
  }

  // "Follow-up: new fracture": one encounter of a fracture, the one that stands nearest to it.
  static void keep_nearest(Span finding, std::vector<Reading>& readings) {
    if (readings.size() < 2) return;
    const auto nearest = std::ranges::min_element(
        readings, {}, [&](const Reading& reading) { return distance(reading.words, finding); });
    readings = {*nearest};
  }

  // A finding may name levels of two parts of the spine; each reading takes its own. Words that run
  // over both ("T10-L2") speak of both.
  bool in_area(const Entry& entry, const Reading& reading) const {
    if (area_.empty()) return true;
    bool elsewhere = false;
    for (const Reading& area : entry.areas) {
      if (area.words != reading.words) continue;
      if (area.value == area_) return true;
      elsewhere = true;
    }
    return !elsewhere;
  }

  Draft draft(const std::string& code, const std::vector<Choice>& chosen) const {
    Draft draft;
    draft.rule = &rule_;
    draft.area = area_;
    draft.candidate.code = code;
    draft.candidate.rule = rule_.id;
    draft.candidate.because = rule_.because;
    draft.candidate.cite = rule_.cite;
    draft.candidate.support = rule_.support;
    for (const Choice& choice : chosen) {
      draft.values.push_back({choice.axis, choice.value});
      if (choice.from.empty()) draft.assumed.push_back(choice.axis);
    }
    Shown shown;
    for (const Satisfied& satisfied : satisfied_) {
      shown.push_back({anchor(satisfied, satisfied_.size() == 1 ? &rule_.when : nullptr, chosen,
                              pool_.axes())});
      add_anchor(*shown.back().front(), shown.size() == 1, draft);
    }
    if (counting_) {
      restate(chosen, shown, draft);
      complete_proof(satisfied_, chosen, pool_, lexicon_, shown);
      if (satisfied_.size() > 1)
        draft.standing = combined_standing(agreeing(chosen), draft.standing, lexicon_);
      let_explain(draft);
      add_warnings(draft);
    }
    draft.candidate.evidence =
        proof_words(satisfied_, chosen, shown, rule_, area_, pool_, lexicon_);
    narrow_regions(chosen, draft);
    return draft;
  }

  // The findings that do not contradict the values chosen; all of a leaf that has none such.
  std::vector<Satisfied> agreeing(const std::vector<Choice>& chosen) const {
    std::vector<Satisfied> all;
    for (const Satisfied& satisfied : satisfied_) {
      const std::vector<const Choice*> bound = binding(satisfied, chosen, pool_.axes());
      Entries entries = satisfied.entries;
      std::erase_if(entries, [&](const Entry* entry) {
        return std::ranges::any_of(
            bound, [&](const Choice* choice) { return !may_be(*entry, *choice, pool_.axes()); });
      });
      if (entries.empty()) entries = satisfied.entries;
      all.push_back({satisfied.leaf, std::move(entries)});
    }
    return all;
  }

  // Words without a level in the assessment lead for those with one in the history.
  void restate(const std::vector<Choice>& chosen, Shown& shown, Draft& draft) const {
    for (size_t leaf = 0; leaf < satisfied_.size(); ++leaf) {
      const Entry* lead = satisfied_[leaf].entries.front();
      if (lead->finding->standing >= draft.standing) continue;
      if (!std::all_of(chosen.begin(), chosen.end(),
                       [&](const Choice& choice) { return may_be(*lead, choice, pool_.axes()); }))
        continue;
      add_anchor(*lead, false, draft);
      shown[leaf].push_back(lead);
    }
  }

  void add_warnings(Draft& draft) const {
    for (const RuleWarning& warning : rule_.warnings) {
      std::vector<Satisfied> ignored;
      if (!warning.when || counted(*warning.when, ignored)) draft.warnings.push_back(&warning);
    }
  }

  // "Fever, back pain. Assessment: pyelonephritis."
  void let_explain(Draft& draft) const {
    if (draft.standing == Standing::leading) return;
    for (const Entry* entry : pool_.of(rule_.explained_by, "", true)) {
      if (entry->finding->standing != Standing::leading) continue;
      withhold(draft, "absorbed");
      draft.candidate.by = Blocker{{}, entry->finding->span, ""};
      return;
    }
  }

  // A code of one region of several ("stenosis L3 to S1") speaks for that region alone.
  static void narrow_regions(const std::vector<Choice>& chosen, Draft& draft) {
    for (const Choice& choice : chosen)
      if (std::find(draft.regions.begin(), draft.regions.end(), choice.value) !=
          draft.regions.end())
        draft.regions = {choice.value};
  }

  void add_anchor(const Entry& entry, bool first, Draft& draft) const {
    const Finding& finding = *entry.finding;
    draft.anchor_concepts.push_back(finding.concept_index);
    draft.diagnosis |= lexicon_.concepts()[finding.concept_index].kind == ConceptKind::problem;
    if (first || finding.standing < draft.standing) {
      draft.standing = finding.standing;
      draft.first = finding.span.begin;
    }
    for (const Reading& region : pool_.axes().readings(finding, "region"))
      draft.regions.push_back(region.value);
    for (const Linked& linked : finding.linked)
      if (linked.axis == "level" && !is_segment(linked.value))
        draft.vertebrae.push_back(linked.value);
    if (draft.candidate.status == Status::withheld || counting_) return;
    if (entry.discount) {
      withhold(draft, entry.discount->reason);
      if (entry.discount->words)
        draft.candidate.by = Blocker{{}, entry.discount->words, entry.discount->says};
    } else if (!in_place(entry)) {
      withhold(draft, "mentioned-only");
      const Span head = pool_.sections()[finding.section].head;
      if (!head.empty()) draft.candidate.by = Blocker{{}, head, "section"};
    }
  }

  // "Kyphosis" of an examination is no diagnosis.
  bool in_place(const Entry& entry) const {
    return std::ranges::any_of(positive_leaves(rule_.when), [&](const Expression* leaf) {
      return std::ranges::count(leaf->concepts, entry.finding->concept_index) > 0 &&
             pool_.in_place(entry, *leaf);
    });
  }

  const Rule& rule_;
  const FindingPool& pool_;
  const Lexicon& lexicon_;
  bool counting_;
  std::string area_;
  std::vector<Satisfied> satisfied_;
};

}  // namespace

void withhold(Draft& draft, std::string reason, const Draft* by) {
  draft.candidate.status = Status::withheld;
  draft.candidate.reason = std::move(reason);
  if (by != nullptr) draft.candidate.by = Blocker{by->candidate.code, {}, ""};
}

const Draft* withholder_of(const Draft& draft, const std::vector<Draft>& drafts) {
  const auto& by = draft.candidate.by;
  if (!by || !by->code) return nullptr;
  const auto found = std::find_if(drafts.begin(), drafts.end(), [&](const Draft& other) {
    return other.candidate.code == *by->code;
  });
  return found == drafts.end() ? nullptr : &*found;
}

std::vector<Draft> draft_candidates(const std::vector<const Rule*>& rules, const FindingPool& pool,
                                    const Lexicon& lexicon, bool counting) {
  std::vector<Draft> drafts;
  for (const Rule* rule : rules) RuleReader(*rule, pool, lexicon, counting).run(drafts);
  return drafts;
}

}  // namespace evident
