#include "context/entities.h"

#include <algorithm>
#include <numeric>

#include "base/utf8.h"
#include "context/context.h"

namespace evident {
namespace {

// Indices of the entities, by their begin.
std::vector<uint32_t> in_order(std::span<const Span> entities) {
  std::vector<uint32_t> order(entities.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, {}, [&](uint32_t i) { return entities[i]; });
  return order;
}

// Counts code points from left to right, so that many positions cost one walk.
class CodePoints {
 public:
  explicit CodePoints(std::string_view utf8) : utf8_(utf8) {}

  // The byte at which code point `position` begins; not before the last one asked for.
  uint32_t byte_of(uint32_t position) {
    byte_ += bytes_of(utf8_.substr(byte_), position - position_);
    position_ = position;
    return static_cast<uint32_t>(byte_);
  }

 private:
  std::string_view utf8_;
  size_t byte_ = 0;
  uint32_t position_ = 0;
};

// The entities as spans of norm.
std::vector<Span> norm_spans(const Text& text, std::span<const Span> entities,
                             const std::vector<uint32_t>& order) {
  std::vector<Span> spans(entities.size());
  CodePoints begins(text.utf8());
  for (uint32_t i : order) spans[i].begin = begins.byte_of(entities[i].begin);
  std::vector<uint32_t> by_end = order;
  std::ranges::stable_sort(by_end, {}, [&](uint32_t i) { return entities[i].end; });
  CodePoints ends(text.utf8());
  for (uint32_t i : by_end) spans[i].end = ends.byte_of(entities[i].end);
  for (Span& span : spans) span = text.norm_span(span);
  return spans;
}

EntityContext context_of(const Text& text, const Finding& finding) {
  EntityContext context;
  context.negated = finding.negated;
  context.certainty = finding.certainty;
  context.time = finding.time;
  context.experiencer = finding.experiencer;
  context.hypothetical = finding.hypothetical;
  for (const By& by : finding.by) {
    const Span at = text.note_span(by.cue);
    context.cues.push_back(
        {by.says,
         {text.offset(at.begin, OffsetUnit::codepoint), text.offset(at.end, OffsetUnit::codepoint)},
         std::string(text.utf8().substr(at.begin, at.size()))});
  }
  std::ranges::stable_sort(context.cues, {}, &EntityCue::span);
  return context;
}

}  // namespace

std::vector<EntityContext> read_entities(const Text& text, const Lexicon& lexicon,
                                         const Matcher& matcher, std::span<const Span> entities) {
  std::vector<EntityContext> contexts(entities.size());
  if (text.sentences().empty()) return contexts;
  const std::vector<uint32_t> order = in_order(entities);
  const std::vector<Span> spans = norm_spans(text, entities, order);
  std::vector<Span> sorted;
  for (uint32_t i : order) sorted.push_back(spans[i]);
  const std::vector<Finding> findings = read_findings(text, lexicon, matcher, sorted);
  for (size_t i = 0; i < order.size(); ++i) contexts[order[i]] = context_of(text, findings[i]);
  return contexts;
}

}  // namespace evident
