// How the command line speaks to its user: help texts, checks of values, messages of mistakes.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class Error;
class Validator;
}  // namespace CLI

namespace evident {

// Gives `app`, before any command is added to it, the form of its help.
void set_help_form(CLI::App& app);

// For Option::check: one of `allowed`, with "did you mean" when it is not.
CLI::Validator one_of(std::vector<std::string> allowed);
// For Option::check: a day written as 2024-03-01.
CLI::Validator a_day();
// For Option::check: digits only, from `least` to `most`.
CLI::Validator whole_number(long least, long most);

// For Option::check: an encoding that notes can be read in.
CLI::Validator an_encoding();

// The command that was chosen, or one of its own commands ("codes import"); `app` when none was.
const CLI::App& chosen_command(const CLI::App& app);
// What `app` was given and knows nothing about: "unknown command "cdoe"", "unknown option ...",
// each with what was probably meant; "" when there is no such thing. `app` allows extras.
std::string unknown_word(const CLI::App& app);
// "evident: MESSAGE" and where help stands, on stderr; gives kExitUsage.
int usage_error(const CLI::App& app, const std::string& message);

}  // namespace evident
