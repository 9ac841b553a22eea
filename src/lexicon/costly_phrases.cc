#include "lexicon/costly_phrases.h"

#include <algorithm>

#include "lexicon/phrase.h"
#include "lexicon/phrase_walker.h"

namespace evident {
namespace {

// Words that no phrase means: whatever reads them reads any.
constexpr std::string_view kAnyWords[] = {"qzx", "7"};
// "\w+ pain" reads one word; a phrase that reads so many makes every note slower by half.
constexpr size_t kMany = 4;

size_t words_read(const PhraseProgram& program, size_t concepts) {
  PhraseWalker walker(program, concepts);
  size_t most = 0;
  for (std::string_view word : kAnyWords) most = std::max(most, walker.words_read(word, kMany));
  return most;
}

}  // namespace

void find_costly_phrases(const Lexicon& lexicon, Diagnostics& diagnostics) {
  if (words_read(lexicon.program(), lexicon.concepts().size()) < kMany) return;
  const auto lists = [&](std::string_view name) { return lexicon.list(name); };
  for (const Phrase& phrase : lexicon.phrases()) {
    const ParsedPhrase parsed = parse_phrase(phrase.written(), lists);
    if (!parsed.root) continue;
    PhraseProgram alone;
    alone.add(*parsed.root, 0);
    alone.finish();
    if (words_read(alone, 1) < kMany) continue;
    Place at = phrase.at;
    at.length = static_cast<int>(phrase.written().size());
    diagnostics.warning(at, "this phrase can begin with any words, which makes every note slow")
        .notes.push_back("begin it with words that it must have");
  }
}

}  // namespace evident
