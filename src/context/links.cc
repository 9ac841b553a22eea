#include "context/links.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace evident {
namespace {

constexpr uint32_t kNearBefore = 3;   // words between "left" and "lumbar radiculopathy"
constexpr uint32_t kNearBehind = 5;   // and "in the mid and lower C spine"
constexpr uint32_t kClauseWords = 2;  // words that make a clause of "L3-4 is normal"
constexpr uint32_t kCoordinated = 3;  // words between coordinated findings: "and severe"

// Modifiers of one axis that stand side by side and speak together: "L3-4, L4-5 and L5-S1".
struct Group {
  std::vector<Mention> parts;
  Span span() const { return {parts.front().span.begin, parts.back().span.end}; }
};

class Linker {
 public:
  Linker(const SentenceView& view, const std::vector<Scope>& scopes, std::vector<Finding*> findings)
      : view_(view), scopes_(scopes), findings_(std::move(findings)) {}

  // First every group to the finding it stands at, then from there to coordinated findings that
  // have no value of their own.
  void run() {
    for (Group& group : groups())
      if (!inside(group)) outside_.push_back(std::move(group));
    std::vector<const Group*> apart;
    for (const Group& group : outside_) {
      if (heads_all(group))
        link_all(group);
      else if (!link_beside(group))
        apart.push_back(&group);
    }
    std::stable_partition(apart.begin(), apart.end(),
                          [&](const Group* group) { return said_of(*group); });
    for (const Group* group : apart) link_apart(*group);
    for (const Run& run : runs_) extend(run);
  }

 private:
  struct Run {
    Group group;
    int first = 0;
    int step = 1;
  };

  std::vector<Group> groups() const {
    std::vector<Group> all;
    for (const Mention& mention : view_.modifiers) {
      if (!all.empty() && joins(all.back(), mention)) {
        all.back().parts.push_back(mention);
      } else {
        all.push_back({{mention}});
      }
    }
    return all;
  }

  bool joins(const Group& group, const Mention& next) const {
    const Mention& last = group.parts.back();
    const Concept& a = view_.concept_of(last);
    const Concept& b = view_.concept_of(next);
    if (a.values.empty() || b.values.empty() || a.values[0].axis != b.values[0].axis) return false;
    // "C5-C6-C7" is a chain of two segments.
    if (next.span.begin < last.span.end)
      return a.values[0].axis == "level" && next.span.end > last.span.end;
    const std::string_view gap = view_.between(last.span.end, next.span.begin);
    // "stenosis at L4-5 and L5 radiculopathy": a segment and a root do not speak together.
    if (names_level(a) && is_segment(a) != is_segment(b)) return false;
    return speak_together(gap);
  }

  // "L3 compression fracture" has its level inside its words and takes no other.
  static bool names(const Finding& finding, const std::string& axis) {
    const Linked* own = finding.value(axis);
    return own != nullptr && finding.span.contains(own->words);
  }

  bool may_modify(const Group& group, const Finding& finding) const {
    const Concept& modifier = view_.concept_of(group.parts.front());
    const Concept& target = view_.lexicon->concepts()[finding.concept_index];
    // "Low back pain" says its place in its name: a level nearby belongs to something else.
    const bool takes_none = target.place == PlaceFrom::none || target.names_place();
    if (modifier.names_place() && takes_none) return false;
    return modifier.of.empty() || target.bears_one_of(modifier.of);
  }

  bool link_beside(const Group& group) {
    const int before = finding_right_after(group);
    if (before < 0 || denied(group, *findings_[before])) return false;
    return start_run(group, before, +1);
  }

  // "MRI of the C spine showed spondylosis in the mid and lower C spine": words right behind the
  // finding are nearer to it than others of their kind before it.
  bool said_of(const Group& group) const {
    const int before = last_finding_before(group);
    if (before < 0) return false;
    const uint32_t begin = findings_[before]->span.end;
    const std::string_view gap = view_.between(begin, group.span().begin);
    if (!gap.starts_with(" in ") && !gap.starts_with(" at ") && !gap.starts_with(" of "))
      return false;
    if (view_.words_between(begin, group.span().begin) > kNearBehind) return false;
    // not "in addition to left foot drop"
    return std::ranges::none_of(
        std::array<std::string_view, 5>{" to ", " with ", " than ", " as ", " same"},
        [&](std::string_view word) { return gap.find(word) != std::string_view::npos; });
  }

