#include "coding/claims.h"

#include <algorithm>

namespace evident {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return c >= 'a' && c <= 'z'; }
bool alnum(char c) { return digit(c) || letter(c); }

std::string upper(std::string_view norm) {
  std::string out(norm);
  for (char& c : out)
    if (letter(c)) c = static_cast<char>(c - 32);
  return out;
}

// "m54.50" at `at`: a letter, a digit, a letter or digit, then a dot and one to four more.
uint32_t icd10_end(std::string_view norm, uint32_t at) {
  const size_t size = norm.size();
  if (at + 3 > size || !letter(norm[at]) || !digit(norm[at + 1]) || !alnum(norm[at + 2])) return 0;
  uint32_t end = at + 3;
  if (end + 1 < size && norm[end] == '.' && alnum(norm[end + 1])) {
    ++end;
    while (end < size && end < at + 8 && alnum(norm[end])) ++end;
  }
  return end < size && alnum(norm[end]) ? 0 : end;
}

// "724.2" at `at`: three digits, a dot, one or two digits.
uint32_t icd9_end(std::string_view norm, uint32_t at) {
  uint32_t end = at;
  while (end < norm.size() && digit(norm[end])) ++end;
  if (end != at + 3 || end + 1 >= norm.size() || norm[end] != '.' || !digit(norm[end + 1]))
    return 0;
  ++end;
  while (end < norm.size() && digit(norm[end])) ++end;
  const bool unit =
      end < norm.size() && (norm[end] == '%' || letter(norm[end]) || norm[end] == '.');
  const bool number_goes_on =
      unit && norm[end] == '.' && end + 1 < norm.size() && digit(norm[end + 1]);
  if (end > at + 6 || number_goes_on) return 0;
  return unit && norm[end] != '.' ? 0 : end;
}

class ClaimJudge {
 public:
  ClaimJudge(const Text& text, const std::vector<Candidate>& candidates, const CodeSet& codes,
             Date date)
      : norm_(text.norm()), candidates_(candidates), codes_(codes), date_(date) {}

  std::vector<Claim> run() {
    for (uint32_t at = 0; at < norm_.size(); ++at) {
      if (at > 0 && (alnum(norm_[at - 1]) || norm_[at - 1] == '.')) continue;
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
    const std::string code = upper(norm_.substr(begin, end - begin));
    const Code* known = codes_.find(code);
    // "T12" and "C5" are vertebrae: without a dot only a whole word that cannot be one counts.
    if (code.size() == 3) return;
    if (known == nullptr && codes_.find(code.substr(0, 3)) == nullptr) return;
    Claim claim;
    claim.code = code;
    claim.span = {begin, end};
    if (known == nullptr) {
      claim.verdict = "not-icd10cm";
      claim.because = "ICD-10-CM has no code " + code + ".";
    } else {
      judge(*known, claim);
    }
    claims_.push_back(std::move(claim));
  }

  void consider_icd9(uint32_t begin, uint32_t end) {
    const std::string code(norm_.substr(begin, end - begin));
    const auto* old = codes_.find_icd9(code);
    if (old == nullptr) return;
    Claim claim;
    claim.code = code;
    claim.span = {begin, end};
    claim.verdict = "not-icd10cm";
    claim.because = code + " is an ICD-9-CM code (" + old->title + "), not used since 2015-10-01.";
    claim.replaced_by = old->now;
    claims_.push_back(std::move(claim));
  }

  void judge(const Code& code, Claim& claim) const {
    if (!code.billable(date_)) return judge_invalid(code, claim);
    const Candidate* own = nullptr;
    for (const Candidate& candidate : candidates_)
      if (candidate.code == code.code) own = &candidate;
    if (own != nullptr && own->status == Status::proposed && own->support == Support::stated) {
      claim.verdict = "supported";
      claim.because = "The note's own words give this code.";
    } else if (own != nullptr && own->status == Status::withheld) {
      judge_withheld(*own, claim);
    } else {
      judge_unseen(code, claim);
    }
  }

  void judge_invalid(const Code& code, Claim& claim) const {
    for (const CodePeriod& period : code.periods) {
      if (period.billable && period.from > date_) {
        claim.verdict = "not-yet-valid";
        claim.date = format_date(period.from);
        claim.because = code.code + " is valid from " + *claim.date + ".";
        return;
      }
    }
    for (size_t i = code.periods.size(); i-- > 0;) {
      const CodePeriod& period = code.periods[i];
      if (!period.billable || !period.to) continue;
      claim.verdict = "deleted";
      claim.date = format_date(*period.to + std::chrono::days(1));
      claim.replaced_by = code.replaced_by;
      claim.because = code.code + " is no longer billable since " + *claim.date + ".";
      return;
    }
    claim.verdict = "not-billable";
    for (const Code* child : codes_.children(code.code)) claim.replaced_by.push_back(child->code);
    claim.because = code.code + " is a header: a code below it must be used.";
  }

  void judge_withheld(const Candidate& own, Claim& claim) const {
    const bool excluded = own.reason == "excludes1";
    const bool less = own.reason == "absorbed" || own.reason == "less-specific";
    claim.verdict = excluded                                                  ? "excluded"
                    : less                                                    ? "less-specific"
                    : own.reason == "negated" || own.reason == "contradicted" ? "contradicted"
                                                                              : "no-evidence";
    if (own.by && own.by->code) claim.replaced_by.push_back(*own.by->code);
    claim.because = "The note's words for it do not count here: " + own.reason + ".";
  }

  void judge_unseen(const Code& code, Claim& claim) const {
    claim.verdict = "no-evidence";
    claim.because = "No words of the note support it.";
    for (const Candidate& candidate : candidates_) {
      if (candidate.status != Status::proposed || candidate.support != Support::stated) continue;
      if (!codes_.find(candidate.code)) continue;
      compare(code, candidate, claim);
    }
  }

  // The note gives another code of the same category: it says more than an "unspecified" one, and
  // it contradicts one that differs in its last character alone (the other side).
  void compare(const Code& claimed, const Candidate& found, Claim& claim) const {
    if (claimed.code.substr(0, 3) != found.code.substr(0, 3)) return;
    const bool vague = claimed.title.find("unspecified") != std::string::npos;
    const bool sibling = claimed.parent == codes_.find(found.code)->parent;
    const bool whole_category = vague && claimed.parent.size() == 3;
    if (!sibling && !whole_category) return;
    claim.verdict = vague ? "less-specific" : "contradicted";
    claim.replaced_by.push_back(found.code);
    claim.because =
        (vague ? "The note says more: " : "The note says otherwise: ") + found.code + ".";
  }

  std::string_view norm_;
  const std::vector<Candidate>& candidates_;
  const CodeSet& codes_;
  Date date_;
  std::vector<Claim> claims_;
};

}  // namespace

std::vector<Claim> judge_claims(const Text& text, const std::vector<Candidate>& candidates,
                                const CodeSet& codes, Date date) {
  return ClaimJudge(text, candidates, codes, date).run();
}

}  // namespace evident
