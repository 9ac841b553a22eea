#include "report/audit_terminal.h"

#include <algorithm>

#include "base/suggest.h"
#include "report/display.h"
#include "report/highlights.h"
#include "report/note_view.h"
#include "report/reasons.h"

namespace evident {
namespace {

constexpr int kLongestAudited = 120;  // columns; the note below has the rest
constexpr std::string_view kAssignedTitle = "Codes assigned";
constexpr std::string_view kMissedTitle = "Supported by the note, not assigned";

// The verdict as a coder says it, with its day.
std::string verdict_of(const Judgement& one) {
  if (one.verdict == "out-of-scope") return "out of scope";
  Claim claim;
  claim.verdict = one.verdict;
  claim.date = one.date;
  return verdict_in_words(claim);
}

std::string conflict_in_words(const Conflict& conflict) {
  return "May not stand beside " + conflict.code + ": the Excludes1 note at " + conflict.at +
         " names " + conflict.names + ".";
}

class AuditReport {
 public:
  AuditReport(const Analysis& analysis, const Audit& audit, const TerminalOptions& options)
      : analysis_(analysis),
        audit_(audit),
        options_(options),
        out_(text_, std::max(options.width, kNarrowest), options.color) {
    for (const Judgement& one : audit.assigned)
      code_width_ = std::max(code_width_, display_width(one.code));
    for (const Missed& one : audit.missed)
      code_width_ = std::max(code_width_, display_width(analysis.codes[one.candidate].code));
  }

  std::string write() {
    paragraph(visible(options_.id), Style::heading);
    paragraph(encounter_in_words(analysis_.encounter, options_.code_set), Style::dim);
    for (const auto* notices : {&analysis_.notices, &audit_.notices})
      for (const Notice& notice : *notices) line("  i ", visible(notice.message), Style::dim);
    assigned();
    missed();
    summary();
    note();
    return std::move(text_);
  }

 private:
  void assigned() {
    section(kAssignedTitle);
    if (audit_.assigned.empty()) line("  ", "none", Style::dim);
    for (const Judgement& one : audit_.assigned) {
      const bool good = one.verdict == "supported";
      const bool silent = one.verdict == "out-of-scope";
      code_line(good     ? "="
                : silent ? "i"
                         : "x",
                good ? Style::good : Style::warning, one.code, one.title);
      detail(verdict_of(one) + "." + (says_it_all(one) ? "" : " " + visible(one.because)),
             good ? Style::good : Style::warning);
      const bool in_place = replaced(one);
      quotes(in_place ? either(one.instead) + " from " : "", one.evidence, Style::good);
      quotes("but ", one.against, Style::plain);
      if (!in_place) advice(one);
      if (one.conflict) detail(visible(conflict_in_words(*one.conflict)), Style::warning);
    }
  }

  // Does the verdict leave anything for the reason to say?
  static bool says_it_all(const Judgement& one) {
    const bool compared = !one.instead.empty() && one.evidence.empty() && !one.against.empty();
    return compared || one.verdict == "supported" || one.verdict == "deleted" ||
           one.verdict == "not-yet-valid";
  }

  // Is its evidence that of the codes in its place?
  static bool replaced(const Judgement& one) {
    return !one.instead.empty() && !one.evidence.empty() && one.against.empty();
  }

  void advice(const Judgement& one) {
    const bool given = !one.instead.empty();
    const std::vector<std::string>& codes = given ? one.instead : one.replaced_by;
    if (codes.empty()) return;
    detail((given ? "The note gives " : "Instead: ") + visible(either(codes)) + ".", Style::plain);
  }

  void missed() {
    if (audit_.missed.empty()) return;
    section(kMissedTitle);
    for (const Missed& one : audit_.missed) {
      const Candidate& candidate = analysis_.codes[one.candidate];
      code_line("+", Style::code, candidate.code, candidate.title);
      quotes("", candidate.evidence, Style::good);
      std::string why = visible(candidate.because);
      if (!candidate.cite.empty()) why += " (" + visible(candidate.cite) + ")";
      detail(why, Style::dim);
      if (!one.instead_of.empty())
        detail("In place of " + visible(join(one.instead_of)) + ".", Style::plain);
    }
  }

