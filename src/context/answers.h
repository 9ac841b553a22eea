// Forms: "Back pain: No", "Back pain ..... no", "Back pain? No.", "Back pain: [ ] yes [x] no",
// "back pain (-), neck pain (+)", "+back pain, -neck pain".
#pragma once

#include <optional>

#include "context/sentence_view.h"

namespace evident {

struct Answer {
  Mention cue;  // the word, sign or box that answers
  bool yes = false;
};

bool is_answer(CueMeaning means);

// What answers a finding that is written as a label, if anything does. The answer speaks for it
// alone and in place of every scope.
std::optional<Answer> find_answer(const SentenceView& view, const Mention& finding);

// Is `cue`, the first words of a sentence that ends at `end`, a reply and no more ("No.", "No, but
// ...")?
bool is_reply(const SentenceView& view, const Mention& cue, uint32_t end);

// A sentence that is nothing but a box and a word ("[x] no"), the option of a label before it:
// the word, and whether its box is ticked. `words` are its mentions.
std::optional<Answer> answer_of_option(const SentenceView& view, Span sentence,
                                       const std::vector<Mention>& words);

}  // namespace evident