  // "MRI total spine: no discitis; disc desiccation L4-S1": what a picture shows stands behind it.
  bool heads_all(const Group& group) const {
    const auto& values = view_.concept_of(group.parts.front()).values;
    return !values.empty() && values[0].axis == "source" &&
           view_.between(group.span().begin, group.span().end).ends_with(':');
  }

  void link_all(const Group& group) const {
    for (Finding* finding : findings_)
      if (finding->span.begin >= group.span().end && may_modify(group, *finding) &&
          !has_own(group, *finding))
        attach(group, *finding, true);
  }

  // Words further off give a finding only what it has not been told from beside: "left hip
  // replacement, right sciatica".
  void link_apart(const Group& group) {
    const int after = last_finding_before(group);
    if (after >= 0 && (denied(group, *findings_[after]) || told(group, *findings_[after]) ||
                       has_other_shape(group, *findings_[after])))
      return;
    if (after >= 0 && same_clause(findings_[after]->span.end, group.span().begin)) {
      if (const Group* segment = segment_around(group, *findings_[after]))
        start_run(*segment, after, +1);
      else
        start_run(group, after, -1);
      lend_to_companion(group);
      return;
    }
    const int next = superseded(group) ? -1 : first_finding_after(group);
    if (next >= 0 && (denied(group, *findings_[next]) || has_own(group, *findings_[next]))) return;
    const bool next_near = next >= 0 && same_clause(group.span().end, findings_[next]->span.begin);
    if (!speaks_ahead(group)) return;
    if (next_near) {
      start_run(group, next, +1);
      return;
    }
    if (after >= 0) attach(group, *findings_[after], false);
    if (next >= 0) attach(group, *findings_[next], false);
  }

  // "Spondylosis C6-7 with myelopathy": what comes with the condition has its level.
  void lend_to_companion(const Group& group) const {
    if (!names_level(view_.concept_of(group.parts.front()))) return;
    const int next = first_finding_after(group);
    if (next < 0 || has_own(group, *findings_[next])) return;
    const std::string_view gap = view_.between(group.span().end, findings_[next]->span.begin);
    if (gap == " with " || gap == " w/ " || gap == " c " || gap == " w ")
      attach(group, *findings_[next], true);
  }

  // "At L4-5 there is a facet arthrosis and a protrusion that touches the root of S1": a segment
  // named before it holds the finding, and one vertebra or root further behind is where it reaches.
  const Group* segment_around(const Group& group, const Finding& finding) const {
    if (!is_level_behind(group, finding) || is_segment(view_.concept_of(group.parts.front())))
      return nullptr;
    const Group* last = nullptr;
    for (const Group& other : outside_)
      if (other.span().end <= finding.span.begin &&
          view_.concept_of(other.parts.front()).names_place())
        last = &other;
    return last != nullptr && is_segment(view_.concept_of(last->parts.front())) ? last : nullptr;
  }

  // "L1 fracture, unstable, for fusion T12-L2": of a vertebra, so that segments further on are not
  // its own, nor a vertebra of what has a segment.
  bool has_other_shape(const Group& group, const Finding& finding) const {
    if (!is_level_behind(group, finding)) return false;
    const Linked* own = finding.value("level");
    return own != nullptr && own->direct &&
           is_segment(own->value) != is_segment(view_.concept_of(group.parts.front()));
  }

  // Is it a level, and not right behind the finding?
  bool is_level_behind(const Group& group, const Finding& finding) const {
    return names_level(view_.concept_of(group.parts.front())) &&
           view_.words_between(finding.span.end, group.span().begin) > kNearBefore;
  }

  // "L3-4 is normal, L4-5 shows a protrusion": a clause of its own ends before words of the same
  // axis that are nearer to what follows.
  bool superseded(const Group& group) const {
    const Concept& modifier = view_.concept_of(group.parts.front());
    if (modifier.values.empty()) return false;
    const size_t comma = view_.between(group.span().end, view_.span.end).find(',');
    if (comma == std::string_view::npos) return false;
    const uint32_t clause_end = group.span().end + static_cast<uint32_t>(comma);
    if (view_.words_between(group.span().end, clause_end) < kClauseWords) return false;
    const int next = first_finding_after(group);
    if (next < 0 || findings_[next]->span.begin < clause_end) return false;
    return std::ranges::any_of(view_.modifiers, [&](const Mention& other) {
      const auto& values = view_.concept_of(other).values;
      return other.span.begin >= clause_end && other.span.end <= findings_[next]->span.begin &&
             !values.empty() && values[0].axis == modifier.values[0].axis;
    });
  }

