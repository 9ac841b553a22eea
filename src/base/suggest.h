// "Did you mean": the nearest of some known words to a misspelt one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace evident {

// Optimal string alignment distance (insert, delete, substitute, swap neighbours), in bytes,
// without regard to ASCII case; gives up and returns limit + 1 once it is above `limit`.
int edit_distance(std::string_view a, std::string_view b, int limit);

// The known word nearest to `word` within a third of its length (at least 1), or "".
std::string nearest(std::string_view word, const std::vector<std::string>& known);

// "a, b, c", for messages that say what is allowed.
std::string join(const std::vector<std::string>& words, std::string_view separator = ", ");

}  // namespace evident
