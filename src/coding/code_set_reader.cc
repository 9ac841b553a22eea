// CodeSet::load(): reads the tab-separated file that make_code_set.py writes, line by line, and
// hands the notes down from the entries that carry them to all below.
#include <algorithm>
#include <charconv>

#include "coding/code_set.h"
#include "coding/code_set_line.h"
#include "coding/code_text.h"

namespace evident {
namespace {

// The parts of `text` between separators, empty ones too.
std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (size_t end; (end = text.find(separator)) != text.npos;) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + separator.size());
  }
  parts.push_back(text);
  return parts;
}

void append(std::vector<std::string>& to, const std::vector<std::string>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

}  // namespace

class CodeSetReader {
 public:
  CodeSetReader(std::shared_ptr<const Source> source, CodeSet& set, Diagnostics& diagnostics)
      : source_(source), set_(set), diagnostics_(diagnostics), line_(source, diagnostics) {}

  void read() {
    set_.codes_.reserve(4096);
    while (line_.next()) read_line();
    if (!ended_)
      diagnostics_.error({source_, std::max(line_.number(), 1), 1, 1},
                         "the file is cut short: its last line must be an \"end\" line");
    check_named_codes();
    hand_down();
  }

 private:
  // What the last line that opens an entry was; below a wrong one nothing more is said.
  enum class Under { nothing, block, code, mistake };

  std::string_view cell(size_t index) const { return line_.cell(index); }
  Diagnostic& error(std::string_view part, std::string message) {
    return line_.error(part, std::move(message));
  }

  // ---- Lines

  void read_line() {
    if (ended_) {
      error(line_.whole(), "nothing may stand after the \"end\" line");
      return;
    }
    if (line_.opens_entry()) under_ = Under::mistake;
    if (!line_.check()) return;
    if ((line_.kind() == "set") == started_)
      error(line_.kind(), "the first line must be the \"set\" line, and no other");
    started_ = true;
    take(line_.kind());
  }

  void take(std::string_view kind) {
    if (kind == "code") return take_code();
    if (kind == "block") return take_block();
    if (kind == "icd9") return take_icd9();
    if (kind == "set") return take_set();
    if (kind == "end") return take_end();
    if (under_ == Under::mistake) return;
    if (kind == "excludes1-of") return take_excludes1_of();
    if (kind == "excludes1" && under_ == Under::block) return take_block_excludes1();
    if (under_ == Under::code) return take_fact(kind, set_.codes_.back());
    error(cell(0), "a line of kind " + quoted(kind) + " belongs below a \"code\" line");
  }

  void take_fact(std::string_view kind, Code& code) {
    if (kind == "term") code.inclusion_terms.emplace_back(cell(1));
    if (kind == "seventh") take_seventh(code);
    if (kind == "excludes1") take_excludes1(code);
    if (kind == "excludes2") append(code.excludes2, patterns(cell(1)));
    if (kind == "code-first") append(code.code_first, patterns(cell(1), "*"));
    if (kind == "use-additional") append(code.use_additional, patterns(cell(1)));
    if (kind == "code-also") append(code.code_also, patterns(cell(1), "*"));
    if (kind == "becomes") append(code.replaced_by, codes(cell(1)));
  }

  void take_set() {
    under_ = Under::nothing;
    set_.name_ = cell(1);
    const auto oldest = date(cell(2)), first = date(cell(3)), last = date(cell(4));
    if (!oldest || !first || !last) return;
    if (*oldest > *first || *first > *last) error(cell(2), "the days are not in order of time");
    set_.oldest_from_ = *oldest;
    set_.newest_from_ = *first;
    set_.newest_to_ = *last;
  }

  void take_end() {
    ended_ = true;
    int count = -1;
    const char* stop = cell(1).data() + cell(1).size();
    const bool all = std::from_chars(cell(1).data(), stop, count).ptr == stop;
    if (!all || count != line_.number() - 1)
      error(cell(1), "the \"end\" line counts " + std::string(cell(1)) + " lines, but " +
                         std::to_string(line_.number() - 1) + " stand above it");
  }

  void take_block() {
    block_ = cell(1);
    if (is_code_range(block_))
      under_ = Under::block;
    else
      error(cell(1), quoted(block_) + " is not a range of categories");
  }

