// A diagnosis in quotation marks: the words of another, which the writer does not make his own
// ("was given Skelaxin for 'thoracic strain'", "told elsewhere that she 'has disc disease'").
#pragma once

#include <optional>

#include "context/sentence_view.h"

namespace evident {

// The quotation that `words` stand in, its marks included, when it is short or stands behind a
// colon and states nothing, as a report does ("MRI ordered by PCP: '...'"); what a patient says at
// length is a statement.
std::optional<Span> quotation_around(const SentenceView& view, Span words);

}  // namespace evident
