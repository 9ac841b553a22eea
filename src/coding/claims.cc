#include "coding/claims.h"

#include <algorithm>

#include "coding/audit.h"
#include "coding/code_text.h"
#include "text/ascii.h"

namespace evident {
namespace {

bool alnum(char c) { return is_digit(c) || is_lower(c); }

std::string upper(std::string_view norm) {
  std::string out(norm);
  for (char& c : out)
    if (is_lower(c)) c = static_cast<char>(c - 32);
  return out;
}

// "m54.50" or "m5450" at `at`: a letter, a digit, a letter or digit, then one to four more.
uint32_t icd10_end(std::string_view norm, uint32_t at) {
  const size_t size = norm.size();
  if (at + 3 > size || !is_lower(norm[at]) || !is_digit(norm[at + 1]) || !alnum(norm[at + 2]))
    return 0;
  uint32_t end = at + 3;
  const bool dot = end + 1 < size && norm[end] == '.' && alnum(norm[end + 1]);
  if (dot) ++end;
  while (end < size && end < at + (dot ? 8U : 7U) && alnum(norm[end])) ++end;
  return end < size && alnum(norm[end]) ? 0 : end;
}

// "724.2 mg": what follows a number makes it a measure.
bool measures(std::string_view after) {
  static constexpr std::string_view kUnits[] = {"mg",    "mcg", "ml",  "g",    "kg",   "lb",
                                                "lbs",   "cm",  "mm",  "iu",   "ng",   "pg",
                                                "units", "u",   "meq", "mmol", "nmol", "mmhg"};
  if (!after.starts_with(' ')) return false;
  after.remove_prefix(1);
  const auto end = std::find_if_not(after.begin(), after.end(), is_lower);
  const std::string_view word(after.begin(), end);
  return std::find(std::begin(kUnits), std::end(kUnits), word) != std::end(kUnits);
}

// "724.2" at `at`: three digits, a dot, one or two digits.
uint32_t icd9_end(std::string_view norm, uint32_t at) {
  uint32_t end = at;
  while (end < norm.size() && is_digit(norm[end])) ++end;
  if (end != at + 3 || end + 1 >= norm.size() || norm[end] != '.' || !is_digit(norm[end + 1]))
    return 0;
  ++end;
  while (end < norm.size() && is_digit(norm[end])) ++end;
  const bool unit =
      end < norm.size() && (norm[end] == '%' || is_lower(norm[end]) || norm[end] == '.');
  const bool number_goes_on =
      unit && norm[end] == '.' && end + 1 < norm.size() && is_digit(norm[end + 1]);
  if (end > at + 6 || number_goes_on) return 0;
  return (unit && norm[end] != '.') || measures(norm.substr(end)) ? 0 : end;
}

class ClaimFinder {
 public:
  ClaimFinder(const Text& text, const std::vector<Candidate>& candidates, const CodeSet& codes,
              Date date)
      : norm_(text.norm()), codes_(codes), judge_(candidates, codes, date) {}

  std::vector<Claim> run() {
    const std::string_view norm = norm_;  // a local is not read anew for each letter
    for (uint32_t i = 0; i < norm.size(); ++i) {
      // Codes have a digit first, or second behind a letter.
      if (!is_digit(norm[i])) continue;
      const uint32_t at = i > 0 && is_lower(norm[i - 1]) ? i - 1 : i;
      if (at > 0 && (alnum(norm[at - 1]) || norm[at - 1] == '.')) continue;
      if (const uint32_t end = icd10_end(norm_, at)) {
        consider(at, end);
      } else if (const uint32_t old_end = icd9_end(norm_, at)) {
        consider_icd9(at, old_end);
      }
    }
    return std::move(claims_);
  }

 private:
  void consider(uint32_t begin, uint32_t end) {
    const std::string written = upper(norm_.substr(begin, end - begin));
    const std::string code = as_code(written);
    // "T12" and "C5" are vertebrae: without a dot only a code that there is counts.
    if (code.size() == 3 || (code != written && codes_.find(code) == nullptr)) return;
    // Outside the spine only what a code file knows is a code: "C12.3" may be anything.
    if (codes_.find(code) == nullptr && codes_.find_shipped(code.substr(0, 3)) == nullptr) return;
    add(code, {begin, end});
  }

  void consider_icd9(uint32_t begin, uint32_t end) {
    const std::string code(norm_.substr(begin, end - begin));
    if (codes_.find_icd9(code) != nullptr) add(code, {begin, end});
  }

  void add(const std::string& code, Span span) {
    Judgement judgement = judge_.judge(code);
    if (judgement.verdict == "out-of-scope") return;
    claims_.push_back({code, span, judgement.verdict, judgement.date,
                       std::move(judgement.replaced_by), std::move(judgement.because)});
  }

  std::string_view norm_;
  const CodeSet& codes_;
  CodeJudge judge_;
  std::vector<Claim> claims_;
};

}  // namespace

std::vector<Claim> judge_claims(const Text& text, const std::vector<Candidate>& candidates,
                                const CodeSet& codes, Date date) {
  return ClaimFinder(text, candidates, codes, date).run();
}

}  // namespace evident
