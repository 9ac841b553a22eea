// The lines that `evident context` reads and writes: one JSON object each,
//     {"id": "1", "text": "Denies back pain.", "begin": 7, "end": 16}
// or, for several entities of one text, "spans": [{"begin": 7, "end": 16}, ...] in place of
// "begin" and "end", which count code points. Every other key is kept as it is.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/span.h"
#include "context/entities.h"

namespace evident {

struct ContextRequest {
  std::string text;            // UTF-8
  std::vector<Span> entities;  // code points of the text; each inside it and not empty
};

// The error is a sentence without words of the line.
std::variant<ContextRequest, std::string> read_context_request(std::string_view line);

// The object of `line` again, without a line end, with "negated", "certainty", "time",
// "experiencer", "hypothetical" and "cues" behind the other keys of each entity's object; keys
// of these names that it had before are left out. `line` is one that read_context_request()
// takes, `contexts` has one entry for each of its entities.
std::string context_json(std::string_view line, const std::vector<EntityContext>& contexts);

}  // namespace evident
