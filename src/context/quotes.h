// A diagnosis in quotation marks: the words of another, which the writer does not make his own
// ("was given Skelaxin for 'thoracic strain'", "told elsewhere that she 'has disc disease'").
#pragma once

#include <optional>

#include "context/sentence_view.h"

namespace evident {

// The quotation that `words` stand in, its marks included, when it is short; what a patient says
// at length is a statement. Looks at most 60 bytes around.
std::optional<Span> quotation_around(const SentenceView& view, Span words);

}  // namespace evident
