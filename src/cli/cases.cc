// Headers first: they cut the file into blocks whatever the notes hold. Then each block:
// attributes, note, divider, expectations.
#include "cli/cases.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/suggest.h"
#include "base/trimmed.h"

namespace evident {
namespace {

constexpr size_t kShortestMark = 3;  // of '=' before a name and of '-' in a divider

struct Line {
  int number = 0;
  std::string_view text;  // without its line end
  size_t begin = 0;       // bytes of the file
  size_t next = 0;        // where the next line begins
};

std::vector<Line> lines_of(const Source& source) {
  std::vector<Line> lines;
  const std::string_view text = source.text;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back({static_cast<int>(lines.size()) + 1, line, begin, end + 1});
    begin = end + 1;
  }
  return lines;
}

bool skipped(std::string_view line) {
  return trimmed(line).empty() || trimmed(line).front() == '#';
}

bool is_attribute(std::string_view line) {
  return line.size() > 1 && line[0] == ':' && line[1] >= 'a' && line[1] <= 'z';
}

// How many '=' stand before the name; 0 when the line is no header.
size_t header_mark(std::string_view line) {
  const size_t count = std::min(line.find_first_not_of('='), line.size());
  const bool named =
      count < line.size() && line[count] == ' ' && !trimmed(line.substr(count)).empty();
  return named && count >= kShortestMark ? count : 0;
}

// How many dashes the line consists of; 0 when it is no divider.
size_t divider_mark(std::string_view line) {
  line = line.substr(0, line.find_last_not_of(" \t") + 1);
  const bool dashes = line.find_first_not_of('-') == line.npos;
  return dashes && line.size() >= kShortestMark ? line.size() : 0;
}

class CaseReader {
 public:
  CaseReader(std::shared_ptr<const Source> source, const CaseWords& words, Diagnostics& diagnostics)
      : source_(std::move(source)),
        words_(words),
        diagnostics_(diagnostics),
        lines_(lines_of(*source_)) {}

  std::vector<Case> read() {
    const auto first = std::find_if(lines_.begin(), lines_.end(),
                                    [](const Line& line) { return header_mark(line.text) > 0; });
    if (first == lines_.end()) {
      const int line = lines_.empty() ? 0 : 1;
      diagnostics_.error({source_, line, 1, 1}, "this file has no case: ==== name");
      return {};
    }
    mark_ = header_mark(first->text);
    const size_t begin = static_cast<size_t>(first - lines_.begin());
    read_preamble(begin);
    for (size_t header = begin; header < lines_.size();) {
      size_t next = header + 1;
      while (next < lines_.size() && header_mark(lines_[next].text) != mark_) ++next;
      read_block(header, next);
      header = next;
    }
    return std::move(cases_);
  }

 private:
  Diagnostic& fail(const Line& line, std::string message) {
    return diagnostics_.error(place_in(source_, line.number, line.text, 0, line.text.size()),
                              std::move(message));
  }

  // What stands before the first case: comments, and attributes that hold for all of them.
  void read_preamble(size_t end) {
    std::map<std::string, int> seen;
    for (size_t i = 0; i < end; ++i) {
      if (is_attribute(lines_[i].text)) {
        read_attribute(lines_[i], common_, seen);
      } else if (!skipped(lines_[i].text)) {
        fail(lines_[i], "this line stands before the first case");
      }
    }
  }

  void read_attribute(const Line& line, Case& to, std::map<std::string, int>& seen) {
    const size_t blank = std::min(line.text.find_first_of(" \t"), line.text.size());
    const std::string name(line.text.substr(0, blank));
    const std::string value(trimmed(line.text.substr(blank)));
    if (++seen[name] == 2) fail(line, "the attribute " + name + " stands twice");
    if (name == ":date") {
      to.encounter.service_date = parse_date(value);
      if (!to.encounter.service_date) fail(line, "a date is written :date 2024-03-01");
    } else if (name == ":setting") {
      to.encounter.setting = value == "inpatient" ? Setting::inpatient : Setting::outpatient;
      if (value != "inpatient" && value != "outpatient")
        say_allowed(fail(line, "unknown setting \"" + value + "\""), value,
                    {"outpatient", "inpatient"});
    } else if (name == ":todo") {
      to.todo = value;
      if (value.empty()) fail(line, "a reason is needed: :todo reason");
    } else if (name == ":codes-only") {
      to.codes_only = true;
      if (!value.empty()) fail(line, ":codes-only stands alone");
    } else {
      say_allowed(fail(line, "unknown attribute \"" + name + "\""), name,
                  {":date", ":setting", ":todo", ":codes-only"});
    }
  }

