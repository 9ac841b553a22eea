// evident codes: what the code set knows of a code, or which codes bear some words.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/suggest.h"
#include "cli/commands.h"
#include "cli/knowledge.h"
#include "cli/output.h"
#include "cli/terminal_size.h"
#include "cli/usage.h"
#include "report/display.h"
#include "report/reasons.h"

namespace evident {
namespace {

constexpr char kExamples[] = R"(Examples:
  evident codes M54.41
      Title, life, parent, what it excludes.
  evident codes M54.5 --date 2021-09-30
      Was it billable on that day? What replaced it?
  evident codes 724.2
      An ICD-9-CM code: what is usual today.
  evident codes spinal stenosis lumbar
      Codes whose title or inclusion terms hold all these words.
)";

constexpr size_t kMostNear = 5;     // suggestions for an unknown code
constexpr size_t kMostFound = 100;  // codes for some words

struct CodesOptions {
  std::vector<std::string> words;
  std::string date;
  KnowledgeOptions knowledge;
};

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return text;
}

// "m5441", "M54.41" and " M5441" are one code.
std::string as_code(const std::string& word) {
  std::string code;
  for (char c : upper(word))
    if (c != '.' && c != ' ') code += c;
  if (code.size() > 3) code.insert(3, ".");
  return code;
}

// Begins as a code does, a letter and a digit, and has no more than seven characters.
bool looks_like_code(const std::string& word) {
  const std::string code = as_code(word);
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return code.size() >= 3 && code.size() <= 8 && (digit(code[1]) || digit(code[0])) &&
         std::all_of(code.begin(), code.end(),
                     [&](char c) { return digit(c) || c == '.' || (c >= 'A' && c <= 'Z'); });
}

class CodesCommand {
 public:
  CodesCommand(const CodesOptions& options, const CodeSet& set)
      : set_(set),
        date_(parse_date(options.date)),
        out_(text_, std::min(terminal_width(), 100), wants_color("auto")) {}

  int run(const std::vector<std::string>& words) {
    const int code =
        words.size() == 1 && looks_like_code(words.front()) ? one(words.front()) : search(words);
    Output output;
    output.write(text_);
    return output.finish(code);
  }

 private:
  int one(const std::string& word) {
    if (const Code* code = set_.find(as_code(word))) {
      show(*code);
      return kExitDone;
    }
    if (const OldCode* old = set_.find_icd9(word)) {
      headline(old->code, old->title);
      fact("life", "an ICD-9-CM code, out of use since 2015-10-01");
      codes("usual today", old->now);
      return kExitDone;
    }
    complain(as_code(word) + " is not among the back and neck codes of " + set_.name() + ".");
    for (const Code* near : near_codes(as_code(word))) headline(near->code, near->title);
    return kExitShort;
  }

  void show(const Code& code) {
    headline(code.code, code.title);
    life(code);
    if (!code.parent.empty()) codes("part of", {code.parent});
    std::vector<std::string> below;
    for (const Code* child : set_.children(code.code))
      if (child->in_force(date_.value_or(set_.newest_to()))) below.push_back(child->code);
    codes("divided into", below);
    if (!code.replaced_by.empty()) codes("replaced by", code.replaced_by);
    for (const std::string& term : code.inclusion_terms) fact("includes", term);
    for (const auto& [character, meaning] : set_.seventh_of(code.code))
      fact("7th character", std::string(1, character) + "  " + meaning);
    if (!code.excludes1.empty()) fact("Excludes1", join(code.excludes1));
    if (!code.excludes2.empty()) fact("Excludes2", join(code.excludes2));
    conditions("code first", code.code_first);
    conditions("use additional", code.use_additional);
  }

  void life(const Code& code) {
    if (date_) fact("on " + format_date(*date_), state_on(code, *date_));
    for (const CodePeriod& period : code.periods) {
      std::string words = period.billable ? "billable" : "not billable, needs more characters";
      if (period.from > set_.oldest_from()) words += " from " + format_date(period.from);
      if (period.to) words += " to " + format_date(*period.to);
      if (period.from <= set_.oldest_from() && !period.to) words += " in every year known";
      fact("life", words);
    }
    if (code.periods.empty() || !code.periods.back().to) return;
    fact("life", "deleted on " + format_date(*code.periods.back().to + std::chrono::days(1)));
  }

  std::string state_on(const Code& code, Date date) const {
    if (date < set_.oldest_from())
      return "not known: the first day in " + set_.name() + " is " +
             format_date(set_.oldest_from());
    if (date > set_.newest_to())
      return std::string(code.periods.back().to ? "deleted" : "not known") + ": the last day in " +
             set_.name() + " is " + format_date(set_.newest_to());
    if (code.billable(date)) return "billable";
    if (code.in_force(date)) return "not billable, needs more characters";
    return date < code.periods.front().from ? "not yet valid" : "deleted";
  }

