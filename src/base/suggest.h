// "Did you mean": the nearest of some known words to a misspelt one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace evident {

struct Diagnostic;

// Optimal string alignment distance (insert, delete, substitute, swap neighbours), in bytes,
// without regard to ASCII case; gives up and returns limit + 1 once it is above `limit`.
int edit_distance(std::string_view a, std::string_view b, int limit);

// The known word nearest to `word` within a third of its length (at least 1), or "".
std::string nearest(std::string_view word, const std::vector<std::string>& known);

// Adds to `diagnostic` what was probably meant by `word`, when one of the known words is near.
void suggest(Diagnostic& diagnostic, std::string_view word, const std::vector<std::string>& known);

// The same after "allowed: a, b, c".
void say_allowed(Diagnostic& diagnostic, std::string_view word,
                 const std::vector<std::string>& known);

// "a, b, c", for messages that say what is allowed.
std::string join(const std::vector<std::string>& words, std::string_view separator = ", ");

}  // namespace evident
