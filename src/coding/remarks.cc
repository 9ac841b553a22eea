#include "coding/remarks.h"

#include <algorithm>

#include "coding/code_text.h"
#include "coding/edits.h"
#include "coding/imaging.h"
#include "coding/sequence.h"

namespace evident {
namespace {

// Why a candidate is withheld; the guideline is the source of the edit, not of the code. The edit
// of dates says itself what it did.
struct Edit {
  std::string_view reason, severity, message, cite;
};

constexpr Edit kEdits[] = {
    {"negated", "information", "The note denies it.", "Guidelines IV.J"},
    {"uncertain", "warning", "An outpatient diagnosis that is not certain is not coded.",
     "Guidelines IV.H"},
    {"past", "information", "It is a history, not a present condition.", "Guidelines IV.J"},
    {"mentioned-only", "information", "Nothing was done about it at this visit.",
     "Guidelines IV.J"},
    {"family", "information", "It is said of someone else.", "Guidelines IV.J"},
    {"hypothetical", "information", "It is a condition or a plan, not a fact.", "Guidelines IV.J"},
    {"contradicted", "warning", "The note contradicts itself.", "Guidelines I.B.14"},
    {"absorbed", "information", "A symptom that another diagnosis explains.", "Guidelines I.B.5"},
    {"less-specific", "information", "The other code says more, or says both in one.",
     "Guidelines I.B.2, I.B.9"},
    {"excludes1", "error", "The two codes are never reported together unless they are unrelated.",
     "Guidelines I.A.12.a"},
    {"outranked", "warning", "The diagnoses of the assessment lead; this stands elsewhere only.",
     "Guidelines IV.G"},
};

std::vector<Evidence> anchors_of(const Candidate& candidate) {
  std::vector<Evidence> anchors;
  for (const Evidence& evidence : candidate.evidence)
    if (evidence.role == Role::anchor) anchors.push_back(evidence);
  return anchors;
}

bool share_words(const Candidate& a, const Candidate& b) {
  return std::any_of(a.evidence.begin(), a.evidence.end(),
                     [&](const Evidence& one) { return touches(b.evidence, one.span); });
}

class Remarker {
 public:
  Remarker(std::vector<Draft>& drafts, const CodeSet& codes, const std::vector<Finding>& holding,
           const Analysis& analysis, const Lexicon& lexicon)
      : drafts_(drafts), codes_(codes), holding_(holding), analysis_(analysis), lexicon_(lexicon) {}

  void run() {
    const auto end = std::find_if_not(drafts_.begin(), drafts_.end(), [](const Draft& draft) {
      return draft.candidate.proposed();
    });
    listed_ = static_cast<size_t>(end - drafts_.begin());
    for (size_t i = 0; i < drafts_.size(); ++i) {
      if (i >= listed_) {
        say_edit(drafts_[i]);
        continue;
      }
      say_sequence(i);
      say_excludes2(i);
      say_additional(drafts_[i].candidate);
      say_imaging(drafts_[i]);
      say_more(drafts_[i]);
      say_spelling(drafts_[i].candidate);
    }
    for (const Finding& one : holding_) say_cause(one);
  }

 private:
  void say_edit(Draft& draft) const {
    Candidate& candidate = draft.candidate;
    const auto edit = std::find_if(std::begin(kEdits), std::end(kEdits),
                                   [&](const Edit& one) { return one.reason == candidate.reason; });
    if (edit == std::end(kEdits)) return;
    Warning warning = {std::string(edit->reason),
                       std::string(edit->severity),
                       std::string(edit->message),
                       {},
                       std::string(edit->cite)};
    if (const Draft* other = withholder_of(draft, drafts_)) add_other(other->candidate, warning);
    candidate.warnings.push_back(std::move(warning));
  }

  // A code that never stands first, and the one that is listed before it.
  void say_sequence(size_t index) const {
    Candidate& candidate = drafts_[index].candidate;
    const Code& code = *codes_.find(candidate.code);
    for (size_t i = 0; i < index; ++i) {
      const Candidate& other = drafts_[i].candidate;
      const bool cause = is_manifestation(code) && share_words(candidate, other);
      if (!cause && !is_first_of(code, other.code)) continue;
      candidate.warnings.push_back({"code-first",
                                    "information",
                                    "Listed after " + other.code + ", which its note puts first.",
                                    {},
                                    "ICD-10-CM " + code.code + "; Guidelines I.A.13",
                                    {other.code},
                                    anchors_of(other)});
      return;
    }
    const bool late_effect = seventh_character(candidate.code) == 'S';
    if (index > 0 || (!late_effect && !is_manifestation(code))) return;
    candidate.warnings.push_back(
        {"not-first-listed",
         "error",
         late_effect ? "A late effect is listed after the condition that it left; the note "
                       "documents none that has a code here."
                     : "A manifestation is listed after its cause; the note documents none that "
                       "has a code here.",
         {},
         late_effect ? "Guidelines I.B.10" : "Guidelines I.A.13"});
  }