  void take_code() {
    const std::string_view name = cell(1);
    if (!is_code(name)) {
      error(name, quoted(name) + " is not a code")
          .notes.push_back("write it as M54 or M54.50, with up to four characters after the dot");
      return;
    }
    if (!follows("code", name, set_.codes_)) return;
    Code code;
    code.code = name;
    code.title = cell(3);
    code.periods = life(cell(2));
    const std::vector<Code>& known = set_.codes_;
    while (!above_.empty() && !name.starts_with(known[above_.back()].code)) above_.pop_back();
    if (!above_.empty())
      code.parent = known[above_.back()].code;
    else if (name.size() > 3)
      error(name, quoted(name) + " has no code above it: its category " +
                      quoted(name.substr(0, 3)) + " is not in the file");
    parents_.push_back(above_.empty() ? kNone : above_.back());
    above_.push_back(known.size());
    set_.codes_.push_back(std::move(code));
    under_ = Under::code;
  }

  void take_icd9() {
    if (!is_icd9_code(cell(1)))
      error(cell(1), quoted(cell(1)) + " is not an ICD-9-CM code");
    else if (follows("icd9", cell(1), set_.old_codes_))
      set_.old_codes_.push_back({std::string(cell(1)), std::string(cell(2)), codes(cell(3))});
    under_ = Under::nothing;
  }

  void take_excludes1(Code& code) {
    for (std::string& name : patterns(cell(1))) {
      code.excludes1.push_back(name);
      set_.excludes1_.push_back({code.code, code.code, std::move(name)});
    }
  }

  void take_block_excludes1() {
    for (std::string& name : patterns(cell(1)))
      block_notes_.push_back({block_, block_, std::move(name)});
  }

  void take_excludes1_of() {
    const std::string holds(cell(1));
    if (under_ != Under::block) {
      error(cell(0), "a line of kind \"excludes1-of\" belongs below a \"block\" line");
      return;
    }
    if (!names_code(block_, holds)) {
      error(cell(1), quoted(holds) + " is not in the block " + block_);
      return;
    }
    named_.push_back({line_.place(cell(1)), cell(1)});
    for (std::string& name : patterns(cell(2)))
      set_.excludes1_.push_back({block_, holds, std::move(name)});
  }

  void take_seventh(Code& code) {
    const std::string_view letter = cell(1);
    if (letter.size() != 1) {
      error(letter, quoted(letter) + " is not one character");
      return;
    }
    for (const auto& [known, meaning] : code.seventh)
      if (known == letter[0])
        error(letter, "the 7th character " + quoted(letter) + " stands twice");
    code.seventh.emplace_back(letter[0], cell(2));
  }

  // ---- Cells

  std::optional<Date> date(std::string_view cell) {
    std::optional<Date> day = parse_date(cell);
    if (!day) error(cell, quoted(cell) + " is not a day").notes.push_back("write it as 2024-10-01");
    return day;
  }

  // Does `name` come after the last of `sorted`?
  template <typename Entry>
  bool follows(std::string_view kind, std::string_view name, const std::vector<Entry>& sorted) {
    if (sorted.empty() || sorted.back().code < name) return true;
    const bool twice = std::any_of(sorted.begin(), sorted.end(),
                                   [&](const Entry& entry) { return entry.code == name; });
    if (!twice) {
      error(name, quoted(name) + " stands after " + quoted(sorted.back().code) +
                      ", but codes are sorted");
      return false;
    }
    const std::string line = '\n' + std::string(kind) + '\t' + std::string(name) + '\t';
    const auto first = source_->text.begin() + static_cast<ptrdiff_t>(source_->text.find(line));
    error(name, quoted(name) + " stands twice")
        .notes.push_back("first on line " +
                         std::to_string(std::count(source_->text.begin(), first, '\n') + 2));
    return false;
  }

  std::vector<CodePeriod> life(std::string_view cell) {
    if (cell == "billable" || cell == "header")
      return {{set_.oldest_from_, std::nullopt, cell == "billable"}};
    std::vector<CodePeriod> periods;
    for (std::string_view part : split(cell, ", ")) {
      const std::optional<CodePeriod> next = period(part, part.data() == cell.data());
      if (!next) return periods;
      if (next->to && *next->to < next->from) error(part, "the period ends before it begins");
      if (!periods.empty() && (!periods.back().to || next->from <= *periods.back().to))
        error(part, "the period begins before the one before it has ended");
      periods.push_back(*next);
    }
    return periods;
  }

