#include "coding/coder.h"

#include <algorithm>

#include "coding/audit.h"
#include "coding/claims.h"
#include "coding/contradictions.h"
#include "coding/drafts.h"
#include "coding/edits.h"
#include "coding/imaging.h"
#include "coding/queries.h"
#include "coding/remarks.h"
#include "coding/sequence.h"
#include "coding/sites.h"
#include "coding/spoken_rules.h"

namespace evident {
namespace {

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
    } else if (known->candidate.proposed() == draft.candidate.proposed() &&
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

void Coder::code(Analysis& analysis, const std::vector<Finding>& holding) const {
  note_date(analysis);
  const Date date = coding_date(analysis.encounter, codes_);
  const FindingPool pool(analysis.sections, analysis.findings, rules_.axes(),
                         analysis.encounter.setting);
  const std::vector<const Rule*> rules = rules_spoken_of(rules_, pool);
  std::vector<Draft> drafts = draft_candidates(rules, pool, lexicon_, true);
  check_dates(drafts, codes_, date);
  if (rules_.multiple_sites_until() && date <= *rules_.multiple_sites_until())
    join_sites(drafts, codes_, date);
  check_standing(drafts);
  check_imaging(drafts, analysis, lexicon_);
  absorb(drafts, rules_.axes());
  check_excludes(drafts, codes_);
  std::vector<Draft> others = draft_candidates(rules, pool, lexicon_, false);
  std::erase_if(others, [](const Draft& draft) {
    return draft.candidate.proposed() || draft.candidate.support == Support::inferred;
  });
  check_dates(others, codes_, date);
  drafts.insert(drafts.end(), std::make_move_iterator(others.begin()),
                std::make_move_iterator(others.end()));
  drafts = one_a_code(std::move(drafts));
  put_in_sequence(drafts, codes_, holding);
  int rank = 0;
  for (Draft& draft : drafts) {
    if (!draft.candidate.proposed()) break;
    draft.candidate.rank = ++rank;
    ask_for_missing(draft, rules_, codes_, date, analysis.text, analysis.queries);
  }
  ask_between(drafts, analysis.text, analysis.queries);
  analysis.contradictions = find_contradictions(pool, lexicon_);
  ask_sides(drafts, rules_, codes_, date, analysis);
  add_remarks(drafts, codes_, holding, analysis, lexicon_);
  for (Draft& draft : drafts) analysis.codes.push_back(std::move(draft.candidate));
  analysis.claims = judge_claims(analysis.text, analysis.codes, codes_, date);
}

}  // namespace evident