  void say_excludes2(size_t index) const {
    Candidate& candidate = drafts_[index].candidate;
    const Code& code = *codes_.find(candidate.code);
    Warning warning = {"excludes2",
                       "information",
                       "Its Excludes2 note names the other code: not part of it, so both are "
                       "reported.",
                       {},
                       "Guidelines I.A.12.b"};
    for (size_t i = 0; i < listed_; ++i) {
      const Candidate& other = drafts_[i].candidate;
      const bool named =
          std::any_of(code.excludes2.begin(), code.excludes2.end(),
                      [&](const std::string& pattern) { return names_code(pattern, other.code); });
      if (named && i != index && drafts_[i].candidate.stated()) add_other(other, warning);
    }
    if (!warning.codes.empty()) candidate.warnings.push_back(std::move(warning));
  }

  // "Use additional code to identify major osseous defect, if applicable (M89.7-)".
  void say_additional(Candidate& candidate) const {
    const Code& code = *codes_.find(candidate.code);
    Warning warning = {"use-additional",
                       "information",
                       "Its note asks for an additional code behind it, where one is documented.",
                       {},
                       "ICD-10-CM " + code.code + "; Guidelines I.B.7"};
    for (const std::string& pattern : code.use_additional)
      if (pattern != "*") warning.codes.push_back(pattern);
    if (!warning.codes.empty()) candidate.warnings.push_back(std::move(warning));
  }

  static void add_other(const Candidate& other, Warning& warning) {
    warning.codes.push_back(other.code);
    for (Evidence& evidence : anchors_of(other)) warning.evidence.push_back(std::move(evidence));
  }

  void say_imaging(Draft& draft) const {
    if (!told_by_imaging(draft, analysis_, lexicon_)) return;
    draft.candidate.warnings.push_back(
        {"imaging-only",
         "warning",
         "Only the imaging says it; the provider has not said what it means for the patient.",
         {},
         "Guidelines III.B, IV.K"});
  }

  // "Low back pain" in the assessment while the history says disc protrusion.
  void say_more(Draft& draft) const {
    if (!draft.candidate.stated()) return;
    for (size_t i = listed_; i < drafts_.size(); ++i) {
      const Draft& more = drafts_[i];
      if (!says_more(more, draft)) continue;
      draft.candidate.warnings.push_back(
          {"note-says-more",
           "information",
           more.candidate.reason == "uncertain"
               ? "The note says more, but not as certain."
               : "The note says more, but not where the diagnoses stand.",
           {more.candidate.code},
           "Guidelines I.B.2",
           {},
           anchors_of(more.candidate)});
    }
  }

  void say_spelling(Candidate& candidate) const {
    const std::vector<Span>& words = analysis_.text.respelled();
    if (words.empty()) return;
    std::vector<Warning> warnings;
    for (const Evidence& evidence : candidate.evidence) {
      auto word = std::ranges::upper_bound(words, evidence.span.begin, {}, &Span::end);
      for (; word != words.end() && word->begin < evidence.span.end; ++word)
        warnings.push_back(
            {"spelling",
             "information",
             "Read as \"" + std::string(analysis_.text.norm().substr(word->begin, word->size())) +
                 "\".",
             {},
             "",
             {},
             {{*word, Role::support, evidence.concept_id, evidence.section}}});
    }
    candidate.warnings.insert(candidate.warnings.end(), warnings.begin(), warnings.end());
  }

  // The injury, else the pain that the mechanism left, bears the remark.
  void say_cause(const Finding& one) const {
    const Concept& concept_ = lexicon_.concepts()[one.concept_index];
    if (concept_.codes.empty() || listed_ == 0) return;
    const auto end = drafts_.begin() + static_cast<std::ptrdiff_t>(listed_);
    auto bearer = std::find_if(drafts_.begin(), end, [](const Draft& draft) {
      return draft.candidate.code[0] == 'S' && draft.candidate.stated();
    });
    const bool injury = bearer != end;
    if (!injury) bearer = drafts_.begin();
    const char last = seventh_character(bearer->candidate.code);
    Warning warning = {"external-cause", "warning", concept_.message, {}, "Guidelines I.C.20"};
    for (const std::string& pattern : concept_.codes) {
      // The 7th character follows the injury's; a fracture has more of them than its cause.
      std::string code = pattern;
      if (injury && seventh_character(code) == '-')
        code.back() = last == 'S' ? 'S' : last == 'A' || last == 'B' ? 'A' : 'D';
      warning.codes.push_back(std::move(code));
    }
    warning.evidence.push_back(
        {one.span, Role::support, concept_.id, analysis_.sections[one.section].id});
    bearer->candidate.warnings.push_back(std::move(warning));
  }

  std::vector<Draft>& drafts_;
  const CodeSet& codes_;
  const std::vector<Finding>& holding_;
  const Analysis& analysis_;
  const Lexicon& lexicon_;
  size_t listed_ = 0;  // proposed drafts, which stand first
};

}  // namespace

void add_remarks(std::vector<Draft>& drafts, const CodeSet& codes,
                 const std::vector<Finding>& holding, const Analysis& analysis,
                 const Lexicon& lexicon) {
  Remarker(drafts, codes, holding, analysis, lexicon).run();
}

}  // namespace evident