  // "header 2021-10-01..", "billable ..2021-09-30" (the first one only may begin without a day).
  std::optional<CodePeriod> period(std::string_view part, bool first) {
    const size_t blank = part.find(' '), dots = part.find("..");
    const std::string_view flag = part.substr(0, blank);
    if ((flag != "billable" && flag != "header") || blank == part.npos || dots == part.npos) {
      error(part, quoted(part) + " is not a life span")
          .notes.push_back(
              "allowed: billable, header, or periods such as "
              "\"billable ..2021-09-30, header 2021-10-01..\"");
      return std::nullopt;
    }
    const std::string_view begin = part.substr(blank + 1, dots - blank - 1);
    const std::string_view end = part.substr(dots + 2);
    std::optional<Date> from = set_.oldest_from_, to;
    if (!begin.empty() || !first) from = date(begin);
    if (!end.empty()) to = date(end);
    if (!from || (!end.empty() && !to)) return std::nullopt;
    return CodePeriod{*from, to, flag == "billable"};
  }

  std::vector<std::string> patterns(std::string_view cell, std::string_view also = {}) {
    std::vector<std::string> out;
    for (std::string_view name : split(cell, " ")) {
      if (is_code_pattern(name) || (!also.empty() && name == also))
        out.emplace_back(name);
      else
        error(name, quoted(name) + " is not a code, a code with a dash, or a range")
            .notes.push_back("write M54.50, M54.5-, M50.- or M50-M54, parted by one blank");
    }
    return out;
  }

  // Codes that must stand in the file, here or further down.
  std::vector<std::string> codes(std::string_view cell) {
    std::vector<std::string> out;
    for (std::string_view name : split(cell, " ")) {
      out.emplace_back(name);
      named_.push_back({line_.place(name), name});
    }
    return out;
  }

  // ---- After the last line

  void check_named_codes() {
    for (const auto& [at, name] : named_)
      if (set_.find(name) == nullptr)
        diagnostics_.error(at, quoted(name) + " is not a code of the file");
  }

  // Every code gets the notes of the code above it (which comes before it) or of its block.
  void hand_down() {
    notes_by_region();
    for (size_t i = 0; i < set_.codes_.size(); ++i) {
      Code& code = set_.codes_[i];
      if (parents_[i] == kNone) {
        notes_of_blocks(code);
        continue;
      }
      const Code& above = set_.codes_[parents_[i]];
      append(code.excludes1, above.excludes1);
      append(code.excludes2, above.excludes2);
      append(code.code_first, above.code_first);
      append(code.use_additional, above.use_additional);
      append(code.code_also, above.code_also);
    }
    std::stable_sort(set_.excludes1_.begin(), set_.excludes1_.end(),
                     [](const auto& a, const auto& b) { return a.holds < b.holds; });
  }

  void notes_by_region() {
    for (const CodeSet::Excludes1& note : set_.excludes1_) {
      const Code* holds = note.at == note.holds ? nullptr : set_.find(note.holds);
      if (holds == nullptr) continue;
      Code& code = set_.codes_[static_cast<size_t>(holds - set_.codes_.data())];
      code.excludes1.push_back(note.names);
    }
  }

  void notes_of_blocks(Code& category) {
    for (const CodeSet::Excludes1& note : block_notes_) {
      if (!names_code(note.holds, category.code)) continue;
      category.excludes1.push_back(note.names);
      set_.excludes1_.push_back({note.at, category.code, note.names});
    }
  }

  static constexpr size_t kNone = static_cast<size_t>(-1);

  std::shared_ptr<const Source> source_;
  CodeSet& set_;
  Diagnostics& diagnostics_;

  CodeSetLine line_;
  bool started_ = false, ended_ = false;
  Under under_ = Under::nothing;
  std::string block_;
  std::vector<CodeSet::Excludes1> block_notes_;
  std::vector<size_t> above_;    // the last code and those above it, from the category down
  std::vector<size_t> parents_;  // of each code
  std::vector<std::pair<Place, std::string_view>> named_;
};

std::unique_ptr<const CodeSet> CodeSet::load(std::shared_ptr<const Source> source,
                                             Diagnostics& diagnostics,
                                             std::shared_ptr<const CodeFile> file) {
  auto set = std::make_unique<CodeSet>();
  CodeSetReader(std::move(source), *set, diagnostics).read();
  if (file) set->attach(std::move(file));
  return set;
}

}  // namespace evident
