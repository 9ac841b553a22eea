#include "report/html_lists.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/utf8.h"
#include "report/reasons.h"

namespace evident {
namespace {

constexpr size_t kLongestListed = 160;  // code points; the note has the rest

// A remark's class and the word for it, so that it does not speak by colour alone.
std::string_view severity_word(std::string_view severity) {
  if (severity == "error") return "Error";
  return severity == "warning" ? "Warning" : "Note";
}

class Lists {
 public:
  Lists(HtmlOut& out, const Analysis& analysis, const HtmlIds& ids, const HtmlNote& note, bool all)
      : out_(out),
        analysis_(analysis),
        ids_(ids),
        note_(note),
        all_(all),
        labels_(code_labels(analysis)) {}

  void write() {
    codes();
    queries();
    contradictions();
    red_flags();
    claims();
    withheld();
  }

 private:
  void codes() {
    raw("<section id=\"codes\">\n");
    if (count_of(analysis_, Status::proposed) == 0)
      out_.element("h2", no_code_in_words(analysis_, ""));
    else
      for (Support support : {Support::stated, Support::inferred}) codes(support);
    raw("</section>\n");
  }

  void codes(Support support) {
    bool first = true;
    for (size_t i = 0; i < analysis_.codes.size(); ++i) {
      const Candidate& candidate = analysis_.codes[i];
      if (candidate.status != Status::proposed || candidate.support != support) continue;
      if (std::exchange(first, false)) {
        out_.element("h2", support == Support::stated ? kStatedTitle : kInferredTitle);
        raw("<ul class=\"codes\">\n");
      }
      code(candidate, i);
    }
    if (!first) raw("</ul>\n");
  }

  void code(const Candidate& candidate, size_t index) {
    begin_code(candidate, index);
    quotes("", candidate.evidence, Role::anchor);
    quotes("with ", candidate.evidence, Role::support);
    why(candidate);
    for (const Warning& warning : candidate.warnings) {
      raw("<p class=\"remark ");
      raw(severity_word(warning.severity) == "Note" ? "information" : warning.severity);
      raw("\"><b>");
      raw(severity_word(warning.severity));
      raw("</b> ");
      text(warning_in_words(warning));
      raw("</p>\n");
      if (candidate.status == Status::proposed) quotes("", warning.evidence);
    }
    raw("</li>\n");
  }

  void begin_code(const Candidate& candidate, size_t index) {
    raw("<li id=\"" + ids_.of_code(index) + "\">\n<h3><span class=\"rank\">");
    text(labels_[index]);
    raw("</span> <code>");
    text(candidate.code);
    raw("</code> <span class=\"title\">");
    text(candidate.title);
    raw("</span></h3>\n");
  }

  void why(const Candidate& candidate) {
    if (candidate.because.empty() && candidate.cite.empty() && candidate.rule.empty()) return;
    raw("<p class=\"why\">");
    if (!candidate.because.empty()) out_.span("because", candidate.because);
    if (!candidate.cite.empty()) out_.span("cite", candidate.cite);
    if (!candidate.rule.empty()) out_.span("rule", candidate.rule);
    raw("</p>\n");
  }

  // The evidence of one role: "low back pain" hpi, line 3 ...
  void quotes(std::string_view lead, const std::vector<Evidence>& all, Role role) {
    std::vector<Evidence> some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some),
                 [role](const Evidence& evidence) { return evidence.role == role; });
    quotes(lead, some);
  }

  // A place is named once for the quotes that stand there.
  void quotes(std::string_view lead, const std::vector<Evidence>& evidence) {
    if (evidence.empty()) return;
    raw("<p class=\"words\">");
    raw(lead);
    for (size_t i = 0; i < evidence.size(); ++i) {
      if (i > 0) raw(", ");
      quote(evidence[i].span);
      const std::string place = place_in_words(evidence[i], analysis_.text);
      if (i + 1 < evidence.size() && place_in_words(evidence[i + 1], analysis_.text) == place)
        continue;
      raw(" <span class=\"place\">(");
      text(place);
      raw(")</span>");
    }
    raw("</p>\n");
  }

  // Words of the note, linked to where they stand.
  void quote(Span norm) {
    const std::string id = note_.mark_id(norm);
    out_.begin_link(id);
    raw("<q dir=\"auto\">");
    const std::string_view words = analysis_.text.quote(norm);
    const size_t shown = bytes_of(words, kLongestListed);
    text(words.substr(0, shown));
    if (shown < words.size()) raw("…");
    raw("</q>");
    out_.end_link(id);
  }

  // A code, linked to what the report says about it.
  void code_link(const std::string& code) {
    const std::string id = ids_.of_code(code);
    out_.begin_link(id);
    raw("<code>");
    text(code);
    raw("</code>");
    out_.end_link(id);
  }

