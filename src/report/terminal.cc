#include "report/terminal.h"

#include <algorithm>
#include <utility>

#include "base/suggest.h"
#include "report/display.h"
#include "report/note_view.h"
#include "report/reasons.h"

namespace evident {
namespace {

constexpr int kLongestQuote = 120;  // columns; the note below has the rest

std::string mark_of(std::string_view severity) {
  if (severity == "error") return "!!";
  return severity == "warning" ? "!" : "i";
}

Style style_of(std::string_view severity) {
  if (severity == "error") return Style::error;
  return severity == "warning" ? Style::warning : Style::dim;
}

class TerminalReport {
 public:
  TerminalReport(const Analysis& analysis, const TerminalOptions& options)
      : analysis_(analysis),
        options_(options),
        out_(text_, std::max(options.width, kNarrowest), options.color),
        labels_(code_labels(analysis)) {
    for (const Candidate& candidate : analysis.codes) {
      code_width_ = std::max(code_width_, display_width(candidate.code));
      if (candidate.status == Status::withheld) ++withheld_;
    }
  }

  std::string write() {
    head();
    codes();
    queries();
    contradictions();
    red_flags();
    claims();
    withheld();
    note();
    return std::move(text_);
  }

 private:
  bool any_proposed() const {
    return std::any_of(analysis_.codes.begin(), analysis_.codes.end(),
                       [](const Candidate& c) { return c.status == Status::proposed; });
  }

  void head() {
    paragraph(visible(options_.id), Style::heading);
    paragraph(encounter_in_words(analysis_.encounter, options_.code_set), Style::dim);
    for (const Notice& notice : analysis_.notices) remark("i", Style::dim, notice.message, 2);
  }

  void codes() {
    if (!any_proposed()) return nothing();
    for (Support support : {Support::stated, Support::inferred}) {
      bool first = true;
      for (size_t i = 0; i < analysis_.codes.size(); ++i) {
        const Candidate& candidate = analysis_.codes[i];
        if (candidate.status != Status::proposed || candidate.support != support) continue;
        if (std::exchange(first, false))
          section(support == Support::stated ? kStatedTitle : kInferredTitle);
        proposed(candidate, labels_[i]);
      }
    }
    if (withheld_ == 0 || options_.all) return;
    out_.blank_line();
    paragraph(withheld_count(analysis_) + hint() + ".", Style::dim);
  }

  void nothing() {
    out_.blank_line();
    paragraph(no_code_in_words(analysis_, hint()), Style::heading);
  }

  // How the withheld can be seen.
  std::string hint() const {
    if (options_.all) return "";
    return withheld_ == 1 ? "; --all shows it" : "; --all shows them";
  }

  void proposed(const Candidate& candidate, const std::string& label) {
    code_line(label, candidate.code, candidate.title, Style::code);
    quotes("", candidate.evidence, Role::anchor);
    quotes("with ", candidate.evidence, Role::support);
    std::string why = visible(candidate.because);
    if (!candidate.cite.empty())
      why += (why.empty() ? "" : " ") + ("(" + visible(candidate.cite) + ")");
    if (!why.empty()) detail(why, Style::dim);
    for (const Warning& warning : candidate.warnings) {
      remark(mark_of(warning.severity), style_of(warning.severity), warning_in_words(warning),
             indent().size());
      quotes("", warning.evidence, Role::anchor);
      quotes("", warning.evidence, Role::support);
    }
  }

  void code_line(const std::string& label, const std::string& code, const std::string& title,
                 Style style) {
    out_.begin(std::string(label.size() < 3 ? 3 - label.size() : 0, ' ') + label + "  ", indent(),
               Style::dim);
    out_.put_whole(visible(code), style);
    const int pad = code_width_ - display_width(code) + 2;
    out_.put(std::string(static_cast<size_t>(pad), ' '));
    out_.put(visible(title), style == Style::code ? Style::heading : Style::plain);
    out_.end();
  }

  // The evidence of one role: "low back pain" (hpi, line 3), "LBP" (plan, line 9).
  void quotes(std::string_view lead, const std::vector<Evidence>& all, Role role) {
    std::vector<Evidence> some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some),
                 [role](const Evidence& e) { return e.role == role; });
    if (some.empty()) return;
    out_.begin(indent(), indent());
    out_.put(lead);
    quote_list(some, role == Role::anchor ? Style::good : Style::plain);
    out_.end();
  }

  // "L5", "radiculopathy" (assessment, line 14): a place is named once for what stands there.
  void quote_list(const std::vector<Evidence>& evidence, Style style) {
    for (size_t i = 0; i < evidence.size(); ++i) {
      if (i > 0) out_.put(", ");
      out_.put("\"" + clip(visible(analysis_.text.quote(evidence[i].span)), kLongestQuote) + "\"",
               style);
      const std::string place = place_of(evidence[i]);
      if (i + 1 < evidence.size() && place_of(evidence[i + 1]) == place) continue;
      out_.put(" ");
      out_.put_whole(place, Style::dim);
    }
  }

  std::string place_of(const Evidence& evidence) const {
    return "(" + visible(place_in_words(evidence, analysis_.text)) + ")";
  }

