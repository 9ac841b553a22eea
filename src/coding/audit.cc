#include "coding/audit.h"

#include <algorithm>

#include "base/trimmed.h"
#include "coding/code_text.h"

namespace evident {
namespace {

// A header with fewer codes below it may be one that the set holds in part only: then a code that
// it does not hold may be one all the same. Categories have more codes below them than others.
constexpr size_t kFewBelowCategory = 4;
constexpr size_t kFewBelowHeader = 3;
constexpr size_t kCategory = 3;  // characters of "M54"

bool supports(const Candidate& candidate) { return candidate.proposed() && candidate.stated(); }

void add(const std::string& code, std::vector<std::string>& to) {
  if (std::find(to.begin(), to.end(), code) == to.end()) to.push_back(code);
}

void add(const std::vector<Evidence>& words, std::vector<Evidence>& to) {
  for (const Evidence& one : words)
    if (std::none_of(to.begin(), to.end(), [&](const Evidence& e) { return e.span == one.span; }))
      to.push_back(one);
  std::stable_sort(to.begin(), to.end(),
                   [](const Evidence& a, const Evidence& b) { return a.span < b.span; });
}

bool below(const CodeSet& codes, const std::string& code, std::string_view header) {
  for (const Code* up = codes.find(code); up != nullptr; up = codes.find(up->parent))
    if (up->code == header) return true;
  return false;
}

// The nearest entry above a code that the set does not hold, or null.
const Code* nearest_above(const CodeSet& codes, std::string code) {
  while (code.size() > kCategory) {
    code.pop_back();
    if (code.back() == '.') code.pop_back();
    if (const Code* found = codes.find(code)) return found;
  }
  return nullptr;
}

// Would the set hold what stands below this entry?
bool held_whole(const CodeSet& codes, const Code& entry) {
  if (codes.file() != nullptr) return true;  // every code of ICD-10-CM stands behind the set
  const bool leaf = std::any_of(entry.periods.begin(), entry.periods.end(),
                                [](const CodePeriod& period) { return period.billable; });
  if (leaf) return true;
  const size_t few = entry.code.size() == kCategory ? kFewBelowCategory : kFewBelowHeader;
  return codes.children(entry.code).size() >= few;
}

// Do two codes share what their category is divided by first: M48.00 and M48.061?
bool akin(std::string_view a, std::string_view b) {
  constexpr size_t kDivided = kCategory + 2;
  return a.size() >= kDivided && b.size() >= kDivided &&
         a.substr(0, kDivided) == b.substr(0, kDivided);
}

bool is_vague(const Code& code) {
  return code.title.find("nspecified") != std::string::npos;  // "Unspecified fracture of ..." too
}

// Is `code` what the candidate would be if the note said a word that it does not say?
bool waits_for_a_word(const Candidate& candidate, const std::string& code) {
  return std::ranges::any_of(candidate.warnings, [&](const Warning& warning) {
    return warning.id.starts_with("unspecified-") &&
           std::ranges::find(warning.would_change_to, code) != warning.would_change_to.end();
  });
}

// "Stenosis without claudication" is coded where the note is silent; a denial would have made a
// candidate of what is denied.
bool says_without(const Candidate& candidate) {
  return candidate.title.find(" without ") != std::string::npos;
}

// The code that this one is without its placeholders: "S33.5XXA" for "S33.5A"; or null.
const Code* with_placeholders(const CodeSet& codes, const std::string& code) {
  constexpr size_t kWhole = 8;  // characters of a code of seven, with its dot
  if (code.size() <= kCategory + 1 || code.size() >= kWhole) return nullptr;
  std::string whole = code;
  whole.insert(whole.size() - 1, kWhole - whole.size(), 'X');
  return codes.find(whole);
}

// The billable codes below a header; the headers right below it when they are many.
std::vector<std::string> codes_below(const CodeSet& codes, const Code& header, Date date) {
  constexpr size_t kMany = 12;
  std::vector<std::string> children, billable;
  std::vector<const Code*> open = codes.children(header.code);
  for (const Code* child : open)
    if (child->in_force(date)) children.push_back(child->code);
  for (size_t i = 0; i < open.size() && billable.size() <= kMany; ++i) {
    if (open[i]->billable(date)) billable.push_back(open[i]->code);
    for (const Code* below : codes.children(open[i]->code)) open.push_back(below);
  }
  std::ranges::sort(billable);
  return billable.size() > kMany ? children : billable;
}

// Why a candidate that the note's words give is withheld, as the end of a sentence.
std::string why_withheld(const Candidate& own) {
  static constexpr const char* kWhy[][2] = {
      {"negated", "the note denies it"},
      {"contradicted", "the note contradicts it"},
      {"uncertain", "the note is not certain of it"},
      {"past", "they speak of the past"},
      {"mentioned-only", "they only mention it and nothing was done about it at this visit"},
      {"family", "they speak of someone else"},
      {"hypothetical", "they state a condition, not a fact"},
      {"absorbed", "another diagnosis of the note says it too"},
      {"less-specific", "the note says more"},
      {"excludes1", "another code of the note excludes it"},
      {"outranked", "a section that counts more says otherwise"},
      {"inferred-only", "they suggest it and do not state it"},
  };
  for (const auto& [reason, why] : kWhy)
    if (own.reason == reason) return why;
  return own.reason;
}

}  // namespace

Judgement CodeJudge::judge(const std::string& code) const {
  Judgement judgement;
  judgement.code = code;
  if (const Code* known = codes_.find(code)) {
    judgement.title = known->title;
    judge_known(*known, judgement);
  } else if (const OldCode* old = codes_.find_icd9(code)) {
    judge_old(*old, judgement);
  } else {
    judge_unknown(judgement);
  }
  return judgement;
}

void CodeJudge::judge_known(const Code& code, Judgement& judgement) const {
  if (!code.billable(date_)) return judge_invalid(code, judgement);
  const Candidate* own = find(code.code);
  if (own == nullptr && codes_.find_shipped(code.code) == nullptr)
    return judge_out_of_scope(judgement);  // known from a code file: the note is not read for it
  if (own == nullptr) return judge_unseen(code, judgement);
  if (own->status == Status::withheld) return judge_withheld(*own, judgement);
  if (own->support == Support::inferred) {
    judge_unseen(code, judgement);
    if (judgement.verdict != "no-evidence") return;
    add(own->evidence, judgement.evidence);
    judgement.because = "Words of the note suggest it, but none states it: ask the provider.";
    return;
  }
  judgement.verdict = "supported";
  judgement.evidence = own->evidence;
  judgement.because = "The note's own words give this code.";
}

void CodeJudge::judge_out_of_scope(Judgement& judgement) {
  judgement.verdict = "out-of-scope";
  judgement.because = "It is not a back or neck code; evident did not look for it.";
}

void CodeJudge::judge_unknown(Judgement& judgement) const {
  if (!is_code(judgement.code)) {
    judgement.verdict = "not-icd10cm";
    judgement.because = "It has not the form of a code.";
    return;
  }
  if (const Code* whole = with_placeholders(codes_, judgement.code)) {
    judgement.verdict = "not-icd10cm";
    judgement.because =
        "Its last character stands at the 7th place, behind X: " + whole->code + ".";
    judgement.replaced_by = {whole->code};
    return take_place({whole->code}, judgement);
  }
  const Code* above = nearest_above(codes_, judgement.code);
  const bool held = above == nullptr ? codes_.file() != nullptr : held_whole(codes_, *above);
  if (!held) return judge_out_of_scope(judgement);
  judgement.verdict = "not-icd10cm";
  judgement.because = "ICD-10-CM has no code " + judgement.code + ".";
}

void CodeJudge::judge_old(const OldCode& old, Judgement& judgement) const {
  judgement.verdict = "not-icd10cm";
  judgement.because =
      old.code + " is an ICD-9-CM code (" + old.title + "), not used since 2015-10-01.";
  judgement.replaced_by = old.now;
  take_place(old.now, judgement);
}

void CodeJudge::judge_invalid(const Code& code, Judgement& judgement) const {
  for (const CodePeriod& period : code.periods) {
    if (period.billable && period.from > date_) {
      judgement.verdict = "not-yet-valid";
      judgement.date = format_date(period.from);
      judgement.because = code.code + " is valid from " + *judgement.date + ".";
      return take_place({code.parent}, judgement);
    }
  }
  for (size_t i = code.periods.size(); i-- > 0;) {
    const CodePeriod& period = code.periods[i];
    if (!period.billable || !period.to) continue;
    judgement.verdict = "deleted";
    judgement.date = format_date(*period.to + std::chrono::days(1));
    judgement.replaced_by = code.replaced_by;
    judgement.because = code.code + " is no longer billable since " + *judgement.date + ".";
    take_place(code.replaced_by, judgement);
    return take_place({code.code}, judgement);
  }
  judge_header(code, judgement);
}

void CodeJudge::judge_header(const Code& code, Judgement& judgement) const {
  judgement.verdict = "not-billable";
  judgement.replaced_by = codes_below(codes_, code, date_);
  judgement.because = code.code + " is a header: a code below it must be used.";
  take_place({code.code}, judgement);
}

void CodeJudge::judge_withheld(const Candidate& own, Judgement& judgement) const {
  const bool by_code = own.by && own.by->code;
  const bool less = own.reason == "less-specific" || (own.reason == "absorbed" && by_code);
  const bool against = own.reason == "negated" || own.reason == "contradicted";
  const bool excluded =
      own.reason == "excludes1" || (less && by_code && codes_.excludes1(own.code, *own.by->code));
  judgement.verdict = excluded  ? "excluded"
                      : less    ? "less-specific"
                      : against ? "contradicted"
                                : "no-evidence";
  judgement.because = "The note has words for it, but " + why_withheld(own) + ".";
  judgement.evidence = own.evidence;
  if (!own.by) return;
  if (own.by->words) add({{*own.by->words, Role::support, own.by->says, ""}}, judgement.against);
  if (!own.by->code) return;
  judgement.replaced_by.push_back(*own.by->code);
  const Candidate* other = find(*own.by->code);
  if (other == nullptr) return;
  add(other->evidence, judgement.against);
  if (supports(*other)) add(other->code, judgement.instead);
}

void CodeJudge::judge_unseen(const Code& code, Judgement& judgement) const {
  judgement.verdict = "no-evidence";
  judgement.because = "No words of the note support it.";
  for (const Candidate& candidate : candidates_)
    if (supports(candidate) && codes_.find(candidate.code)) compare(code, candidate, judgement);
  if (!judgement.instead.empty()) return;
  for (const Candidate& candidate : candidates_)
    if (candidate.status == Status::withheld && akin(candidate.code, code.code))
      return quote_withheld(candidate, judgement);
}

// Words for a neighbour of the code that do not count are worth a look: "possible stenosis".
void CodeJudge::quote_withheld(const Candidate& neighbour, Judgement& judgement) {
  if (neighbour.reason == "negated" || neighbour.reason == "contradicted")
    judgement.verdict = "contradicted";
  judgement.because =
      "The note has words for " + neighbour.code + " only, but " + why_withheld(neighbour) + ".";
  judgement.evidence = neighbour.evidence;
  if (neighbour.by && neighbour.by->words)
    add({{*neighbour.by->words, Role::support, neighbour.by->says, ""}}, judgement.against);
}

// "M51.9", or "M50.90", which is M50.9 at an unspecified level.
bool CodeJudge::speaks_of_category(const Code& vague) const {
  const Code* up = codes_.find(vague.parent);
  if (up != nullptr && is_vague(*up)) up = codes_.find(up->parent);
  return up != nullptr && up->code.size() == kCategory;
}

// The note gives another code of the same category: one that excludes it, one that says more than
// an "unspecified" one, or one that says otherwise (the other side, another region). Where the note
// is silent on what parts the two, it is no evidence.
void CodeJudge::compare(const Code& claimed, const Candidate& found, Judgement& judgement) const {
  if (claimed.code.substr(0, kCategory) != found.code.substr(0, kCategory)) return;
  // By a note of the code itself: "low back pain" goes to lumbago with sciatica, not the reverse.
  const auto note = codes_.excludes1(claimed.code, found.code);
  const bool excluded = note && claimed.code.starts_with(note->at);
  const bool vague = is_vague(claimed);
  const bool sibling = claimed.parent == codes_.find(found.code)->parent;
  const bool whole_category = vague && speaks_of_category(claimed);
  if (!excluded && !sibling && !whole_category && !akin(claimed.code, found.code)) return;
  const bool silent = !excluded && !vague &&
                      (waits_for_a_word(found, claimed.code) || (sibling && says_without(found)));
  judgement.verdict = excluded ? "excluded"
                      : silent ? "no-evidence"
                      : vague  ? "less-specific"
                               : "contradicted";
  add(found.code, judgement.replaced_by);
  add(found.code, judgement.instead);
  add(found.evidence, judgement.against);
  judgement.because = std::string(excluded ? "The note says both in one code, which excludes it: "
                                  : silent ? "The note does not say what sets it apart from "
                                  : vague  ? "The note says more: "
                                           : "The note says otherwise: ") +
                      judgement.replaced_by.front() + ".";
}

// The codes at or below these that the note supports, with their words.
void CodeJudge::take_place(const std::vector<std::string>& headers, Judgement& judgement) const {
  for (const Candidate& candidate : candidates_) {
    if (!supports(candidate) || candidate.code == judgement.code) continue;
    const bool fits = std::any_of(headers.begin(), headers.end(), [&](const std::string& header) {
      return below(codes_, candidate.code, header);
    });
    if (!fits) continue;
    add(candidate.code, judgement.instead);
    add(candidate.evidence, judgement.evidence);
  }
}

const Candidate* CodeJudge::find(std::string_view code) const {
  const auto it = std::find_if(candidates_.begin(), candidates_.end(),
                               [code](const Candidate& one) { return one.code == code; });
  return it == candidates_.end() ? nullptr : &*it;
}

namespace {

class Auditor {
 public:
  Auditor(const Analysis& analysis, const CodeSet& codes) : analysis_(analysis), codes_(codes) {}