  // Opens a section with a list, whose items come next; end_list() closes it.
  void begin_list(std::string_view id, std::string_view title) {
    raw("<section id=\"");
    raw(id);
    raw("\">\n");
    out_.element("h2", title);
    raw("<ul>\n");
  }
  void end_list() { raw("</ul>\n</section>\n"); }

  void begin_item(Cited by, size_t index, std::string_view label) {
    raw("<li id=\"" + HtmlIds::of(by, index) + "\"><p><span class=\"rank\">");
    raw(label);
    raw("</span> ");
  }

  void queries() {
    if (analysis_.queries.empty()) return;
    begin_list("questions", kQueriesTitle);
    for (size_t i = 0; i < analysis_.queries.size(); ++i) query(analysis_.queries[i], i);
    end_list();
  }

  void query(const Query& query, size_t index) {
    begin_item(Cited::query, index, "?");
    if (!query.code.empty()) {
      code_link(query.code);
      raw(" ");
    }
    text(query.text);
    raw("</p>\n");
    if (!query.options.empty()) {
      raw("<ul class=\"options\">\n");
      for (const std::string& option : query.options) out_.element("li", option);
      raw("</ul>\n");
    }
    quotes("from ", query.indicators);
    const std::string answer = answer_in_words(query);
    if (!answer.empty()) out_.element("p class=\"why\"", answer);
    raw("</li>\n");
  }

  void contradictions() {
    if (analysis_.contradictions.empty()) return;
    begin_list("contradictions", kContradictionsTitle);
    for (size_t i = 0; i < analysis_.contradictions.size(); ++i) {
      begin_item(Cited::contradiction, i, "~");
      text(analysis_.contradictions[i].message);
      raw("</p>\n");
      quotes("", analysis_.contradictions[i].sides);
      raw("</li>\n");
    }
    end_list();
  }

  void red_flags() {
    if (analysis_.red_flags.empty()) return;
    begin_list("flags", kRedFlagsTitle);
    for (size_t i = 0; i < analysis_.red_flags.size(); ++i) {
      begin_item(Cited::red_flag, i, "!");
      text(analysis_.red_flags[i].message);
      raw("</p>\n");
      quotes("", {analysis_.red_flags[i].evidence});
      raw("</li>\n");
    }
    end_list();
  }

  void claims() {
    if (analysis_.claims.empty()) return;
    begin_list("typed", kClaimsTitle);
    for (size_t i = 0; i < analysis_.claims.size(); ++i) claim(analysis_.claims[i], i);
    end_list();
  }

  void claim(const Claim& claim, size_t index) {
    begin_item(Cited::claim, index, "=");
    code_link(claim.code);
    raw(claim.verdict == "supported" ? " <span class=\"good\">" : " <span class=\"bad\">");
    text(verdict_in_words(claim));
    raw(".</span>");
    if (!says_it_all(claim)) {
      raw(" ");
      text(claim.because);
    }
    const std::string place =
        place_in_words(Evidence{claim.span, Role::anchor, "", ""}, analysis_.text);
    raw(" <span class=\"place\">(");
    const std::string id = note_.mark_id(claim.span);
    out_.begin_link(id);
    text(place);
    out_.end_link(id);
    raw(")</span></p>\n</li>\n");
  }

  void withheld() {
    if (count_of(analysis_, Status::withheld) == 0) return;
    const bool open = all_ || count_of(analysis_, Status::proposed) == 0;
    raw("<section id=\"withheld\">\n");
    raw(open ? "<details open>\n<summary>" : "<details>\n<summary>");
    out_.element("h2", withheld_count(analysis_));
    raw("</summary>\n<ul class=\"codes\">\n");
    for (size_t i = 0; i < analysis_.codes.size(); ++i)
      if (analysis_.codes[i].status == Status::withheld) held(analysis_.codes[i], i);
    raw("</ul>\n</details>\n</section>\n");
  }

  void held(const Candidate& candidate, size_t index) {
    begin_code(candidate, index);
    raw("<p class=\"reason\">");
    const std::string lead = reason_lead(candidate);
    text(lead);
    if (lead.ends_with(' ') && candidate.by->code)
      code_link(*candidate.by->code);
    else if (lead.ends_with(' '))
      quote(*candidate.by->words);
    raw("</p>\n");
    quotes("", candidate.evidence);
    raw("</li>\n");
  }

  void text(std::string_view content) { out_.text(content); }
  void raw(std::string_view markup) { out_.raw(markup); }

  HtmlOut& out_;
  const Analysis& analysis_;
  const HtmlIds& ids_;
  const HtmlNote& note_;
  bool all_;
  std::vector<std::string> labels_;  // by index in analysis_.codes
};

}  // namespace

void write_html_lists(HtmlOut& out, const Analysis& analysis, const HtmlIds& ids,
                      const HtmlNote& note, bool all) {
  Lists(out, analysis, ids, note, all).write();
}

}  // namespace evident
