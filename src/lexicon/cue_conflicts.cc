#include "lexicon/cue_conflicts.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "lexicon/phrase.h"

namespace evident {
namespace {

constexpr size_t kMostWordings = 512;  // of one phrase

// Meanings of one row exclude each other; a pseudo cue excludes every other.
constexpr std::array<std::array<CueMeaning, 3>, 4> kExclusive = {{
    {CueMeaning::negated, CueMeaning::possible, CueMeaning::affirmed},
    {CueMeaning::past, CueMeaning::current, CueMeaning::future},
    {CueMeaning::family, CueMeaning::other, CueMeaning::other},
    {CueMeaning::answer_no, CueMeaning::answer_yes, CueMeaning::answer_yes},
}};

bool exclude_each_other(CueMeaning a, CueMeaning b) {
  if (a == b) return false;
  if (a == CueMeaning::pseudo || b == CueMeaning::pseudo) {
    const CueMeaning other = a == CueMeaning::pseudo ? b : a;
    return other != CueMeaning::answer_no && other != CueMeaning::answer_yes;
  }
  return std::ranges::any_of(kExclusive, [&](const auto& row) {
    return std::ranges::find(row, a) != row.end() && std::ranges::find(row, b) != row.end();
  });
}

class ConflictFinder {
 public:
  ConflictFinder(const Lexicon& lexicon, Diagnostics& diagnostics)
      : lexicon_(lexicon), diagnostics_(diagnostics) {}

  void run() {
    const auto lists = [this](std::string_view name) { return lexicon_.list(name); };
    for (const Phrase& phrase : lexicon_.phrases()) {
      if (concept_of(phrase).kind != ConceptKind::cue || phrase.at.source == nullptr) continue;
      const ParsedPhrase parsed = parse_phrase(phrase.written(), lists);
      if (!parsed.root) continue;
      for (const std::string& wording : wordings(*parsed.root, kMostWordings)) add(phrase, wording);
    }
  }

 private:
  const Concept& concept_of(const Phrase& phrase) const {
    return lexicon_.concepts()[phrase.concept_index];
  }

  void add(const Phrase& phrase, const std::string& wording) {
    std::vector<const Phrase*>& known = by_wording_[wording];
    for (const Phrase* other : known)
      if (exclude_each_other(concept_of(*other).means, concept_of(phrase).means) &&
          told_.emplace(other, &phrase).second)
        tell(*other, phrase, wording);
    if (known.empty() || known.back() != &phrase) known.push_back(&phrase);
  }

  void tell(const Phrase& first, const Phrase& second, const std::string& wording) {
    diagnostics_
        .error(second.at, "\"" + wording + "\" stands in two cues that contradict each other, \"" +
                              concept_of(first).id + "\" and \"" + concept_of(second).id + '"')
        .notes.push_back("the other one: " + first.at.source->name + ':' +
                         std::to_string(first.at.line));
  }

  const Lexicon& lexicon_;
  Diagnostics& diagnostics_;
  std::map<std::string, std::vector<const Phrase*>> by_wording_;
  std::set<std::pair<const Phrase*, const Phrase*>> told_;
};

}  // namespace

void find_cue_conflicts(const Lexicon& lexicon, Diagnostics& diagnostics) {
  ConflictFinder(lexicon, diagnostics).run();
}

}  // namespace evident
