#include "cli/case_writer.h"

#include <algorithm>

#include "base/suggest.h"
#include "cli/quote.h"
#include "report/names.h"

namespace evident {
namespace {

void add_once(std::vector<std::string>& words, std::string word) {
  if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
}

bool listed(const Expectation& like, std::string_view axis) {
  return std::any_of(like.values.begin(), like.values.end(),
                     [&](const AxisValue& value) { return value.axis == axis; });
}

std::string words_at(const Analysis& analysis, Span norm) {
  return in_quotes(analysis.text.quote(norm));
}

std::string plain_or_quoted(const std::string& value) {
  const bool plain = value.find_first_of(" \t,\"") == value.npos;
  return plain ? value : in_quotes(value);
}

}  // namespace

std::vector<std::string> contexts_of(const Finding& finding) {
  std::vector<std::string> contexts;
  if (finding.negated) contexts.push_back("negated");
  if (finding.certainty != Certainty::affirmed) contexts.emplace_back(name_of(finding.certainty));
  if (finding.time != Time::current) contexts.emplace_back(name_of(finding.time));
  if (finding.experiencer != Experiencer::patient)
    contexts.emplace_back(name_of(finding.experiencer));
  if (finding.hypothetical) contexts.push_back("hypothetical");
  return contexts;
}

std::vector<std::string> values_of(const Finding& finding, std::string_view axis) {
  std::vector<std::string> values;
  for (const Linked& linked : finding.linked)
    if (linked.axis == axis) add_once(values, linked.value);
  std::sort(values.begin(), values.end());
  return values;
}

std::string finding_line(const Analysis& analysis, const Finding& finding,
                         const Expectation* like) {
  const std::vector<std::string> contexts = contexts_of(finding);
  std::string line = "finding " + analysis.concepts[finding.concept_index] + ' ' +
                     quoted_at(analysis.text, analysis.text.note_span(finding.span));
  for (const std::string& context : contexts) line += ' ' + context;
  std::vector<std::string> values, cues;
  for (const By& by : finding.by)
    if (std::find(contexts.begin(), contexts.end(), by.says) != contexts.end())
      add_once(cues, words_at(analysis, by.cue));
  for (const Linked& linked : finding.linked) {
    const bool implied = linked.words == finding.span;
    if (like != nullptr ? !listed(*like, linked.axis) : implied) continue;
    add_once(values, linked.axis + '=' + plain_or_quoted(linked.value));
    if (!implied) add_once(cues, words_at(analysis, linked.words));
  }
  for (const std::string& value : values) line += ' ' + value;
  for (const std::string& cue : cues) line += " by " + cue;
  return line;
}

std::string code_line(const Analysis& analysis, const Candidate& candidate,
                      const Expectation* like) {
  std::vector<std::string> words;
  for (const Evidence& evidence : candidate.evidence)
    add_once(words, words_at(analysis, evidence.span));
  std::string line = "code " + candidate.code;
  if (!words.empty()) line += " from " + join(words);
  if (like == nullptr || !like->rule.empty()) line += " rule " + candidate.rule;
  if (like != nullptr && like->rank > 0) line += " rank " + std::to_string(candidate.rank);
  return candidate.support == Support::inferred ? line + " inferred" : line;
}

std::string withheld_line(const Analysis& analysis, const Candidate& candidate) {
  std::string line = "withheld " + candidate.code + ' ' + candidate.reason;
  if (!candidate.by) return line;
  if (candidate.by->code) return line + " by " + *candidate.by->code;
  return candidate.by->words ? line + " by " + words_at(analysis, *candidate.by->words) : line;
}

std::string query_line(const Query& query) { return "query " + query.code + ' ' + query.about; }

std::string claim_line(const Analysis& analysis, const Claim& claim) {
  std::string line = "claim " + quoted_at(analysis.text, analysis.text.note_span(claim.span)) +
                     ' ' + claim.verdict;
  return claim.replaced_by.empty() ? line : line + " replaced " + join(claim.replaced_by);
}

std::string red_flag_line(const Analysis& analysis, const RedFlag& flag) {
  return "red-flag " + flag.id + ' ' +
         quoted_at(analysis.text, analysis.text.note_span(flag.evidence.span));
}

std::vector<std::string> warning_lines(const Analysis& analysis, const Candidate& candidate) {
  std::vector<std::string> lines;
  for (const Warning& warning : candidate.warnings) {
    lines.push_back("warning " + candidate.code + ' ' + warning.id);
    std::vector<std::string> words;
    for (const Evidence& evidence : warning.evidence)
      add_once(words, words_at(analysis, evidence.span));
    if (!words.empty()) lines.back() += " from " + join(words);
    if (!warning.codes.empty()) lines.back() += " about " + warning.codes.front();
  }
  if (lines.empty()) lines.push_back("no warnings " + candidate.code);
  return lines;
}

}  // namespace evident
