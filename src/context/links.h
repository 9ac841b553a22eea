// Which finding a side, a level, a duration ... belongs to.
//
// A modifier inside a finding's words, right before it ("L4-5 disc herniation"), or after it in
// its clause ("stenosis at L4-5 and L5-S1") belongs to it, and to the findings that are
// coordinated with it ("spondylosis and stenosis at C5-6"). Words like "L3-4, L4-5 and L5-S1"
// stay together. Only then does a finding without a value take one from further away; such a
// link says direct = false.
#pragma once

#include <string_view>
#include <vector>

#include "context/finding.h"
#include "context/scopes.h"
#include "context/sentence_view.h"

namespace evident {

// Do the words between two values of one axis make them one: "L3-4, L4-5 and L5-S1"?
bool speak_together(std::string_view gap);

// Does it say a level of the spine, be it one vertebra or a segment?
bool names_level(const Concept& concept_);

// Does it name two vertebrae ("L4-5"), or more, rather than one or its root?
bool is_segment(std::string_view level);
bool is_segment(const Concept& modifier);

// `findings` are those of the view's sentence, in order. Adds to linked and duration_days. A
// modifier that a negation or a past reaches but not its finding ("on the right, not on the left",
// "formerly left, now right") is left out.
void link_modifiers(const SentenceView& view, const std::vector<Scope>& scopes,
                    std::vector<Finding*> findings);

}  // namespace evident
