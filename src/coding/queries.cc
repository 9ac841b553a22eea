#include "coding/queries.h"

#include <algorithm>

namespace evident {
namespace {

struct Change {
  std::string value;
  std::string code;
};

// The codes that the other values of an axis would give, in the order of the code.
std::vector<Change> changes_of(const Draft& draft, const std::string& about, const Axes& axes,
                               const CodeSet& codes, Date date) {
  std::vector<Change> changes;
  const Axis& axis = *axes.find(about);
  for (const auto& [value, digits] : axis.digits) {
    if (value == axis.otherwise || digits.size() != 1) continue;
    std::string code = draft.rule->code.literals[0];
    for (size_t i = 0; i < draft.values.size(); ++i) {
      const auto& [name, chosen] = draft.values[i];
      const Axis& hole = *axes.find(name);
      code += name == about ? digits[0] : hole.digits.find(chosen)->second[0];
      code += draft.rule->code.literals[i + 1];
    }
    const Code* known = codes.find(code);
    if (known != nullptr && known->billable(date) && code != draft.candidate.code)
      changes.push_back({value, code});
  }
  std::sort(changes.begin(), changes.end(),
            [](const Change& a, const Change& b) { return a.code < b.code; });
  return changes;
}

std::string quoted_indicators(const Draft& draft, const Text& text) {
  std::string out;
  for (const Evidence& evidence : draft.candidate.evidence) {
    if (!out.empty()) out += ", ";
    out += '"';
    out += text.quote(evidence.span);
    out += "\" (" + evidence.section + ")";
  }
  return out;
}

Query query_of(const Draft& draft, const Ask& ask, const std::vector<Change>& changes,
               const Text& text) {
  Query query;
  query.about = ask.about;
  query.code = draft.candidate.code;
  query.changes = ask.changes;
  query.options = ask.options;
  for (const Change& change : changes) {
    query.changes.push_back(change.code);
    if (ask.options.empty()) query.options.push_back(change.value);
  }
  query.options.push_back("other");
  query.options.push_back("unable to determine");
  query.indicators = draft.candidate.evidence;
  query.text = "The note documents " + quoted_indicators(draft, text) + ". " + ask.question;
  return query;
}

}  // namespace

void ask_for_missing(Draft& draft, const Rules& rules, const CodeSet& codes, Date date,
                     const Text& text, std::vector<Query>& queries) {
  for (const RuleWarning& warning : draft.rule->warnings)
    draft.candidate.warnings.push_back(
        {warning.id, warning.severity, warning.message, warning.changes});
  for (const Ask& ask : draft.rule->asks) {
    const Axis* axis = rules.axes().find(ask.about);
    std::vector<Change> changes;
    if (axis != nullptr) {
      if (std::find(draft.assumed.begin(), draft.assumed.end(), ask.about) == draft.assumed.end())
        continue;
      changes = changes_of(draft, ask.about, rules.axes(), codes, date);
      if (changes.empty()) continue;
      Warning warning{
          "unspecified-" + ask.about, "warning", "No " + ask.about + " documented.", {}};
      for (const Change& change : changes) warning.would_change_to.push_back(change.code);
      draft.candidate.warnings.push_back(std::move(warning));
    }
    queries.push_back(query_of(draft, ask, changes, text));
  }
}

}  // namespace evident
