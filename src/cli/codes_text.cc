#include <algorithm>

#include "base/suggest.h"
#include "cli/codes_view.h"
#include "cli/terminal_size.h"
#include "coding/code_file.h"
#include "report/display.h"

namespace evident {
namespace {

class CodesText {
 public:
  explicit CodesText(const CodesView& view)
      : view_(view), out_(text_, std::min(terminal_width(), 100), wants_color("auto")) {}

  std::string take() { return std::move(text_); }

  void show(const Code& code) {
    headline(code.code, code.title);
    if (wanted("history")) life(code);
    if (wanted("history") || wanted("children")) above_and_below(code);
    if (view_.show == "siblings") list("beside", view_.siblings(code));
    if (wanted("history")) replacements(code);
    if (view_.show.empty()) notes(code);
    if (wanted("excludes")) excludes(code);
    if (view_.show.empty()) others(code);
  }

  void show(const OldCode& old) {
    headline(old.code, old.title);
    fact("life", "an ICD-9-CM code, out of use since 2015-10-01");
    codes("usual today", old.now);
  }

  void headline(const std::string& code, const std::string& title) {
    out_.begin("", std::string(10, ' '));
    out_.put_whole(visible(code), Style::code);
    out_.put(std::string(code.size() < 9 ? 10 - code.size() : 1, ' '));
    out_.put(visible(title), Style::heading);
    out_.end();
  }

  void hit(const CodeHit& hit) {
    const Code* code = view_.set.find(hit.code);
    const bool header = code != nullptr && !code->billable(view_.day());
    headline(hit.code, header ? hit.title + " (not billable)" : hit.title);
    if (hit.term.empty()) return;
    out_.begin(std::string(10, ' '), std::string(12, ' '));
    out_.put(visible(hit.term), Style::dim);
    out_.end();
  }

 private:
  bool wanted(std::string_view part) const { return view_.show.empty() || view_.show == part; }

  void life(const Code& code) {
    const Date oldest = view_.set.known(code).first;
    if (view_.date) fact("on " + format_date(*view_.date), state_in_words(code));
    for (const CodePeriod& period : code.periods) {
      std::string words = period.billable ? "billable" : "not billable, needs more characters";
      if (period.from > oldest) words += " from " + format_date(period.from);
      if (period.to) words += " to " + format_date(*period.to);
      if (period.from <= oldest && !period.to) words += " in every year known";
      fact("life", words);
    }
    if (code.periods.empty() || !code.periods.back().to) return;
    fact("life", "deleted on " + format_date(*code.periods.back().to + std::chrono::days(1)));
  }

  std::string state_in_words(const Code& code) const {
    const std::string& set = view_.set.name();
    const auto [first, last] = view_.set.known(code);
    const std::string_view state = view_.state(code);
    if (*view_.date < first)
      return "not known: the first day in " + set + " is " + format_date(first);
    if (*view_.date > last)
      return (state == "deleted" ? "deleted" : "not known") + (": the last day in " + set) +
             " is " + format_date(last);
    if (state == "header") return "not billable, needs more characters";
    return state == "not-yet-valid" ? "not yet valid" : std::string(state);
  }

  void above_and_below(const Code& code) {
    if (view_.show == "history") return;
    if (!code.parent.empty()) codes("part of", {code.parent});
    list("divided into", view_.children(code));
  }

  void replacements(const Code& code) {
    codes("replaced by", code.replaced_by);
    list("replaces", view_.set.former(code.code));
  }

  void notes(const Code& code) {
    for (const std::string& term : code.inclusion_terms) fact("includes", term);
    for (const auto& [character, meaning] : view_.set.seventh_of(code.code))
      fact("7th character", std::string(1, character) + "  " + meaning);
  }