  void read_block(size_t header, size_t end) {
    Case one = common_;
    const Line& head = lines_[header];
    one.at = place_in(source_, head.number, head.text, 0, head.text.size());
    one.name = trimmed(head.text.substr(mark_));
    const auto [first, fresh] = names_.emplace(one.name, head.number);
    if (!fresh)
      fail(head, "two cases have this name")
          .notes.push_back("the first stands in line " + std::to_string(first->second));
    size_t note = header + 1;
    std::map<std::string, int> seen;
    for (; note < end && is_attribute(lines_[note].text); ++note)
      read_attribute(lines_[note], one, seen);
    const size_t divider = find_divider(head, note, end);
    if (divider == end) return;
    if (divider > note) one.note = note_between(lines_[note], lines_[divider]);
    one.divider = lines_[divider].number;
    if (!read_expectations(one, divider + 1, end)) return;
    check(one, head);
    cases_.push_back(std::move(one));
  }

  // The longest line of dashes in [begin, end); `end` after an error.
  size_t find_divider(const Line& head, size_t begin, size_t end) {
    size_t found = end, longest = 0, as_long = end;
    for (size_t i = begin; i < end; ++i) {
      const size_t mark = divider_mark(lines_[i].text);
      if (mark == 0 || mark < longest) continue;
      as_long = mark == longest ? i : end;
      if (mark > longest) found = i;
      longest = mark;
    }
    if (!check_headers(begin, found, end)) return end;
    if (found == end)
      fail(head,
           "this case has no divider: a line of dashes between the note and what must come out");
    if (as_long == end) return found;
    fail(lines_[as_long], "two lines of dashes are equally long")
        .notes.push_back("make the one that divides the longer one");
    return end;
  }

  // A header with too many or too few '=' would hide its case in the one before. In a note such a
  // line is text, unless the line before it is an expectation.
  bool check_headers(size_t begin, size_t divider, size_t end) {
    bool ok = true;
    const Line* before = nullptr;
    for (size_t i = begin; i < end; ++i) {
      const Line& line = lines_[i];
      const bool expected = before != nullptr && looks_like_expectation(before->text);
      if (header_mark(line.text) > 0 && (i > divider || expected)) {
        fail(line, "this header has " + std::to_string(header_mark(line.text)) +
                       " '=', the first of the file has " + std::to_string(mark_));
        ok = false;
      }
      if (!skipped(line.text)) before = &line;
    }
    return ok;
  }

  std::string note_between(const Line& first, const Line& divider) const {
    std::string note = source_->text.substr(first.begin, divider.begin - first.begin);
    if (note.ends_with('\n')) note.pop_back();
    if (note.ends_with('\r')) note.pop_back();
    return note;
  }

  // False when a line has a mistake: what the case lacks is then not known.
  bool read_expectations(Case& one, size_t begin, size_t end) {
    const size_t errors_before = diagnostics_.errors();
    const Text note = Text::decode(one.note);
    for (size_t i = begin; i < end; ++i) {
      if (skipped(lines_[i].text)) continue;
      auto line = read_case_line(source_, lines_[i].number, note, words_, diagnostics_);
      if (line) one.lines.push_back(*std::move(line));
    }
    return diagnostics_.errors() == errors_before;
  }

  void check(const Case& one, const Line& head) {
    if (one.lines.empty())
      fail(head, "this case expects nothing")
          .notes.push_back("write \"no findings\" or \"no codes\" when that is meant");
    const auto any = [&one](auto test) {
      return std::any_of(one.lines.begin(), one.lines.end(), test);
    };
    const bool findings = any([](const auto& line) { return line.kind == LineKind::finding; });
    const bool stated =
        any([](const auto& line) { return line.kind == LineKind::code && !line.inferred; });
    std::map<std::string, int> seen;
    for (const Expectation& line : one.lines) check_line(one, line, findings, stated, seen);
  }

  void check_line(const Case& one, const Expectation& line, bool findings, bool stated,
                  std::map<std::string, int>& seen) {
    const bool of_findings = line.kind == LineKind::finding || line.kind == LineKind::no_findings;
    if (one.codes_only && of_findings) {
      diagnostics_.error(line.at, "a :codes-only case says nothing of findings");
    } else if (line.kind == LineKind::no_findings && findings) {
      diagnostics_.error(line.at, "\"no findings\" beside a finding");
    } else if (line.kind == LineKind::no_codes && stated) {
      diagnostics_.error(line.at, "\"no codes\" beside a code");
    } else if (line.kind == LineKind::code && line.words.empty() && !one.codes_only) {
      diagnostics_.error(line.at, "a code needs its evidence: from \"words\"")
          .notes.push_back("only a :codes-only case may leave it out");
    }
    const std::string key = line.kind == LineKind::code
                                ? "code " + line.code + (line.inferred ? " inferred" : "")
                                : line.written;
    if (++seen[key] == 2) diagnostics_.error(line.at, "\"" + key + "\" stands twice in this case");
  }

  std::shared_ptr<const Source> source_;
  const CaseWords& words_;
  Diagnostics& diagnostics_;
  std::vector<Line> lines_;
  size_t mark_ = 0;
  Case common_;
  std::map<std::string, int> names_;
  std::vector<Case> cases_;
};

}  // namespace

std::vector<Case> read_cases(const std::shared_ptr<const Source>& source, const CaseWords& words,
                             Diagnostics& diagnostics) {
  return CaseReader(source, words, diagnostics).read();
}

}  // namespace evident
