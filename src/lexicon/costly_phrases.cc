#include "lexicon/costly_phrases.h"

#include <algorithm>

#include "lexicon/phrase.h"
#include "lexicon/phrase_walker.h"

namespace evident {
namespace {

// Words that no phrase means: whatever reads so many of them at its begin reads any. One phrase
// that begins with "\w+" makes the matching of every note slower by a tenth; numbers are rare.
struct AnyWord {
  std::string_view word;
  size_t many = 0;
};
constexpr AnyWord kAnyWords[] = {{"qzx", 1}, {"7", 4}};

bool begins_with_any(const PhraseProgram& program, size_t concepts) {
  PhraseWalker walker(program, concepts);
  return std::ranges::any_of(kAnyWords, [&](const AnyWord& any) {
    return std::ranges::any_of(kAllSought, [&](Sought sought) {
      return walker.words_read(any.word, any.many, sought) >= any.many;
    });
  });
}

}  // namespace

void find_costly_phrases(const Lexicon& lexicon, Diagnostics& diagnostics) {
  if (!begins_with_any(lexicon.program(), lexicon.concepts().size())) return;
  const auto lists = [&](std::string_view name) { return lexicon.list(name); };
  for (const Phrase& phrase : lexicon.phrases()) {
    const ParsedPhrase parsed = parse_phrase(phrase.written(), lists);
    if (!parsed.root) continue;
    PhraseProgram alone;
    alone.add(*parsed.root, 0, Sought::everywhere);
    alone.finish();
    if (!begins_with_any(alone, 1)) continue;
    Place at = phrase.at;
    at.length = static_cast<int>(phrase.written().size());
    diagnostics.warning(at, "this phrase can begin with any words, which makes every note slow")
        .notes.push_back("begin it with words that it must have");
  }
}

}  // namespace evident
