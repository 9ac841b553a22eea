#include "lexicon/sought.h"

#include "text/openers.h"

namespace evident {

std::vector<Stretch> all_sentences(const Text& text) {
  std::vector<Stretch> all;
  all.reserve(text.sentences().size());
  for (const Sentence& sentence : text.sentences())
    all.push_back({sentence.span, static_cast<uint32_t>(all.size())});
  return all;
}

std::vector<Stretch> sentences_from_heads(const Text& text) {
  std::vector<Stretch> some;
  for (const Head& head : text.heads()) {
    const uint32_t sentence = text.sentence_at(head.words.begin);
    some.push_back({{head.words.begin, text.sentences()[sentence].span.end}, sentence});
  }
  return some;
}

std::vector<Stretch> sentences_at_findings(const Text& text, const Lexicon& lexicon,
                                           const std::vector<Mention>& mentions) {
  const auto& sentences = text.sentences();
  std::vector<bool> speaks(sentences.size());
  for (const Mention& mention : mentions) {
    const ConceptKind kind = lexicon.concepts()[mention.concept_index].kind;
    if (is_finding(kind) || is_apart(kind)) speaks[mention.sentence] = true;
  }
  std::vector<Stretch> some;
  bool answers = false;  // may the sentence hold the answer to one before it?
  for (uint32_t i = 0; i < sentences.size(); ++i) {
    const Span span = sentences[i].span;
    const std::string_view words = text.norm().substr(span.begin, span.size());
    const bool box = words.starts_with('[');
    answers = (answers && box) || (i > 0 && speaks[i - 1] &&
                                   (box || text.norm()[sentences[i - 1].span.end - 1] == '?'));
    if (speaks[i] || answers || opens_list(words)) some.push_back({span, i});
  }
  return some;
}

}  // namespace evident
