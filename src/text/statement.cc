#include "text/statement.h"

#include "text/function_words.h"

namespace evident {

bool states_something(const Text& text, Span words) {
  const std::vector<Span>& tokens = text.tokens();
  for (uint32_t i = text.token_at(words.begin); i < tokens.size(); ++i) {
    if (tokens[i].begin >= words.end) return false;
    const std::string_view word = text.norm().substr(tokens[i].begin, tokens[i].size());
    const bool number = word == "i" && tokens[i].end == words.end;  // "Axis I"
    if (makes_statement(word) && !number) return true;
  }
  return false;
}

}  // namespace evident