  // "radiculopathy" in "right lumbar radiculopathy" named as one phrase.
  bool inside(const Group& group) {
    bool any = false;
    for (Finding* finding : findings_) {
      if (!finding->span.overlaps(group.span())) continue;
      any = true;
      if (!may_modify(group, *finding)) continue;
      attach(group, *finding, true);
    }
    return any;
  }

  int finding_right_after(const Group& group) const {
    const int next = first_finding_after(group);
    if (next < 0) return -1;
    const uint32_t begin = findings_[next]->span.begin;
    const std::string_view gap = view_.between(group.span().end, begin);
    if (gap.find_first_of(",;:.(") != std::string_view::npos) return -1;
    if (view_.words_between(group.span().end, begin) > kNearBefore) return -1;
    return breaks(gap) ? -1 : next;
  }

  // Words that end the group's own phrase: what follows is about something else.
  static bool breaks(std::string_view gap) {
    for (std::string_view word : {" and ", " or ", " with ", " w/ ", " c ", " but ", " to ",
                                  " from ", " in ", " of ", " without ", " causing ", " show"}) {
      if (gap.find(word) != std::string_view::npos) return true;
    }
    return false;
  }

  int first_finding_after(const Group& group) const {
    for (size_t i = 0; i < findings_.size(); ++i)
      if (findings_[i]->span.begin >= group.span().end && may_modify(group, *findings_[i]))
        return static_cast<int>(i);
    return -1;
  }

  int last_finding_before(const Group& group) const {
    for (size_t i = findings_.size(); i-- > 0;)
      if (findings_[i]->span.end <= group.span().begin && may_modify(group, *findings_[i]))
        return static_cast<int>(i);
    return -1;
  }

  bool same_clause(uint32_t begin, uint32_t end) const {
    const std::string_view gap = view_.between(begin, end);
    if (gap.find(';') != std::string_view::npos) return false;
    return std::none_of(view_.cues.begin(), view_.cues.end(), [&](const Mention& cue) {
      return view_.concept_of(cue).means == CueMeaning::stop && cue.span.begin >= begin &&
             cue.span.end <= end;
    });
  }

  // "Lumbar radiculopathy, most likely at L5-S1": right before a place, the doubt is of the place.
  bool doubts_place(const Scope& scope, const Group& group) const {
    return view_.concept_of(group.parts.front()).names_place() &&
           scope.cue.span.end <= group.span().begin &&
           view_.words_between(scope.cue.span.end, group.span().begin) <= kNearBefore;
  }

  bool denied(const Group& group, const Finding& finding) const {
    return std::any_of(scopes_.begin(), scopes_.end(), [&](const Scope& scope) {
      const bool doubted = scope.means == CueMeaning::negated || scope.means == CueMeaning::past ||
                           (scope.means == CueMeaning::possible && doubts_place(scope, group));
      if (!doubted || reaches(scope, finding.span)) return false;
      // "status post C3-C6 laminectomy": the level is that of the laminectomy.
      if (scope.cue.span.contains(group.span())) return true;
      // "due to previous trauma": a cue among the words is part of what they say.
      return !group.span().contains(scope.cue.span) && reaches(scope, group.span()) &&
             speaks_of(scope, finding, *view_.lexicon);
    });
  }

  // "Chronic kidney disease, neck pain": only a place, a side, or words meant for this kind of
  // finding ("sequela of") speak over a distance ahead.
  bool speaks_ahead(const Group& group) const {
    const Concept& modifier = view_.concept_of(group.parts.front());
    if (!modifier.of.empty() || modifier.days > 0) return true;
    return !modifier.values.empty() &&
           (modifier.values[0].axis == "side" || modifier.names_place());
  }

  // Has the finding a value on the group's axis from words right before it?
  bool told(const Group& group, const Finding& finding) const {
    const Concept& modifier = view_.concept_of(group.parts.front());
    if (modifier.values.empty()) return false;
    return std::any_of(finding.linked.begin(), finding.linked.end(), [&](const Linked& linked) {
      return linked.axis == modifier.values[0].axis && linked.direct &&
             linked.words.end <= finding.span.begin;
    });
  }

  // False when the finding has a value of its own.
  bool start_run(const Group& group, int first, int step) {
    const Concept& modifier = view_.concept_of(group.parts.front());
    if (!modifier.values.empty() && names(*findings_[first], modifier.values[0].axis)) return false;
    attach(group, *findings_[first], true);
    runs_.push_back({group, first, step});
    return true;
  }