  void summary() {
    size_t good = 0, silent = 0;
    for (const Judgement& one : audit_.assigned) {
      good += one.verdict == "supported";
      silent += one.verdict == "out-of-scope";
    }
    std::string words = std::to_string(good) + " of " + std::to_string(audit_.assigned.size()) +
                        " assigned supported";
    if (silent > 0) words += ", " + std::to_string(silent) + " out of scope";
    out_.blank_line();
    paragraph(words + ", " + std::to_string(audit_.missed.size()) + " missed.", Style::heading);
  }

  // The words cited, in the lines of the note that hold them, labelled with the codes.
  void note() {
    std::vector<Highlight> marks;
    for (const Judgement& one : audit_.assigned) {
      mark(one.evidence, one.code, Style::anchor, marks);
      mark(one.against, one.code, Style::blocker, marks);
    }
    for (const Missed& one : audit_.missed) {
      const Candidate& candidate = analysis_.codes[one.candidate];
      mark(candidate.evidence, candidate.code, Style::anchor, marks);
    }
    if ((marks.empty() && !options_.all) || analysis_.text.norm().empty()) return;
    section(options_.all ? "Note" : "Note, the lines that matter");
    write_note(out_, analysis_.text, marks, options_.all, options_.color);
  }

  static void mark(const std::vector<Evidence>& words, const std::string& label, Style style,
                   std::vector<Highlight>& marks) {
    for (const Evidence& one : words) {
      Highlight highlight;
      highlight.span = one.span;
      highlight.style = style;
      highlight.label = label;
      marks.push_back(std::move(highlight));
    }
  }

  void code_line(const std::string& sign, Style style, const std::string& code,
                 const std::string& title) {
    out_.begin("  " + sign + "  ", indent(), style);
    out_.put_whole(visible(code), Style::code);
    out_.put(std::string(static_cast<size_t>(code_width_ - display_width(code)) + 2, ' '));
    out_.put(title.empty() ? std::string("(no title)") : visible(title),
             title.empty() ? Style::dim : Style::heading);
    out_.end();
  }

  // "low back pain" (hpi, line 3), "LBP" (plan, line 9)
  void quotes(const std::string& lead, const std::vector<Evidence>& words, Style style) {
    if (words.empty()) return;
    out_.begin(indent(), indent());
    out_.put(lead);
    for (size_t i = 0; i < words.size(); ++i) {
      if (i > 0) out_.put(", ");
      out_.put("\"" + clip(visible(analysis_.text.quote(words[i].span)), kLongestAudited) + "\"",
               style);
      const std::string place = place_of(words[i]);
      if (i + 1 < words.size() && place_of(words[i + 1]) == place) continue;
      out_.put(" ");
      out_.put_whole(place, Style::dim);
    }
    out_.end();
  }

  std::string place_of(const Evidence& words) const {
    return "(" + visible(place_in_words(words, analysis_.text)) + ")";
  }

  void section(std::string_view title) {
    out_.blank_line();
    paragraph(visible(title), Style::heading);
  }

  void paragraph(const std::string& words, Style style) { line("", words, style); }
  void detail(const std::string& words, Style style) { line(indent(), words, style); }

  void line(const std::string& first, const std::string& words, Style style) {
    out_.begin(first, std::string(first.size(), ' '));
    out_.put(words, style);
    out_.end();
  }

  std::string indent() const { return std::string(static_cast<size_t>(code_width_) + 7, ' '); }

  const Analysis& analysis_;
  const Audit& audit_;
  const TerminalOptions& options_;
  std::string text_;
  Wrapper out_;
  int code_width_ = 6;
};

}  // namespace

std::string audit_text(const Analysis& analysis, const Audit& audit,
                       const TerminalOptions& options) {
  return AuditReport(analysis, audit, options).write();
}

}  // namespace evident