  Audit run(const std::vector<std::string>& assigned) {
    const CodeJudge judge(analysis_.codes, codes_, coding_date(analysis_.encounter, codes_));
    std::vector<std::string> once;
    for (const std::string& code : assigned) add(code, once);
    for (const std::string& code : once)
      if (std::ranges::count(assigned, code) > 1) say_twice(code);
    for (const std::string& code : once) audit_.assigned.push_back(judge.judge(code));
    for (Judgement& one : audit_.assigned) find_conflict(one);
    for (size_t i = 0; i < analysis_.codes.size(); ++i) {
      const Candidate& candidate = analysis_.codes[i];
      if (supports(candidate) && std::find(once.begin(), once.end(), candidate.code) == once.end())
        audit_.missed.push_back({i, instead_of(candidate.code)});
    }
    return std::move(audit_);
  }

 private:
  void say_twice(const std::string& code) {
    audit_.notices.push_back({"assigned-twice", code + " is assigned more than once; a code is " +
                                                    "reported once (Guidelines I.B.12)."});
  }

  // What a code must not stand beside: codes that the note supports come before those that are
  // merely assigned, which are no reproach to a code that is supported itself.
  void find_conflict(Judgement& one) const {
    if (!may_stand(one)) return;
    std::vector<std::string> others = one.replaced_by;
    for (const Judgement& other : audit_.assigned)
      if (other.verdict == "supported") add(other.code, others);
    if (one.verdict != "supported") {
      for (const Candidate& candidate : analysis_.codes)
        if (supports(candidate)) add(candidate.code, others);
      for (const Judgement& other : audit_.assigned)
        if (may_stand(other)) add(other.code, others);
    }
    for (const std::string& other : others) {
      const auto note = codes_.excludes1(one.code, other);
      if (!note || other == one.code || !present(other)) continue;
      one.conflict = Conflict{other, note->at, note->names};
      return;
    }
  }

