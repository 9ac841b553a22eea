#include "coding/edits.h"

#include <algorithm>

#include "coding/code_text.h"

namespace evident {
namespace {

bool share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return true;
  return std::any_of(a.begin(), a.end(), [&](const std::string& x) {
    return std::find(b.begin(), b.end(), x) != b.end();
  });
}

bool all_in(const std::vector<uint32_t>& concepts, const std::vector<uint32_t>& set) {
  return std::all_of(concepts.begin(), concepts.end(), [&](uint32_t concept_index) {
    return std::binary_search(set.begin(), set.end(), concept_index);
  });
}

bool same_area(const Draft& a, const Draft& b) {
  return a.area.empty() || b.area.empty() || a.area == b.area;
}

// "C6-7 herniation" beside "C5-6 herniation with radiculopathy" is another disc.
bool say_others(const Draft& a, const Draft& b, const Axes& axes) {
  const auto is_said = [](const Draft& draft, const std::string& axis) {
    return std::ranges::find(draft.assumed, axis) == draft.assumed.end();
  };
  return std::any_of(a.values.begin(), a.values.end(), [&](const auto& one) {
    const auto& [axis, value] = one;
    if (!axes.must_agree(axis) || !is_said(a, axis) || !is_said(b, axis)) return false;
    return std::any_of(b.values.begin(), b.values.end(), [&](const auto& other) {
      return other.first == one.first && other.second != one.second;
    });
  });
}

// The late effect of an injury stands beside the condition that it left (Guidelines I.B.10).
bool is_sequela(const Draft& draft) { return seventh_character(draft.candidate.code) == 'S'; }

// A pain that the assessment names beside the fracture is a problem of its own.
bool absorbs_across(const Draft& taker, const Draft& symptom) {
  const auto& areas = taker.rule->absorbs_across;
  return !symptom.diagnosis && symptom.standing > taker.standing &&
         std::ranges::find(areas, taker.area) != areas.end() &&
         std::ranges::find(areas, symptom.area) != areas.end();
}

const char* takes(const Draft& taker, const Draft& other, const Axes& axes) {
  if (taker.candidate.code == other.candidate.code) return nullptr;
  if (!same_area(taker, other) && !absorbs_across(taker, other)) return nullptr;
  if (other.rule->stands || other.rule == taker.rule) return nullptr;
  if (!taker.candidate.stated() && other.candidate.stated()) return nullptr;
  // What the assessment says of a symptom is not undone by a finding elsewhere in the note.
  if (other.standing == Standing::leading && taker.standing != Standing::leading &&
      taker.diagnosis != other.diagnosis)
    return nullptr;
  std::vector<uint32_t> explained;
  if (!is_sequela(taker)) explained = taker.rule->absorbs;
  if (all_in(other.anchor_concepts, explained)) return "absorbed";
  explained.insert(explained.end(), taker.rule->replaces.begin(), taker.rule->replaces.end());
  std::sort(explained.begin(), explained.end());
  if (all_in(other.anchor_concepts, explained) && share(taker.regions, other.regions) &&
      share(taker.vertebrae, other.vertebrae) && !say_others(taker, other, axes))
    return "less-specific";
  return nullptr;
}

// Which of two drafts that exclude each other stays?
bool outranks(const Draft& a, const Draft& b) {
  if (a.standing != b.standing) return a.standing < b.standing;
  return a.rule->at.line < b.rule->at.line;
}

void share_evidence(const Draft& winner, Draft& loser) {
  for (const Evidence& evidence : winner.candidate.evidence) {
    const auto& own = loser.candidate.evidence;
    const bool known = std::any_of(own.begin(), own.end(),
                                   [&](const Evidence& e) { return e.span == evidence.span; });
    if (known) continue;
    loser.candidate.evidence.push_back(evidence);
    loser.candidate.evidence.back().role = Role::support;
  }
  std::stable_sort(loser.candidate.evidence.begin(), loser.candidate.evidence.end(),
                   [](const Evidence& a, const Evidence& b) { return a.span < b.span; });
}

// When a code is billable that is not on `date`.
std::string since(const Code& code, Date date) {
  for (const CodePeriod& period : code.periods)
    if (period.billable && period.from > date)
      return "from " + format_date(period.from) + " (FY" +
             std::to_string(fiscal_year(period.from)) + ")";
  for (auto it = code.periods.rbegin(); it != code.periods.rend(); ++it)
    if (it->billable && it->to) return "until " + format_date(*it->to);
  return "on no day known";
}

void date_one(Draft& draft, const CodeSet& codes, Date date) {
  Candidate& candidate = draft.candidate;
  const Code* code = codes.find(candidate.code);
  if (code->billable(date)) return;
  for (const Code* up = codes.find(code->parent); up != nullptr; up = codes.find(up->parent)) {
    if (!up->billable(date)) continue;
    candidate.warnings.push_back({"older-code",
                                  "information",
                                  code->code + " is billable " + since(*code, date) +
                                      "; on the date of service the code is " + up->code + ".",
                                  {},
                                  "ICD-10-CM files by fiscal year",
                                  {code->code}});
    candidate.code = up->code;
    candidate.title = up->title;
    return;
  }
  if (candidate.status == Status::withheld) return;
  withhold(draft, code->in_force(date) ? "not-billable" : "not-valid-on-date", nullptr);
  candidate.warnings.push_back({candidate.reason,
                                "error",
                                code->code + " is billable " + since(*code, date) + ".",
                                {},
                                "ICD-10-CM files by fiscal year"});
}

}  // namespace

