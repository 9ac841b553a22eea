// What the lexicon files say: concepts with their phrases, and what each kind of concept means.
//
// A concept is named by its id ("low-back-pain"); inside the program by its index in
// concepts(). Immutable after load; may be read from several threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"
#include "lexicon/phrase_program.h"
#include "lexicon/spelling.h"

namespace evident {

enum class ConceptKind { problem, symptom, modifier, cue, section, red_flag, circumstance };
constexpr bool is_finding(ConceptKind kind) {
  return kind == ConceptKind::problem || kind == ConceptKind::symptom;
}
// Kinds that stand apart from the findings.
constexpr bool is_apart(ConceptKind kind) {
  return kind == ConceptKind::red_flag || kind == ConceptKind::circumstance;
}

// either: back when the cue ends its statement or a finding stands right before it ("herniation
// ruled out"), else forward ("MRI ruled out a herniation");
// trailing: back when the cue ends its statement ("radiculopathy, likely"), else nowhere.
// between: the findings of two concepts that it stands between ("herniation or stenosis").
enum class Direction { forward, backward, both, either, trailing, between };

// How far a cue speaks:
//   phrase    to the end of its clause, but over a comma only where a list goes on
//             ("no fever, chills or pain"; not "no fracture, mild stenosis at L4-5");
//   clause    to the end of its clause: a stop ("but"), ';', a head;
//   sentence  to the end of the sentence;
//   words     over a number of words inside its clause.
enum class Reach { phrase, clause, sentence, words };

// Where a finding has its place in the spine from: the words about it and, when they name none, the
// rest of the note; those words alone; or nowhere, for what is of the whole body.
enum class PlaceFrom { note, own, none };

// What the words of a cue say of the findings they reach.
enum class CueMeaning {
  negated,
  possible,
  past,
  future,
  family,
  other,
  hypothetical,
  affirmed,   // "positive for", "persists": ends a negation before it, or is nearer than one
  leading,    // "Dx": what it reaches counts like the assessment
  mentioned,  // "incidental", "is from the cyst": what it reaches counts like the past history, but
              // for a problem of the assessment
  current,    // "now", "today": overrides a past section
  pseudo,     // looks like a cue and is none ("no increase in"): swallows the cue inside it
  stop,       // ends the scope of the cues before it ("but")
  answer_no,  // the value of a form line ("Back pain: No")
  answer_yes,
};

// How much a place in the note counts for coding (domain.md, convention 11).
enum class Standing {
  leading,    // assessment, impression, post-operative diagnosis
  stated,     // chief complaint, present illness, findings; anything unnamed
  outranked,  // pre-operative diagnosis, indication: gives way to leading words
  mentioned,  // past history, review of systems: codes nothing alone
  excluded,   // instructions, education, consent: not about this patient now
};

// What the words under a head take back of those before it.
enum class Corrects {
  nothing,
  places,     // "Correction: right sciatica": a side, a level or a region
  diagnoses,  // "Corrected diagnosis: lumbar strain"
};

struct AxisValue {
  std::string axis;   // "side"
  std::string value;  // "right"
  Place at = {};      // where a lexicon says it
};

struct Concept {
  std::string id;
  ConceptKind kind = ConceptKind::problem;
  Place at;                       // where its id stands
  std::vector<AxisValue> values;  // modifier: what it says; problem: what its words imply
  // modifier; circumstance: findings of `of` that have no such value get its `values`
  int days = 0;                 // duration unit in days; the count stands in the words
  std::vector<std::string> of;  // concepts or groups it may modify, a cue speak of; empty: all
  // cue
  CueMeaning means = CueMeaning::stop;
  Direction direction = Direction::forward;
  Reach reach = Reach::phrase;
  int reach_words = 0;  // Reach::words only
  // section
  Standing standing = Standing::stated;
  std::optional<CueMeaning> section_says;  // past, family, hypothetical: default of its findings
  bool sub = false;           // a sub-head: keeps the standing of the head it stands under
  bool needs_colon = false;   // a word too common to be a head without a colon
  bool imaging = false;       // what pictures and tests show, read by somebody else
  bool visit_reason = false;  // why the patient came
  Corrects corrects = Corrects::nothing;  // what it takes back of the words before it
  bool one_line = false;  // ends with its line, if words stand behind it there; a day alone is
                          // no section
  bool column = false;    // right under the head of mentioned problems no head, but a column's
  // red-flag: words that a reviewer must see. circumstance: words about the encounter, a mechanism
  // of injury or what the visit is for. Neither is a finding: no modifier belongs to them, no code
  // is made of them, and no other mention is void for them.
  std::string message;
  std::vector<std::string> with;   // concepts or groups: the note must affirm one; empty: nothing
  std::vector<std::string> codes;  // circumstance: external causes to consider, as patterns
  bool may_be_past = false;        // a history counts ("history of cancer")
  // problem, symptom
  std::vector<std::string> groups;  // names a rule or modifier may use for several concepts
  PlaceFrom place = PlaceFrom::note;

  bool names_place() const;  // a region or a level
  Sought sought() const;
  bool bears(std::string_view id_or_group) const;
  bool bears_one_of(const std::vector<std::string>& ids_and_groups) const;
};

struct Phrase {
  uint32_t concept_index = 0;
  Place at;

  std::string_view written() const;  // as the author wrote it
};

class Lexicon {
 public:
  // All files at once: ids must be unique over them. Mistakes come as diagnostics.
  static std::unique_ptr<const Lexicon> load(
      const std::vector<std::shared_ptr<const Source>>& files, Diagnostics& diagnostics);

  const std::vector<Concept>& concepts() const { return concepts_; }
  const std::vector<Phrase>& phrases() const { return phrases_; }  // grouped by concept
  const PhraseProgram& program() const { return program_; }        // all phrases
  // What is matched on Text::norm(), word bounds included, worked out anew at each call.
  std::string re2_of(const Phrase& phrase) const;
  std::optional<uint32_t> find(std::string_view id) const;
  // Concepts that bear this id or this group name; those that stand apart have no part in them.
  std::vector<uint32_t> named(std::string_view id_or_group) const;
  std::vector<std::string> ids() const;    // by index of the concept
  std::vector<std::string> names() const;  // every id and group, for "did you mean"
  const Spelling& spelling() const { return spelling_; }
  // The alternatives of a list as written, or null.
  const std::string* list(std::string_view name) const;

 private:
  friend class LexiconLoader;
  void index_names();
  std::vector<Concept> concepts_;
  std::vector<Phrase> phrases_;
  Spelling spelling_;
  PhraseProgram program_;
  std::unordered_map<std::string, uint32_t> by_id_;
  std::unordered_map<std::string, std::vector<uint32_t>> by_name_;  // as named() gives them
  std::unordered_map<std::string, std::string> lists_;
};

}  // namespace evident
