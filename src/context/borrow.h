// A diagnosis that names no place takes the nearest place named in its sentence, else that which
// the note tells of it elsewhere ("thoracic kyphosis. Assessment: kyphosis."), when it is one, else
// the nearest named before it in the note, then after it. "MRI lumbar spine ... Impression: disc
// herniation" is lumbar; segments that stand together are lent together. Such links say direct =
// false, but where the sentence names no other place. Symptoms borrow nothing: back pain in a note
// about a lumbar fusion is still back pain.
#pragma once

#include <vector>

#include "context/finding.h"
#include "lexicon/lexicon.h"
#include "lexicon/mention.h"
#include "text/text.h"

namespace evident {

// A head that is nothing but a part of the body ("NECK:" of an examination) lends nothing; a level
// ("L4-5:") does.
void borrow_places(const Text& text, const std::vector<Mention>& mentions, const Lexicon& lexicon,
                   const std::vector<Section>& sections, std::vector<Finding>& findings);

}  // namespace evident
