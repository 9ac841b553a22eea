#include "report/reasons.h"

#include <algorithm>
#include <map>

#include "report/display.h"
#include "report/names.h"
#include "report/note_view.h"

namespace evident {
namespace {

// What to say when words of the note did it, when another code did, and when neither is named.
struct Wording {
  std::string_view id;
  std::string_view by_words;
  std::string_view by_code;
  std::string_view alone;
};

constexpr Wording kReasons[] = {
    {"negated", "negated by ", "negated by ", "negated"},
    {"uncertain", "not certain: ", "not certain, see ", "not certain"},
    {"past", "in the past: ", "in the past, see ", "in the past"},
    {"mentioned-only", "only mentioned: ", "only mentioned, see ",
     "only mentioned, nothing was done about it at this visit"},
    {"family", "said of someone else: ", "said of someone else, see ", "said of someone else"},
    {"hypothetical", "not a fact but a condition: ", "not a fact, see ",
     "not a fact but a condition"},
    {"contradicted", "contradicted by ", "contradicted by ", "the note contradicts it"},
    {"absorbed", "part of what is said by ", "absorbed by ", "absorbed by another diagnosis"},
    {"excludes1", "excluded (Excludes1) by ", "excluded (Excludes1) by ", "excluded (Excludes1)"},
    {"less-specific", "less specific than ", "less specific than ",
     "less specific than another code"},
    {"outranked", "outranked by ", "outranked by ", "a section that counts more says otherwise"},
    {"not-valid-on-date", "not valid on the date of service; see ",
     "not valid on the date of service; see ", "not valid on the date of service"},
    {"not-billable", "not billable as it stands; see ", "not billable as it stands; see ",
     "not billable as it stands"},
    {"inferred-only", "suggested, not stated: ", "suggested, not stated; see ",
     "suggested by findings, stated nowhere"},
};

constexpr std::string_view kVerdicts[][2] = {
    {"supported", "supported by the note"},
    {"less-specific", "the note says more than this code"},
    {"contradicted", "the note says otherwise"},
    {"no-evidence", "no evidence"},
    {"deleted", "deleted"},
    {"not-yet-valid", "not yet valid"},
    {"not-billable", "not billable as it stands"},
    {"excluded", "excluded by another code"},
    {"not-icd10cm", "not an ICD-10-CM code"},
};

}  // namespace

std::string spaced(std::string id) {
  std::replace(id.begin(), id.end(), '-', ' ');
  return id;
}

std::string encounter_in_words(const Encounter& encounter, const std::string& code_set) {
  const auto& date = encounter.service_date;
  return std::string(name_of(encounter.setting)) + ", " +
         (date ? "date of service " + format_date(*date) : "no date of service") + ", code set " +
         code_set;
}

std::string place_in_words(const Evidence& evidence, const Text& text) {
  const std::string line = "line " + std::to_string(line_number(text, evidence.span.begin));
  const bool named =
      evidence.section != "preamble" && evidence.section != "unknown" && !evidence.section.empty();
  return named ? spaced(evidence.section) + ", " + line : line;
}

std::string no_code_in_words(const Analysis& analysis, std::string_view hint) {
  const std::string words = "No spine code supported";
  const std::string withheld = withheld_count(analysis);
  if (!withheld.empty()) return words + "; " + withheld + std::string(hint) + ".";
  if (!analysis.findings.empty())
    return words + ": the note speaks of the back or neck, but no code follows from it.";
  if (analysis.text.norm().find_first_not_of(" \n") == std::string_view::npos)
    return words + ": the note is empty.";
  return words + ": no word about the back or neck was found in this note.";
}

std::string warning_in_words(const Warning& warning) {
  std::string words = spaced(warning.id) + ": " + warning.message;
  if (!warning.would_change_to.empty())
    words += " Would change to " + either(warning.would_change_to) + ".";
  if (!warning.codes.empty()) words += " See " + either(warning.codes) + ".";
  return words;
}

std::string answer_in_words(const Query& query) {
  if (query.changes.empty()) return "";
  return "The answer would change " + query.code + " to " + either(query.changes) + ".";
}

std::string reason_lead(const Candidate& candidate) {
  const auto it = std::find_if(std::begin(kReasons), std::end(kReasons),
                               [&](const Wording& w) { return w.id == candidate.reason; });
  if (it == std::end(kReasons)) return candidate.reason;
  const auto& by = candidate.by;
  if (by && by->code) return std::string(it->by_code);
  return std::string(by && by->words ? it->by_words : it->alone);
}

std::string reason_in_words(const Candidate& candidate, const Text& text) {
  const std::string lead = reason_lead(candidate);
  if (!lead.ends_with(' ')) return lead;
  if (candidate.by->code) return lead + *candidate.by->code;
  return lead + "'" + clip(visible(text.quote(*candidate.by->words)), 60) + "'";
}

std::string verdict_in_words(const Claim& claim) {
  std::string words = claim.verdict;
  for (const auto& [id, sentence] : kVerdicts)
    if (id == claim.verdict) words = sentence;
  if (claim.date && claim.verdict == "deleted") words += " on " + *claim.date;
  if (claim.date && claim.verdict == "not-yet-valid") words += " (from " + *claim.date + ")";
  if (claim.replaced_by.empty()) return words;
  const bool gone = claim.verdict == "deleted" || claim.verdict == "not-icd10cm";
  words += (gone ? "; today " : "; see ") + either(claim.replaced_by);
  return words;
}

bool says_it_all(const Claim& claim) {
  if (claim.verdict == "not-icd10cm") return false;
  return claim.because.empty() || !claim.replaced_by.empty() || claim.verdict == "supported" ||
         claim.verdict == "not-yet-valid";
}

size_t count_of(const Analysis& analysis, Status status) {
  const auto has_it = [status](const Candidate& candidate) { return candidate.status == status; };
  return static_cast<size_t>(std::count_if(analysis.codes.begin(), analysis.codes.end(), has_it));
}

std::string withheld_count(const Analysis& analysis) {
  std::map<std::string, int> counts;
  int total = 0;
  for (const Candidate& candidate : analysis.codes) {
    if (candidate.status != Status::withheld) continue;
    ++counts[candidate.reason];
    ++total;
  }
  if (total == 0) return "";
  std::vector<std::pair<std::string, int>> ordered(counts.begin(), counts.end());
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string words = std::to_string(total) + " withheld (";
  for (const auto& [reason, count] : ordered) {
    if (words.back() != '(') words += ", ";
    words += reason + " " + std::to_string(count);
  }
  return words + ")";
}

std::string either(const std::vector<std::string>& codes) {
  std::string words;
  for (size_t i = 0; i < codes.size(); ++i) {
    if (i > 0) words += i + 1 == codes.size() ? " or " : ", ";
    words += codes[i];
  }
  return words;
}

}  // namespace evident