  // Walks away from the modifier. A finding with a value of its own on the axis ends the run.
  void extend(const Run& run) {
    const auto& [group, first, step] = run;
    for (int i = first + step; i >= 0 && i < static_cast<int>(findings_.size()); i += step) {
      const Finding& left = *findings_[std::min(i, i - step)];
      const Finding& right = *findings_[std::max(i, i - step)];
      if (!coordinated(left.span.end, right.span.begin)) return;
      if (!may_modify(group, *findings_[i]) || has_own(group, *findings_[i])) return;
      attach(group, *findings_[i], true);
    }
  }

  bool coordinated(uint32_t begin, uint32_t end) const {
    if (view_.words_between(begin, end) > kCoordinated) return false;
    const std::string_view gap = view_.between(begin, end);
    if (gap.find_first_of(";:.") != std::string_view::npos) return false;
    for (std::string_view joiner : {"and", "or", "with", "w/", "/", ",", "&", "+"})
      if (gap.find(joiner) != std::string_view::npos) return true;
    return begin >= end;
  }

  bool has_own(const Group& group, const Finding& finding) const {
    const Concept& modifier = view_.concept_of(group.parts.front());
    if (modifier.values.empty()) return finding.duration_days.has_value();
    const Linked* own = finding.value(modifier.values[0].axis);
    return own != nullptr && own->direct;
  }

  void attach(const Group& group, Finding& finding, bool direct) const {
    for (const Mention& mention : group.parts) attach_one(mention, finding, direct);
  }

  void attach_one(const Mention& mention, Finding& finding, bool direct) const {
    const Concept& modifier = view_.concept_of(mention);
    for (const AxisValue& value : modifier.values) {
      if (value.value == "none") continue;  // a decoy: "T2 weighted", "what is left"
      const bool known =
          std::any_of(finding.linked.begin(), finding.linked.end(), [&](const Linked& linked) {
            return linked.axis == value.axis && linked.value == value.value;
          });
      if (known) continue;
      finding.linked.push_back({value.axis, value.value, mention.span, direct});
    }
    if (modifier.days == 0 || finding.duration_days) return;
    const int count = count_in(mention);
    if (count <= 0) return;
    finding.duration_days = count * modifier.days;
    finding.linked.push_back(
        {"duration", std::to_string(*finding.duration_days), mention.span, direct});
  }

  // The number in "x3 wks" or "for three weeks"; 1 for "a week", 0 when there is none to read.
  int count_in(const Mention& mention) const {
    const std::string_view words = view_.between(mention.span.begin, mention.span.end);
    const size_t digit = words.find_first_of("0123456789");
    int count = 0;
    if (digit != std::string_view::npos) {
      std::from_chars(words.data() + digit, words.data() + words.size(), count);
      return std::min(count, 36500);
    }
    for (const Mention& number : view_.modifiers) {
      const Concept& concept_ = view_.concept_of(number);
      if (!mention.span.contains(number.span) || concept_.values.empty()) continue;
      if (concept_.values[0].axis != "count") continue;
      const std::string& value = concept_.values[0].value;
      std::from_chars(value.data(), value.data() + value.size(), count);
      return count;
    }
    return 1;
  }

  const SentenceView& view_;
  const std::vector<Scope>& scopes_;
  std::vector<Finding*> findings_;
  std::vector<Group> outside_;  // those that no finding names in its own words
  std::vector<Run> runs_;
};

}  // namespace

bool speak_together(std::string_view gap) {
  if (gap.find_first_not_of(" ,/&\n\t-+(") == std::string_view::npos) return true;
  const size_t first = gap.find_first_not_of(" ,\n\t");
  const std::string_view word = gap.substr(first, gap.find_last_not_of(" ,\n\t") - first + 1);
  return word == "and" || word == "or" || word == "as well as" || word == "greater than" ||
         word == "levels and" || word == "level and" || word == "and at" || word == "plus";
}

bool is_segment(std::string_view level) { return level.find('-') != std::string_view::npos; }

bool names_level(const Concept& concept_) {
  return std::ranges::any_of(concept_.values,
                             [](const AxisValue& value) { return value.axis == "level"; });
}

bool is_segment(const Concept& modifier) {
  return names_level(modifier) && is_segment(modifier.values[0].value);
}

void link_modifiers(const SentenceView& view, const std::vector<Scope>& scopes,
                    std::vector<Finding*> findings) {
  if (findings.empty() || view.modifiers.empty()) return;
  Linker(view, scopes, std::move(findings)).run();
}

}  // namespace evident
