#include "coding/coder.h"

#include <algorithm>

#include "coding/audit.h"
#include "coding/claims.h"
#include "coding/contradictions.h"
#include "coding/drafts.h"
#include "coding/edits.h"
#include "coding/queries.h"

namespace evident {
namespace {

bool proposed(const Draft& draft) { return draft.candidate.status == Status::proposed; }

// First-listed order: leading words first, then the order of the note; inferred ones last.
bool ranks_before(const Draft& a, const Draft& b) {
  if (proposed(a) != proposed(b)) return proposed(a);
  if (!proposed(a)) return a.candidate.code < b.candidate.code;
  if (a.candidate.support != b.candidate.support) return a.candidate.support == Support::stated;
  if (a.standing != b.standing) return a.standing < b.standing;
  if (a.first != b.first) return a.first < b.first;
  return a.candidate.code < b.candidate.code;
}

void merge_evidence(const Candidate& from, Candidate& into) {
  for (const Evidence& evidence : from.evidence) {
    const bool known =
        std::any_of(into.evidence.begin(), into.evidence.end(),
                    [&](const Evidence& e) { return e.span.overlaps(evidence.span); });
    if (!known) into.evidence.push_back(evidence);
  }
  std::stable_sort(into.evidence.begin(), into.evidence.end(),
                   [](const Evidence& a, const Evidence& b) { return a.span < b.span; });
}

// One draft a code: a proposed one before a withheld one, a stated one before an inferred one;
// evidence of equals is merged.
std::vector<Draft> one_a_code(std::vector<Draft> drafts) {
  std::stable_sort(drafts.begin(), drafts.end(), ranks_before);
  std::vector<Draft> kept;
  for (Draft& draft : drafts) {
    const auto known = std::find_if(kept.begin(), kept.end(), [&](const Draft& other) {
      return other.candidate.code == draft.candidate.code;
    });
    if (known == kept.end()) {
      kept.push_back(std::move(draft));
    } else if (proposed(*known) == proposed(draft) &&
               known->candidate.support == draft.candidate.support &&
               known->candidate.reason == draft.candidate.reason) {
      merge_evidence(draft.candidate, known->candidate);
    }
  }
  return kept;
}

}  // namespace

void Coder::note_date(Analysis& analysis) const {
  const std::string newest = "FY" + std::to_string(fiscal_year(codes_.newest_from()));
  const auto& date = analysis.encounter.service_date;
  if (!date) {
    analysis.notices.push_back(
        {"date-unknown", "No date of service: the newest code set, " + newest + ", was used."});
  } else if (*date > codes_.newest_to()) {
    analysis.notices.push_back(
        {"date-after-code-set",
         "The date of service is after the newest code set held, " + newest + ", which was used."});
  } else if (*date < codes_.oldest_from()) {
    analysis.notices.push_back(
        {"date-before-code-set", "The date of service is before the oldest code set held (" +
                                     format_date(codes_.oldest_from()) + "), which was used."});
  }
}

void Coder::code(Analysis& analysis) const {
  note_date(analysis);
  const Date date = coding_date(analysis.encounter, codes_);
  const FindingPool pool(analysis.sections, analysis.findings, rules_.axes(),
                         analysis.encounter.setting);
  std::vector<Draft> drafts = draft_candidates(rules_, pool, lexicon_, true);
  check_dates(drafts, codes_, date);
  check_standing(drafts);
  absorb(drafts);
  check_excludes(drafts, codes_);
  std::vector<Draft> others = draft_candidates(rules_, pool, lexicon_, false);
  std::erase_if(others, [](const Draft& draft) {
    return proposed(draft) || draft.candidate.support == Support::inferred;
  });
  check_dates(others, codes_, date);
  drafts.insert(drafts.end(), std::make_move_iterator(others.begin()),
                std::make_move_iterator(others.end()));
  int rank = 0;
  for (Draft& draft : one_a_code(std::move(drafts))) {
    if (proposed(draft)) {
      draft.candidate.rank = ++rank;
      ask_for_missing(draft, rules_, codes_, date, analysis.text, analysis.queries);
    }
    analysis.codes.push_back(std::move(draft.candidate));
  }
  analysis.contradictions = find_contradictions(pool, lexicon_);
  analysis.claims = judge_claims(analysis.text, analysis.codes, codes_, date);
}

}  // namespace evident