  void queries() {
    if (analysis_.queries.empty()) return;
    section(kQueriesTitle);
    for (const Query& query : analysis_.queries) {
      remark("?", Style::warning, query.text, 4);
      for (const std::string& option : query.options) {
        out_.begin("    [ ] ", std::string(8, ' '), Style::dim);
        out_.put(visible(option));
        out_.end();
      }
      if (!quotes_all(query)) {
        out_.begin("    ", "    ");
        out_.put("from ");
        quote_list(query.indicators, Style::plain);
        out_.end();
      }
      if (query.changes.empty()) continue;
      out_.begin("    ", "    ");
      out_.put(visible(answer_in_words(query)), Style::dim);
      out_.end();
    }
  }

  // Does the question itself quote the words it rests on?
  bool quotes_all(const Query& query) const {
    return std::all_of(query.indicators.begin(), query.indicators.end(), [&](const Evidence& e) {
      return query.text.find(analysis_.text.quote(e.span)) != std::string::npos;
    });
  }

  void contradictions() {
    if (analysis_.contradictions.empty()) return;
    section(kContradictionsTitle);
    for (const Contradiction& contradiction : analysis_.contradictions) {
      remark("!", Style::warning, contradiction.message, 4);
      out_.begin("    ", "    ");
      quote_list(contradiction.sides, Style::plain);
      out_.end();
    }
  }

  void red_flags() {
    if (analysis_.red_flags.empty()) return;
    section(kRedFlagsTitle);
    for (const RedFlag& flag : analysis_.red_flags) {
      remark("!", Style::error, flag.message, 4);
      out_.begin("    ", "    ");
      quote_list({flag.evidence}, Style::plain);
      out_.end();
    }
  }

  void claims() {
    if (analysis_.claims.empty()) return;
    section(kClaimsTitle);
    for (const Claim& claim : analysis_.claims) {
      const bool good = claim.verdict == "supported";
      out_.begin(good ? "  =  " : "  x  ", indent(), good ? Style::good : Style::warning);
      out_.put_whole(visible(claim.code), Style::code);
      out_.put(std::string(
          static_cast<size_t>(std::max(code_width_ - display_width(claim.code), 0) + 2), ' '));
      out_.put(verdict_in_words(claim) + ". ");
      if (!says_it_all(claim)) out_.put(visible(claim.because) + " ", Style::dim);
      out_.put("(line " + std::to_string(line_number(analysis_.text, claim.span.begin)) + ")",
               Style::dim);
      out_.end();
    }
  }

  void withheld() {
    if (!options_.all || withheld_ == 0) return;
    section(any_proposed() ? withheld_count(analysis_) : "Withheld");
    for (size_t i = 0; i < analysis_.codes.size(); ++i) {
      const Candidate& candidate = analysis_.codes[i];
      if (candidate.status != Status::withheld) continue;
      code_line(labels_[i], candidate.code, candidate.title, Style::plain);
      detail(reason_in_words(candidate, analysis_.text), Style::warning);
      out_.begin(indent(), indent());
      quote_list(candidate.evidence, Style::plain);
      out_.end();
    }
  }

  void note() {
    const std::vector<Highlight> highlights = highlights_of(analysis_, options_.all);
    if (highlights.empty() && !options_.all) return;
    if (analysis_.text.norm().empty()) return;
    section(options_.all ? "Note" : "Note, the lines that matter");
    legend(highlights);
    write_note(out_, analysis_.text, highlights, options_.all, options_.color);
  }

  // What the labels behind marked words mean; numbers need no word.
  void legend(const std::vector<Highlight>& highlights) {
    std::string words;
    for (const auto& [label, meaning] : label_meanings(highlights))
      words += ", [" + label + "] " + meaning;
    if (!words.empty()) paragraph("[1] proves code 1" + words, Style::dim);
  }

  void section(std::string_view title) {
    out_.blank_line();
    paragraph(visible(title), Style::heading);
  }

  void paragraph(const std::string& words, Style style) {
    out_.begin("", "");
    out_.put(words, style);
    out_.end();
  }

  void detail(const std::string& words, Style style) {
    out_.begin(indent(), indent());
    out_.put(words, style);
    out_.end();
  }

  // A remark with its mark hanging left of it.
  void remark(const std::string& mark, Style style, const std::string& words, size_t column) {
    const std::string first = std::string(column - mark.size() - 1, ' ') + mark + " ";
    out_.begin(first, std::string(first.size(), ' '), style);
    out_.put(visible(words), style == Style::error ? Style::error : Style::plain);
    out_.end();
  }

  std::string indent() const { return std::string(static_cast<size_t>(code_width_) + 7, ' '); }

  const Analysis& analysis_;
  const TerminalOptions& options_;
  std::string text_;
  Wrapper out_;
  std::vector<std::string> labels_;  // by index in analysis_.codes
  int code_width_ = 6;
  int withheld_ = 0;
};

}  // namespace

std::string terminal_report(const Analysis& analysis, const TerminalOptions& options) {
  return TerminalReport(analysis, options).write();
}

std::string terminal_footer(const TerminalOptions& options) {
  std::string text;
  Wrapper out(text, std::max(options.width, kNarrowest), options.color);
  out.blank_line();
  out.begin("", "");
  out.put(kScopeOfReport, Style::dim);
  out.end();
  return text;
}

}  // namespace evident
