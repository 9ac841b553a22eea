// The tabular list as XML: <chapter>, in it <section>, in it nested <diag>, each with its notes.
#include <algorithm>
#include <charconv>

#include "base/xml.h"
#include "coding/code_release.h"
#include "coding/code_text.h"

namespace evident {
namespace {

// The note that an element holds; nullopt for elements that are none.
std::optional<NoteKind> kind_of(std::string_view element) {
  if (element == "includes" || element == "inclusionTerm") return NoteKind::term;
  if (element == "sevenChrDef") return NoteKind::seventh;
  if (element == "excludes1") return NoteKind::excludes1;
  if (element == "excludes2") return NoteKind::excludes2;
  if (element == "codeFirst") return NoteKind::code_first;
  if (element == "useAdditionalCode") return NoteKind::use_additional;
  if (element == "codeAlso") return NoteKind::code_also;
  return std::nullopt;
}

bool is_entry(std::string_view element) {
  return element == "chapter" || element == "section" || element == "diag";
}

// White space as single blanks.
std::string tidy(std::string_view text) {
  std::string out;
  for (char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

// "Neoplasms (C00-D49)" -> "C00-D49".
std::string range_of(const std::string& title) {
  const size_t open = title.rfind('('), close = title.rfind(')');
  return open == title.npos || close < open ? "" : title.substr(open + 1, close - open - 1);
}

class TabularReader {
 public:
  TabularReader(const std::shared_ptr<const Source>& source, Diagnostics& diagnostics)
      : diagnostics_(diagnostics), before_(diagnostics.errors()), xml_(source, diagnostics) {}

  TabularList read() {
    while (diagnostics_.errors() - before_ < kMostMistakes && xml_.next()) {
      if (xml_.event() == XmlReader::Event::open)
        opened();
      else if (xml_.event() == XmlReader::Event::close)
        closed();
      else
        text_ += xml_.text();
    }
    if (diagnostics_.errors() > before_) return {};
    check_whole();
    sort();
    return std::move(list_);
  }

 private:
  void opened() {
    text_.clear();
    if (xml_.path().size() == 1 && xml_.name() != "ICD10CM.tabular")
      xml_.error("the root element is not <ICD10CM.tabular>: this is not the tabular list");
    if (xml_.name() == "extension") character_ = xml_.attribute("char");
    if (!is_entry(xml_.name())) return;
    entries_.emplace_back();
    if (xml_.name() == "section") entries_.back().name = xml_.attribute("id");
  }

  void closed() {
    const std::string text = tidy(text_);
    text_.clear();
    if (is_entry(xml_.name())) return close_entry();
    if (xml_.path().empty()) return;
    const std::string_view parent = xml_.path().back();
    if (xml_.name() == "version" && xml_.path().size() == 1) take_version(text);
    if (entries_.empty()) return;
    TabularEntry& entry = entries_.back();
    if (xml_.name() == "name" && parent == "diag") entry.name = text;
    if (xml_.name() == "desc" && is_entry(parent)) entry.title = text;
    if (xml_.name() != "note" && xml_.name() != "extension") return;
    const std::optional<NoteKind> kind = kind_of(parent);
    if (!kind || text.empty()) return;
    const bool seventh = *kind == NoteKind::seventh;
    if (seventh != (xml_.name() == "extension")) return;
    entry.notes.push_back({*kind, seventh && !character_.empty() ? character_[0] : '\0', text});
  }

  void close_entry() {
    TabularEntry entry = std::move(entries_.back());
    entries_.pop_back();
    const bool code = xml_.name() == "diag";
    if (xml_.name() == "chapter") entry.name = range_of(entry.title);
    if (code ? is_code(entry.name) : is_code_range(entry.name))
      (code ? list_.codes : list_.groups).push_back(std::move(entry));
    else if (code || !entry.notes.empty())
      xml_.error(code ? "the name of this <diag> is not a code"
                      : "this chapter or section does not say its range of codes");
  }

  void take_version(const std::string& text) {
    const char* end = text.data() + text.size();
    if (std::from_chars(text.data(), end, list_.year).ptr != end || text.size() != 4)
      xml_.error("the version is not a year");
  }

  void check_whole() {
    if (list_.year == 0) xml_.error("the tabular list does not say its year (<version>)");
    if (list_.codes.empty()) xml_.error("the tabular list holds no code");
  }

  void sort() {
    const auto by_name = [](const TabularEntry& a, const TabularEntry& b) {
      return a.name < b.name;
    };
    std::stable_sort(list_.codes.begin(), list_.codes.end(), by_name);
    // Read from the inside out; a chapter closes after its blocks.
    std::reverse(list_.groups.begin(), list_.groups.end());
  }

  Diagnostics& diagnostics_;
  size_t before_;
  XmlReader xml_;
  TabularList list_;
  std::vector<TabularEntry> entries_;  // those that are open
  std::string text_;                   // since the last tag
  std::string character_;              // of the <extension> that is open
};

}  // namespace

TabularList read_tabular_list(const std::shared_ptr<const Source>& source,
                              Diagnostics& diagnostics) {
  return TabularReader(source, diagnostics).read();
}

}  // namespace evident