void check_dates(std::vector<Draft>& drafts, const CodeSet& codes, Date date) {
  std::erase_if(drafts,
                [&](const Draft& draft) { return codes.find(draft.candidate.code) == nullptr; });
  for (Draft& draft : drafts) {
    draft.candidate.title = codes.find(draft.candidate.code)->title;
    date_one(draft, codes, date);
  }
}

bool says_more(const Draft& more, const Draft& less) {
  const std::string& reason = more.candidate.reason;
  const bool vague =
      !less.diagnosis || less.candidate.title.find("unspecified") != std::string::npos;
  return vague && more.diagnosis && more.candidate.stated() && same_area(more, less) &&
         !less.rule->stands &&
         (reason == "outranked" || reason == "uncertain" || reason == "excludes1");
}

void check_standing(std::vector<Draft>& drafts) {
  for (Draft& draft : drafts) {
    if (!draft.candidate.proposed() || draft.standing == Standing::leading || draft.rule->stands)
      continue;
    const auto leader = std::find_if(drafts.begin(), drafts.end(), [&](const Draft& other) {
      // A symptom that leads does not speak of diagnoses, of symptoms of another part, or of
      // words that say more of the same symptom.
      if (!other.diagnosis &&
          (draft.diagnosis || all_in(other.anchor_concepts, draft.rule->absorbs)))
        return false;
      if (!draft.diagnosis && !same_area(draft, other)) return false;
      return other.candidate.proposed() && other.candidate.stated() &&
             other.standing == Standing::leading;
    });
    if (leader != drafts.end()) withhold(draft, "outranked", &*leader);
  }
}

void absorb(std::vector<Draft>& drafts, const Axes& axes) {
  for (const Draft& taker : drafts) {
    if (!taker.candidate.proposed()) continue;
    for (Draft& other : drafts) {
      const bool outranked = other.candidate.reason == "outranked";
      if ((!other.candidate.proposed() && !outranked) || &other == &taker) continue;
      if (const char* reason = takes(taker, other, axes)) withhold(other, reason, &taker);
    }
  }
}

void check_excludes(std::vector<Draft>& drafts, const CodeSet& codes) {
  for (Draft& one : drafts) {
    if (!one.candidate.proposed() || !one.candidate.stated()) continue;
    for (Draft& other : drafts) {
      if (!other.candidate.proposed() || !other.candidate.stated() || &other == &one) continue;
      if (one.candidate.code == other.candidate.code) continue;
      if (!outranks(one, other) || !same_area(one, other)) continue;
      if (is_sequela(one) || is_sequela(other)) continue;
      if (!codes.excludes1(one.candidate.code, other.candidate.code)) continue;
      withhold(other, "excludes1", &one);
      share_evidence(one, other);
    }
  }
}

}  // namespace evident
