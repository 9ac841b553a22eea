#include "lexicon/matcher.h"

#include <algorithm>

#include "lexicon/overlaps.h"
#include "lexicon/re2_engine.h"
#include "lexicon/walk_engine.h"
#include "text/ascii.h"

namespace evident {
namespace {

// The tokens of a span, from its begin on.
std::vector<Span> tokens_in(const Text& text, Span span) {
  std::vector<Span> tokens;
  for (size_t i = text.token_at(span.begin); i < text.tokens().size(); ++i) {
    const Span token = text.tokens()[i];
    if (token.begin >= span.end) break;
    tokens.push_back({std::max(token.begin, span.begin) - span.begin,
                      std::min(token.end, span.end) - span.begin});
  }
  return tokens;
}

}  // namespace

Matcher::Matcher(const Lexicon& lexicon, std::unique_ptr<const Engine> engine)
    : lexicon_(lexicon), engine_(std::move(engine)) {}
Matcher::~Matcher() = default;

std::unique_ptr<const Matcher> Matcher::build(const Lexicon& lexicon, Diagnostics& diagnostics,
                                              EngineKind kind) {
  auto engine =
      kind == EngineKind::re2 ? make_re2_engine(lexicon, diagnostics) : make_walk_engine(lexicon);
  if (!engine) return nullptr;
  return std::unique_ptr<const Matcher>(new Matcher(lexicon, std::move(engine)));
}

std::vector<Mention> Matcher::find(const Text& text) const { return find(text, false); }
std::vector<Mention> Matcher::find_all(const Text& text) const { return find(text, true); }

std::vector<Mention> Matcher::find(const Text& text, bool all) const {
  const std::vector<Stretch> sentences = all_sentences(text);
  std::vector<Mention> mentions;
  const auto find_in = [&](const std::vector<Stretch>& stretches, Sought sought) {
    engine_->find(text.norm(), text.tokens(), stretches, sought, mentions);
  };
  find_in(sentences, Sought::everywhere);
  find_in(all ? sentences : sentences_at_findings(text, lexicon_, mentions), Sought::at_findings);
  find_in(sentences_from_heads(text), Sought::at_heads);
  return drop_overlapped(std::move(mentions), lexicon_);
}

std::vector<Mention> Matcher::find(const Text& text, uint32_t sentence, Span hidden) const {
  const Span span = text.sentences()[sentence].span;
  std::string words(text.norm().substr(span.begin, span.size()));
  const uint32_t end = std::min(hidden.end, span.end);
  for (uint32_t i = std::max(hidden.begin, span.begin); i < end; ++i) {
    char& c = words[i - span.begin];
    if (is_word(c)) c = '_';
  }
  const Stretch alone = {{0, span.size()}, sentence};
  const std::vector<Span> tokens = tokens_in(text, span);
  std::vector<Mention> mentions;
  engine_->find(words, tokens, {&alone, 1}, Sought::everywhere, mentions);
  engine_->find(words, tokens, {&alone, 1}, Sought::at_findings, mentions);
  for (Mention& mention : mentions)
    mention.span = {mention.span.begin + span.begin, mention.span.end + span.begin};
  return drop_overlapped(std::move(mentions), lexicon_);
}

}  // namespace evident
