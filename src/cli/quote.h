// Words of a note as a case quotes them: "low back pain", or "pain"#2 for its second place.
//
// Places are spans of Text::utf8(), the decoded note. A quote stands where its characters stand,
// letter for letter, with no word of the note cut in two: "pain" does not stand in "painful".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "text/text.h"

namespace evident {

// Every place of `words`, in order of the note; none for empty words.
std::vector<Span> places_of(const Text& note, std::string_view words);

// "words" as a case writes them, with \n \r \" \\ for what a line cannot hold.
std::string in_quotes(std::string_view words);
// The words at `place`; with #n when they stand in several places.
std::string quoted_at(const Text& note, Span place);

}  // namespace evident
