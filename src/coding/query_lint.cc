#include "coding/query_lint.h"

#include <algorithm>

#include "coding/code_text.h"

namespace evident {
namespace {

using Words = std::vector<std::string>;

// Words by which a question speaks of what an answer is worth. A star stands for any ending.
constexpr std::string_view kImpact[] = {
    "pay",     "pays",       "paid",     "payer*",    "payment*", "payor*",  "reimburse*",
    "bill",    "billed",     "billing",  "billable",  "revenue*", "claim",   "claims",
    "denied",  "denial*",    "insurer*", "insurance", "drg*",     "audit*",  "coder*",
    "coding",  "coded",      "code",     "codes",     "icd*",     "quality", "score*",
    "metric*", "compliance", "profit*",  "penalt*"};
// How a leading question begins, or what it holds.
constexpr std::string_view kLeading[] = {"please ",    "document that",    "document the ",
                                         "agree that", "do you agree",     "would you agree",
                                         "don't you",  "isn't it",         "should be documented",
                                         "kindly ",    "add the diagnosis"};
constexpr std::string_view kYesOrNo[] = {"is",  "are",  "was", "were",  "does",  "do",   "did",
                                         "has", "have", "can", "could", "would", "will", "should"};
constexpr std::string_view kOther = "other", kUnable = "unable to determine";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool in_word(char c) {
  c = lower(c);
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '\'';
}

// The words of a text; a dot inside a word belongs to it ("M54.50"), one at its end does not.
Words words_of(std::string_view text) {
  Words words;
  for (size_t at = 0; at < text.size();) {
    if (!in_word(text[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < text.size() && in_word(text[end])) ++end;
    std::string word(text.substr(at, end - at));
    while (!word.empty() && word.back() == '.') word.pop_back();
    if (!word.empty()) words.push_back(std::move(word));
    at = end;
  }
  return words;
}

bool is_like(std::string_view word, std::string_view pattern) {
  if (!pattern.ends_with('*')) return word == pattern;
  return word.starts_with(pattern.substr(0, pattern.size() - 1));
}

// "M54.5", "m54.50", "M5450"; not "L4", "T12" or "C5": those are vertebrae.
bool is_code_word(std::string word, const CodeSet& codes) {
  for (char& c : word)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  const bool dotted = word.find('.') != std::string::npos;
  if (!dotted && word.size() > 3) word.insert(3, ".");
  if (is_icd9_code(word)) return codes.find_icd9(word) != nullptr;
  return is_code(word) && (dotted || codes.find(word) != nullptr) && word.size() > 3;
}

void find_codes(const Words& words, const CodeSet& codes, Words& faults) {
  for (const std::string& word : words)
    if (is_code_word(word, codes)) faults.push_back("names the code " + word);
}

void find_titles(std::string_view text, const Words& changes, const CodeSet& codes, Words& faults) {
  const std::string words = lowered(text);
  for (const std::string& change : changes) {
    const Code* code = codes.find(change);
    if (code != nullptr && words.find(lowered(code->title)) != std::string::npos)
      faults.push_back("names the title of " + change);
  }
}

void find_impact(const Words& words, Words& faults) {
  for (const std::string& word : words)
    for (std::string_view pattern : kImpact)
      if (is_like(lowered(word), pattern))
        faults.push_back("speaks of coding or payment: \"" + word + '"');
}

std::string quoted_in(const Text& text, const Evidence& evidence) {
  return '"' + std::string(text.quote(evidence.span)) + '"';
}

// The query without the words it quotes: those are the note's.
std::string without_quotes(const Query& query, const Text& text) {
  std::string words = query.text;
  for (const Evidence& evidence : query.indicators) {
    const std::string quote = quoted_in(text, evidence);
    const size_t at = words.find(quote);
    if (at != std::string::npos) words.replace(at, quote.size(), "");
  }
  return words;
}

// An option may be what the note itself says.
bool is_quote(const std::string& option, const Query& query, const Text& text) {
  return std::any_of(query.indicators.begin(), query.indicators.end(),
                     [&](const Evidence& evidence) { return text.quote(evidence.span) == option; });
}

void check_indicators(const Query& query, const Text& text, Words& faults) {
  const bool quotes =
      std::any_of(query.indicators.begin(), query.indicators.end(), [&](const Evidence& evidence) {
        return !evidence.span.empty() &&
               query.text.find(quoted_in(text, evidence)) != query.text.npos;
      });
  if (!quotes) faults.push_back("quotes no words of the note");
}

void check_options(const Words& options, const Words& changes, const CodeSet& codes,
                   Words& faults) {
  for (size_t i = 0; i < options.size(); ++i) {
    const std::string name = "option \"" + options[i] + "\" ";
    Words own;
    find_codes(words_of(options[i]), codes, own);
    find_titles(options[i], changes, codes, own);
    find_impact(words_of(options[i]), own);
    for (const std::string& fault : own) faults.push_back(name + fault);
    if (options[i].empty()) faults.push_back("offers an empty option");
    if (std::find(options.begin(), options.begin() + static_cast<long>(i), options[i]) !=
        options.begin() + static_cast<long>(i))
      faults.push_back(name + "stands twice");
  }
}

void check_ways_out(const Words& options, Words& faults) {
  for (std::string_view needed : {kOther, kUnable})
    if (std::find(options.begin(), options.end(), needed) == options.end())
      faults.push_back("does not offer \"" + std::string(needed) + '"');
  if (options.size() < 3) faults.push_back("offers nothing to choose");
}

// The last sentence: what is asked.
std::string_view question_of(std::string_view text) {
  const size_t stop = text.rfind(". ");
  return stop == std::string_view::npos ? text : text.substr(stop + 2);
}

}  // namespace

std::vector<std::string> lint_question(std::string_view question, bool documented,
                                       const std::vector<std::string>& changes,
                                       const CodeSet& codes) {
  Words faults;
  const Words words = words_of(question);
  const std::string low = lowered(question);
  if (!question.ends_with('?')) faults.push_back("does not end with a question mark");
  for (std::string_view lead : kLeading)
    if (low.starts_with(lead) || low.find(' ' + std::string(lead)) != std::string::npos)
      faults.push_back("leads: \"" + std::string(lead.substr(0, lead.find_last_not_of(' ') + 1)) +
                       '"');
  const std::string first = words.empty() ? "" : lowered(words.front());
  const bool yes_or_no =
      std::find(std::begin(kYesOrNo), std::end(kYesOrNo), first) != std::end(kYesOrNo);
  // "Is it the first, or a later one?" is a choice.
  const bool choice = low.find(" or ") != low.npos && low.find(" or not") == low.npos;
  if (yes_or_no && !choice && !documented)
    faults.push_back("asks for yes or no about what the note does not document");
  find_codes(words, codes, faults);
  find_titles(question, changes, codes, faults);
  find_impact(words, faults);
  return faults;
}

std::vector<std::string> lint_query(const Query& query, const Text& text, const CodeSet& codes) {
  Words faults;
  check_indicators(query, text, faults);
  const std::string own = without_quotes(query, text);
  Words changes = query.changes;
  changes.push_back(query.code);
  // Only a question that offers yes and no may ask for them; that it does so about something the
  // note documents is checked where it is written, by lint_asks().
  const auto& options = query.options;
  const bool offered = std::find(options.begin(), options.end(), "yes") != options.end();
  const Words asked = lint_question(question_of(own), offered, changes, codes);
  faults.insert(faults.end(), asked.begin(), asked.end());
  find_codes(words_of(own.substr(0, own.size() - question_of(own).size())), codes, faults);
  Words own_options = query.options;
  std::erase_if(own_options,
                [&](const std::string& option) { return is_quote(option, query, text); });
  check_options(own_options, changes, codes, faults);
  check_ways_out(query.options, faults);
  return faults;
}

void lint_asks(const Rules& rules, const CodeSet& codes, Diagnostics& diagnostics) {
  for (const Rule& rule : rules.all()) {
    const Words given = expansions(rule.code, rules.axes());
    for (const Ask& ask : rule.asks) {
      const bool documented = rules.axes().find(ask.about) != nullptr;
      Words changes = ask.changes;
      changes.insert(changes.end(), given.begin(), given.end());
      Words faults = lint_question(ask.question, documented, changes, codes);
      Words options = ask.options;
      for (const Offer& answer : ask.answers) options.push_back(answer.words);
      check_options(options, changes, codes, faults);
      if (!documented && ask.options.empty()) faults.push_back("offers nothing to choose");
      for (const std::string& fault : faults) diagnostics.error(ask.at, "this question " + fault);
    }
  }
}

}  // namespace evident
