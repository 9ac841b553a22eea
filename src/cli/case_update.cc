#include "cli/case_update.h"

#include <algorithm>
#include <map>
#include <set>

namespace evident {
namespace {

bool of_findings(LineKind kind) {
  return kind == LineKind::finding || kind == LineKind::no_findings;
}

bool of_codes(LineKind kind) { return kind == LineKind::code || kind == LineKind::no_codes; }

// What becomes of a file, by line number.
struct Edits {
  std::map<int, std::vector<std::string>> replaced;  // empty: the line goes
  std::map<int, std::vector<std::string>> after;
};

class CaseEditor {
 public:
  CaseEditor(const FailedCase& failed, Edits& edits)
      : case_(*failed.one), mismatches_(failed.mismatches), edits_(edits) {}

  void run() {
    for (const Mismatch& mismatch : mismatches_)
      if (mismatch.expected) edits_.replaced[line_of(*mismatch.expected)];
    for (const Expectation& line : case_.lines)
      if (!gone(line)) written_.insert(line.written);
    for (const Mismatch& mismatch : mismatches_) {
      const bool listed = mismatch.expected.has_value();
      add_new(mismatch.got, listed ? edits_.replaced[line_of(*mismatch.expected)]
                                   : edits_.after[anchor(of_findings(mismatch.kind))]);
    }
    if (had(of_findings) && !has(of_findings)) edits_.after[anchor(true)].push_back("no findings");
    if (!has(of_codes) && (had(of_codes) || written_.empty()))
      edits_.after[anchor(false)].push_back("no codes");
  }

 private:
  int line_of(size_t expected) const { return case_.lines[expected].at.line; }
  bool gone(const Expectation& line) const { return edits_.replaced.count(line.at.line) > 0; }

  // Two lines may have the same correction, and it may stand there already.
  void add_new(const std::vector<std::string>& lines, std::vector<std::string>& to) {
    for (const std::string& line : lines)
      if (written_.insert(line).second) to.push_back(line);
  }

  // The line after which lines of findings, or of codes, are added.
  int anchor(bool findings) const {
    int last = case_.divider;
    for (const Expectation& line : case_.lines) {
      const bool before = of_findings(line.kind) || (!findings && of_codes(line.kind));
      if (before) last = std::max(last, line.at.line);
    }
    return last;
  }

  // Does the case speak of this kind, before and after the update?
  bool had(bool (*of_kind)(LineKind)) const {
    return std::any_of(case_.lines.begin(), case_.lines.end(),
                       [&](const Expectation& line) { return of_kind(line.kind); });
  }
  bool has(bool (*of_kind)(LineKind)) const {
    return std::any_of(
               case_.lines.begin(), case_.lines.end(),
               [&](const Expectation& line) { return of_kind(line.kind) && !gone(line); }) ||
           std::any_of(mismatches_.begin(), mismatches_.end(), [&](const Mismatch& mismatch) {
             return of_kind(mismatch.kind) && !mismatch.got.empty();
           });
  }

  const Case& case_;
  const std::vector<Mismatch>& mismatches_;
  Edits& edits_;
  std::set<std::string> written_;  // lines of the case as it will be
};

std::string apply(const Source& source, const Edits& edits) {
  std::string out;
  const std::string_view text = source.text;
  int number = 1;
  for (size_t begin = 0; begin < text.size(); ++number) {
    const size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const std::string_view line = text.substr(begin, end - begin);
    const std::string_view line_end = line.ends_with("\r\n") ? "\r\n" : "\n";
    const auto put = [&](const std::vector<std::string>& lines) {
      if (!lines.empty() && !out.empty() && out.back() != '\n') out += line_end;
      for (const std::string& one : lines) out.append(one).append(line_end);
    };
    const auto replaced = edits.replaced.find(number);
    if (replaced == edits.replaced.end()) {
      out += line;
    } else {
      put(replaced->second);
    }
    if (const auto after = edits.after.find(number); after != edits.after.end()) put(after->second);
    begin = end;
  }
  return out;
}

// "code M54.41 from ..." -> "M54.41"
std::string code_in(const std::string& line) {
  const size_t begin = line.find(' ') + 1;
  return line.substr(begin, line.find(' ', begin) - begin);
}

}  // namespace

std::string updated(const Source& source, const std::vector<FailedCase>& failed) {
  Edits edits;
  for (const FailedCase& one : failed) CaseEditor(one, edits).run();
  return apply(source, edits);
}

std::vector<std::string> changed_codes(const FailedCase& failed) {
  std::vector<std::string> changes;
  for (const Mismatch& mismatch : failed.mismatches) {
    if (mismatch.kind != LineKind::code) continue;
    if (mismatch.expected && mismatch.got.empty())
      changes.push_back("removed " + failed.one->lines[*mismatch.expected].code);
    for (const std::string& line : mismatch.got)
      if (!mismatch.expected) changes.push_back("added " + code_in(line));
  }
  return changes;
}

}  // namespace evident
