// The small words of English that show where a statement stands: what no head holds, what opens
// a sentence, what cannot end a line of one.
#pragma once

#include <string_view>

namespace evident {

// Pronouns and finite verbs: words that make a statement, not a name ("he takes the following:").
bool makes_statement(std::string_view word);
bool is_article(std::string_view word);
// What a form is filled in with: "no", "never", "y".
bool is_answer(std::string_view word);
// Who a statement is about: "he", "we".
bool is_subject(std::string_view word);
// Begins sentences, hardly ever a name: "the", "he", "this".
bool opens_sentence(std::string_view word);
// A sentence goes on after it: "and", "of", "the".
bool expects_more(std::string_view word);
// Says which part a name behind it is of: "lower", "upper".
bool tells_part(std::string_view word);
// At the start of a line it goes on with the line before: "and", "which", "than".
bool carries_on(std::string_view word);
// "one" to "ten".
bool is_number(std::string_view word);
// A number after it belongs to it: "type 2", "day 3".
bool takes_number(std::string_view word);

}  // namespace evident
