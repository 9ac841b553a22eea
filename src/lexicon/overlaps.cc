#include "lexicon/overlaps.h"

#include <algorithm>

namespace evident {
namespace {

bool same_axis(const Concept& a, const Concept& b) {
  for (const AxisValue& x : a.values)
    for (const AxisValue& y : b.values)
      if (x.axis == y.axis) return true;
  return a.days > 0 && b.days > 0;
}

// Does a longer mention of `outer` make a mention of `inner` inside it void?
bool voids(const Concept& outer, const Concept& inner) {
  if (is_finding(outer.kind)) return is_finding(inner.kind) || inner.kind == ConceptKind::cue;
  if (outer.kind == ConceptKind::cue) return inner.kind == ConceptKind::cue;
  if (outer.kind == ConceptKind::modifier)
    return inner.kind == ConceptKind::modifier && same_axis(outer, inner);
  return outer.kind == ConceptKind::circumstance && inner.kind == outer.kind;
}

bool earlier(const Mention& a, const Mention& b) {
  if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
  if (a.span.end != b.span.end) return a.span.end > b.span.end;
  return a.concept_index < b.concept_index;
}

// "has no" and "no idea why" share a word: the one that is none wins.
void drop_beside_pseudo(std::vector<Mention>& mentions, const Lexicon& lexicon) {
  const auto is_pseudo = [&](const Mention& m) {
    const Concept& concept_ = lexicon.concepts()[m.concept_index];
    return concept_.kind == ConceptKind::cue && concept_.means == CueMeaning::pseudo;
  };
  std::vector<Span> pseudo;
  for (const Mention& mention : mentions)
    if (is_pseudo(mention)) pseudo.push_back(mention.span);
  if (pseudo.empty()) return;
  size_t first = 0;
  std::erase_if(mentions, [&](const Mention& mention) {
    while (first < pseudo.size() && pseudo[first].end <= mention.span.begin) ++first;
    if (lexicon.concepts()[mention.concept_index].kind != ConceptKind::cue) return false;
    if (is_pseudo(mention)) return false;
    for (size_t i = first; i < pseudo.size() && pseudo[i].begin < mention.span.end; ++i)
      if (pseudo[i].overlaps(mention.span)) return true;
    return false;
  });
}

}  // namespace

std::vector<Mention> drop_overlapped(std::vector<Mention> mentions, const Lexicon& lexicon) {
  std::sort(mentions.begin(), mentions.end(), earlier);
  std::vector<Mention> kept;
  std::vector<Mention> open;  // mentions that reach past the current one
  for (const Mention& mention : mentions) {
    std::erase_if(open, [&](const Mention& m) { return m.span.end <= mention.span.begin; });
    const Concept& inner = lexicon.concepts()[mention.concept_index];
    const bool dropped = std::any_of(open.begin(), open.end(), [&](const Mention& m) {
      return m.span != mention.span && m.span.contains(mention.span) &&
             voids(lexicon.concepts()[m.concept_index], inner);
    });
    open.push_back(mention);
    if (!dropped) kept.push_back(mention);
  }
  drop_beside_pseudo(kept, lexicon);
  return kept;
}

}  // namespace evident