  // Could it be billed at all on that day?
  static bool may_stand(const Judgement& one) {
    return one.verdict == "supported" || one.verdict == "less-specific" ||
           one.verdict == "contradicted" || one.verdict == "no-evidence" ||
           one.verdict == "excluded";
  }

  bool present(const std::string& code) const {
    return std::any_of(audit_.assigned.begin(), audit_.assigned.end(),
                       [&](const Judgement& one) { return one.code == code; }) ||
           std::any_of(analysis_.codes.begin(), analysis_.codes.end(),
                       [&](const Candidate& one) { return supports(one) && one.code == code; });
  }

  std::vector<std::string> instead_of(const std::string& code) const {
    std::vector<std::string> all;
    for (const Judgement& one : audit_.assigned)
      if (std::find(one.instead.begin(), one.instead.end(), code) != one.instead.end())
        all.push_back(one.code);
    return all;
  }

  const Analysis& analysis_;
  const CodeSet& codes_;
  Audit audit_;
};

}  // namespace

bool Audit::clean() const {
  return missed.empty() && notices.empty() &&
         std::all_of(assigned.begin(), assigned.end(), [](const Judgement& one) {
           return one.verdict == "supported" || one.verdict == "out-of-scope";
         });
}

Audit audit_codes(const Analysis& analysis, const std::vector<std::string>& codes,
                  const CodeSet& code_set) {
  return Auditor(analysis, code_set).run(codes);
}

std::optional<std::string> read_code(std::string_view written) {
  const std::string_view word = trimmed(written);
  const size_t dot = word.find('.');
  if (dot != word.npos && (dot != kCategory || word.find('.', dot + 1) != word.npos))
    return std::nullopt;
  if (word.ends_with('.') || word.find(' ') != word.npos) return std::nullopt;
  const std::string code = as_code(word);
  if (is_code(code) || is_icd9_code(code)) return code;
  return std::nullopt;
}

Date coding_date(const Encounter& encounter, const CodeSet& codes) {
  if (!encounter.service_date) return codes.newest_to();
  return std::clamp(*encounter.service_date, codes.oldest_from(), codes.newest_to());
}

}  // namespace evident