  void excludes(const Code& code) {
    if (!worded(code, NoteKind::excludes1, "Excludes1") && !code.excludes1.empty())
      fact("Excludes1", join(code.excludes1));
    if (!worded(code, NoteKind::excludes2, "Excludes2") && !code.excludes2.empty())
      fact("Excludes2", join(code.excludes2));
    for (int type : {1, 2}) {
      std::vector<std::string> entries;
      for (const CodeSet::ExcludedBy& each : view_.set.excluded_by(code.code))
        if (each.type == type && (entries.empty() || entries.back() != each.at))
          entries.push_back(each.at);
      if (!entries.empty())
        fact("excluded by", join(entries) + " (Excludes" + std::to_string(type) + ")");
    }
  }

  void others(const Code& code) {
    if (!worded(code, NoteKind::code_first, "code first"))
      conditions("code first", code.code_first);
    if (!worded(code, NoteKind::use_additional, "use additional"))
      conditions("use additional", code.use_additional);
    if (!worded(code, NoteKind::code_also, "code also")) conditions("code also", code.code_also);
  }

  // The official words of a code that the file knows; false when it has none of this kind.
  bool worded(const Code& code, NoteKind kind, const std::string& label) {
    const CodeFile* file = view_.set.file();
    if (file == nullptr || view_.set.find_shipped(code.code) != nullptr) return false;
    const auto index = file->find(code.code);
    bool any = false;
    for (const NoteAt& each : index ? file->notes_of(*index) : std::vector<NoteAt>()) {
      if (each.note.kind != kind) continue;
      any = true;
      fact(label, each.note.text + (each.at == code.code ? "" : " [" + each.at + "]"), 2);
    }
    return any;
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
      const Code* known = view_.set.find(code);
      const std::string padding(code.size() < 9 ? 9 - code.size() : 1, ' ');
      fact(label, code + padding + (known != nullptr ? known->title : std::string()), 9);
    }
  }

  void list(const std::string& label, const std::vector<const Code*>& entries) {
    std::vector<std::string> names;
    for (const Code* code : entries) names.push_back(code->code);
    codes(label, names);
  }

  void conditions(const std::string& label, const std::vector<std::string>& patterns) {
    if (patterns.empty()) return;
    std::vector<std::string> words = patterns;
    std::replace(words.begin(), words.end(), std::string("*"), std::string("another condition"));
    fact(label, join(words));
  }

  const CodesView& view_;
  std::string text_;
  Wrapper out_;
  std::string last_label_;
};

}  // namespace

Date CodesView::day_of(const Code& code) const {
  return date.value_or(std::min(set.newest_to(), set.known(code).second));
}

std::string_view CodesView::state(const Code& code) const {
  const Date on = day_of(code);
  const auto [first, last] = set.known(code);
  if (on < first) return "not-known";
  if (on > last) return code.periods.back().to ? "deleted" : "not-known";
  if (code.billable(on)) return "billable";
  if (code.in_force(on)) return "header";
  return on < code.periods.front().from ? "not-yet-valid" : "deleted";
}

std::vector<const Code*> CodesView::children(const Code& code) const {
  std::vector<const Code*> all = set.children(code.code);
  std::erase_if(all, [&](const Code* child) { return !child->in_force(day()); });
  return all;
}

std::vector<const Code*> CodesView::siblings(const Code& code) const {
  std::vector<const Code*> all;
  if (!code.parent.empty()) all = set.children(code.parent);
  std::erase_if(all,
                [&](const Code* one) { return !one->in_force(day()) || one->code == code.code; });
  return all;
}

std::string code_text(const CodesView& view, const Code& code) {
  CodesText text(view);
  text.show(code);
  return text.take();
}

std::string old_code_text(const CodesView& view, const OldCode& code) {
  CodesText text(view);
  text.show(code);
  return text.take();
}

std::string hits_text(const CodesView& view, const std::vector<CodeHit>& hits) {
  CodesText text(view);
  for (const CodeHit& hit : hits) text.hit(hit);
  return text.take();
}

}  // namespace evident
