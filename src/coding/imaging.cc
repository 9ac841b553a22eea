#include "coding/imaging.h"

#include <algorithm>

#include "base/trimmed.h"

namespace evident {
namespace {

bool is_told(const Evidence& anchor, const Analysis& analysis, const Lexicon& lexicon) {
  const auto section = lexicon.find(anchor.section);
  if (section && lexicon.concepts()[*section].imaging) return true;
  return std::ranges::any_of(analysis.findings, [&](const Finding& finding) {
    const Linked* source = finding.span == anchor.span ? finding.value("source") : nullptr;
    return source != nullptr && source->value == "imaging" && finding.standing != Standing::leading;
  });
}

// An assessment with words in it.
bool has_assessment(const Analysis& analysis) {
  return std::ranges::any_of(analysis.sections, [&](const Section& section) {
    const std::string_view body =
        analysis.text.norm().substr(section.body.begin, section.body.size());
    return section.standing == Standing::leading && !trimmed(body, " \t\n").empty();
  });
}

// "PSH: lumbar fusion 2011", in a visit for something else.
bool is_old_status(const Draft& draft) {
  return draft.rule->leads_when == kNeverLeads && draft.standing >= Standing::outranked;
}

}  // namespace

bool told_by_imaging(const Draft& draft, const Analysis& analysis, const Lexicon& lexicon) {
  return draft.diagnosis && std::ranges::all_of(draft.candidate.evidence, [&](const Evidence& one) {
           return one.role != Role::anchor || is_told(one, analysis, lexicon);
         });
}

void check_imaging(std::vector<Draft>& drafts, const Analysis& analysis, const Lexicon& lexicon) {
  if (!has_assessment(analysis)) return;
  std::vector<Draft*> told;
  for (Draft& draft : drafts) {
    if (!draft.candidate.proposed() || !draft.candidate.stated()) continue;
    if (!is_old_status(draft) && !told_by_imaging(draft, analysis, lexicon)) return;
    told.push_back(&draft);
  }
  for (Draft* draft : told) withhold(*draft, "mentioned-only");
}

}  // namespace evident
