// The commands of the program, one file each (code.cc, batch.cc, context.cc, codes.cc ...).
//
// add_NAME() registers the command with its options and help; when the user chose it, parsing
// sets `chosen` to what runs it. main.cc calls all of them, parses, and then runs `chosen`:
//
//     void add_check(CLI::App& app, Chosen& chosen) {
//       auto options = std::make_shared<CheckOptions>();
//       CLI::App* command = app.add_subcommand("check", "Test lexicons and rules");
//       command->add_option("PATH", options->paths, "...");
//       add_knowledge_options(*command, options->knowledge);      // cli/knowledge.h
//       command->footer("Examples:\n  evident check tests/cases\n");
//       command->callback([options, &chosen] { chosen = [options] { return run_check(*options); };
//       });
//     }
//
// A command prints to stdout what it was asked for and to stderr everything else; it gives an
// exit code and throws nothing on purpose. No message holds words of a note.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace evident {

enum ExitCode : int {
  kExitDone = 0,   // all is well
  kExitShort = 1,  // some notes failed, or some checks fell short
  kExitUsage = 2,  // the command line or the knowledge files have a mistake
};

using Chosen = std::function<int()>;

void add_code(CLI::App& app, Chosen& chosen);
void add_batch(CLI::App& app, Chosen& chosen);
void add_audit(CLI::App& app, Chosen& chosen);
void add_context(CLI::App& app, Chosen& chosen);
void add_codes(CLI::App& app, Chosen& chosen);
void add_explain(CLI::App& app, Chosen& chosen);
void add_check(CLI::App& app, Chosen& chosen);

}  // namespace evident
