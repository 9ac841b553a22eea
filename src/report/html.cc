#include "report/html.h"

#include <algorithm>
#include <utility>

#include "report/highlights.h"
#include "report/html_ids.h"
#include "report/html_lists.h"
#include "report/html_note.h"
#include "report/html_text.h"
#include "report/names.h"
#include "report/reasons.h"

namespace evident {
namespace {

std::vector<Highlight> all_highlights(const Analysis& analysis) {
  std::vector<Highlight> all = highlights_of(analysis, true);
  for (Highlight& finding : discounted_findings(analysis)) all.push_back(std::move(finding));
  return all;
}

class Page {
 public:
  Page(const Analysis& analysis, const HtmlOptions& options)
      : analysis_(analysis),
        options_(options),
        ids_(analysis.codes),
        note_(analysis.text, all_highlights(analysis), ids_) {}

  std::string write() {
    head();
    banner();
    raw("<main>\n<div class=\"report\">\n");
    write_html_lists(out_, analysis_, ids_, note_, options_.all);
    raw("</div>\n");
    note();
    raw("</main>\n");
    footer();
    raw("</body>\n</html>\n");
    return std::move(out_.page());
  }

 private:
  void head() {
    raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    out_.attribute(options_.id);
    raw(" - evident</title>\n<style>\n");
    raw(options_.stylesheet);
    raw("</style>\n</head>\n<body>\n");
  }

  void banner() {
    raw("<header>\n<h1 dir=\"auto\">");
    text(options_.id);
    raw("</h1>\n<p class=\"visit\">");
    text(encounter_in_words(analysis_.encounter, options_.code_set));
    raw("</p>\n");
    if (!analysis_.notices.empty()) {
      raw("<ul class=\"notices\">\n");
      for (const Notice& notice : analysis_.notices) out_.element("li", notice.message);
      raw("</ul>\n");
    }
    contents();
    raw("</header>\n");
  }

  void contents() {
    raw("<nav aria-label=\"Parts of this report\">\n");
    entry("codes", "Codes", count_of(analysis_, Status::proposed));
    if (!analysis_.queries.empty()) entry("questions", "Questions", analysis_.queries.size());
    if (!analysis_.contradictions.empty())
      entry("contradictions", "Contradictions", analysis_.contradictions.size());
    if (!analysis_.red_flags.empty()) entry("flags", "Red flags", analysis_.red_flags.size());
    if (!analysis_.claims.empty()) entry("typed", "Typed codes", analysis_.claims.size());
    if (count_of(analysis_, Status::withheld) > 0)
      entry("withheld", "Withheld", count_of(analysis_, Status::withheld));
    raw("<a href=\"#note\">Note</a>\n</nav>\n");
  }

  void entry(std::string_view id, std::string_view name, size_t count) {
    raw("<a href=\"#");
    raw(id);
    raw("\">");
    raw(name);
    raw(" <b>" + std::to_string(count) + "</b></a>\n");
  }

  void note() {
    raw("<section class=\"note\" aria-labelledby=\"note-title\">\n"
        "<h2 id=\"note-title\">Note</h2>\n");
    legend();
    note_.append_to(out_.page());
    raw("</section>\n");
  }

  // What the marks in the note look like and what their labels mean.
  void legend() {
    std::string items;
    const auto any = [this](Style style) {
      return std::any_of(
          note_.highlights().begin(), note_.highlights().end(),
          [style](const Highlight& mark) { return mark.by == Cited::code && mark.style == style; });
    };
    if (any(Style::anchor)) legend_item(items, "anchor", "1", "proves code 1");
    if (any(Style::support)) legend_item(items, "support", "1 side", "decides a part of it");
    constexpr std::pair<std::string_view, std::string_view> kClasses[] = {
        {"w1", "held"}, {"=", "typed"}, {"?", "ask"}, {"~", "clash"}, {"!", "flag"}};
    for (const auto& [label, meaning] : label_meanings(note_.highlights()))
      for (const auto& [of, name] : kClasses)
        if (of == label) legend_item(items, name, label, meaning);
    if (!items.empty())
      raw("<ul class=\"legend\" aria-label=\"Labels in the note\">\n" + items + "</ul>\n");
  }

  static void legend_item(std::string& items, std::string_view name, std::string_view label,
                          std::string_view meaning) {
    items += "<li><span class=\"r ";
    items += name;
    items += "\" data-l=\"";
    append_html_attribute(items, label);
    items += "\"></span> ";
    items += meaning;
    items += "</li>\n";
  }

  void footer() {
    raw("<footer>\n");
    out_.element("p", kScopeOfReport);
    raw("<dl>\n");
    detail("Engine", "evident " + options_.engine);
    detail("Code set", options_.code_set);
    const auto& date = analysis_.encounter.service_date;
    detail("Date of service", date ? format_date(*date) : "not known");
    detail("Setting", name_of(analysis_.encounter.setting));
    detail("Rules", options_.rules);
    raw("</dl>\n</footer>\n");
  }

  void detail(std::string_view name, std::string_view value) {
    raw("<div>");
    out_.element("dt", name);
    out_.element("dd", value);
    raw("</div>\n");
  }

  void text(std::string_view content) { out_.text(content); }
  void raw(std::string_view markup) { out_.raw(markup); }

  const Analysis& analysis_;
  const HtmlOptions& options_;
  HtmlOut out_;
  HtmlIds ids_;
  HtmlNote note_;
};

}  // namespace

std::string html_report(const Analysis& analysis, const HtmlOptions& options) {
  return Page(analysis, options).write();
}

}  // namespace evident