  void headline(const std::string& code, const std::string& title) {
    out_.begin("", std::string(10, ' '));
    out_.put_whole(visible(code), Style::code);
    out_.put(std::string(code.size() < 9 ? 10 - code.size() : 1, ' '));
    out_.put(visible(title), Style::heading);
    out_.end();
  }

  // A labelled line; equal labels one after the other are written once.
  void fact(const std::string& label, const std::string& words, size_t hang = 0) {
    constexpr size_t kColumn = 18;
    std::string first = "  " + (label == last_label_ ? std::string() : label);
    last_label_ = label;
    first.resize(std::max(first.size() + 1, kColumn), ' ');
    out_.begin(first, std::string(kColumn + hang, ' '), Style::dim);
    out_.put(visible(words));
    out_.end();
  }

  void codes(const std::string& label, const std::vector<std::string>& codes) {
    for (const std::string& code : codes) {
      const Code* known = set_.find(code);
      const std::string padding(code.size() < 9 ? 9 - code.size() : 1, ' ');
      fact(label, code + padding + (known != nullptr ? known->title : std::string()), 9);
    }
  }

  void conditions(const std::string& label, const std::vector<std::string>& patterns) {
    if (patterns.empty()) return;
    std::vector<std::string> words = patterns;
    std::replace(words.begin(), words.end(), std::string("*"), std::string("another condition"));
    fact(label, join(words));
  }

  // The codes that differ least from a mistyped one, those that begin like it first.
  std::vector<const Code*> near_codes(const std::string& word) const {
    std::vector<std::pair<int, const Code*>> near;
    for (const Code& code : set_.all()) {
      const int distance = edit_distance(word, code.code, 2);
      if (distance <= 2) near.emplace_back(distance, &code);
    }
    const auto common = [&](const Code* code) {
      const auto [a, b] =
          std::mismatch(word.begin(), word.end(), code->code.begin(), code->code.end());
      return a - word.begin();
    };
    std::stable_sort(near.begin(), near.end(), [&](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : common(a.second) > common(b.second);
    });
    std::vector<const Code*> result;
    for (const auto& [distance, code] : near)
      if (result.size() < kMostNear && distance == near.front().first) result.push_back(code);
    return result;
  }

  int search(const std::vector<std::string>& words) {
    size_t found = 0;
    for (const Code& code : set_.all()) {
      if (!holds_all(code, words)) continue;
      if (date_ && !code.in_force(*date_)) continue;
      if (!date_ && !code.in_force(set_.newest_to())) continue;
      if (++found <= kMostFound) headline(code.code, code.title);
    }
    if (found > kMostFound)
      complain("only the first " + std::to_string(kMostFound) + " of " + std::to_string(found) +
               " codes are shown; more words narrow them down.");
    if (found > 0) return kExitDone;
    complain("no back or neck code of " + set_.name() + " bears these words: " + join(words, " "));
    return kExitShort;
  }

  static bool holds_all(const Code& code, const std::vector<std::string>& words) {
    std::string all = upper(code.title);
    for (const std::string& term : code.inclusion_terms) all += "\n" + upper(term);
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
      return all.find(upper(word)) != std::string::npos;
    });
  }

  const CodeSet& set_;
  std::optional<Date> date_;
  std::string text_;
  Wrapper out_;
  std::string last_label_;
};

int run_codes(const CodesOptions& options) {
  Diagnostics diagnostics;
  const Knowledge knowledge = read_knowledge(options.knowledge, diagnostics);
  std::unique_ptr<const CodeSet> set;
  if (diagnostics.ok()) set = CodeSet::load(knowledge.code_set, diagnostics);
  print(diagnostics);
  if (!diagnostics.ok()) return kExitUsage;
  return CodesCommand(options, *set).run(options.words);
}

}  // namespace

void add_codes(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<CodesOptions>();
  CLI::App* command = app.add_subcommand(
      "codes",
      "What a code means, when it was valid, what it excludes\n\n"
      "Looks into the code set: ICD-10-CM codes for the back and neck with their life in time.");
  command->add_option("CODE|WORDS", options->words, "A code, or words of a title.")->required();
  command
      ->add_option("--date", options->date,
                   "The day to look at; without it, children and search show what is valid now.")
      ->type_name("YYYY-MM-DD")
      ->check(a_day());
  command
      ->add_option("--code-set", options->knowledge.code_set,
                   "Code set instead of the shipped one.")
      ->type_name("FILE")
      ->group("Knowledge");
  command->footer(kExamples);
  command->callback([options, &chosen] { chosen = [options] { return run_codes(*options); }; });
}

}  // namespace evident
