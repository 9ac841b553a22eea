// The program: picks a command, runs it, and keeps every failure to one line without note text.
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <new>

#include "cli/commands.h"
#include "cli/knowledge.h"
#include "cli/output.h"
#include "cli/usage.h"

namespace evident {
namespace {

constexpr char kAbout[] =
    "evident reads a clinical note and gives the ICD-10-CM codes for back and neck conditions "
    "that it supports, each with the exact words that prove it.\n\n"
    "They are candidates for a coder to confirm. Nothing leaves this machine.";

constexpr char kExamples[] = R"(Examples:
  evident visit.txt                     codes for one note (evident code)
  evident batch notes/ > reports.jsonl  a report for every note in a folder
  evident codes M54.5                   what a code means, and what replaced it
  evident explain visit.txt             how each step read the note

Exit codes: 0 done; 1 some notes failed or some checks fell short; 2 a mistake
in the command line or in the knowledge files.
)";

// A closed standard stream would be taken by the first file opened, and written over.
void open_standard_streams() {
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
    if (fcntl(stream, F_GETFD) < 0) {
      const int flags = stream == STDERR_FILENO ? O_WRONLY : O_RDONLY;  // stdout: writes must fail
      if (open("/dev/null", flags) != stream) _exit(kExitUsage);
    }
}

int print_version() {
  const auto analyzer = load_analyzer({});
  if (!analyzer) return kExitUsage;
  Output output;
  output.write("evident " + std::string(kEngineVersion) + " (rules " + analyzer->rules_hash() +
               ", code set " + analyzer->code_set().name() + ")\n");
  return output.finish(kExitDone);
}

int print_help(const CLI::App& app) {
  Output output;
  output.write(chosen_command(app).help());
  return output.finish(kExitDone);
}

// `evident visit.txt` means `evident code visit.txt`, unless the file is named as a command.
bool is_note(const CLI::App& app, const std::string& word) {
  const auto named = [&word](const CLI::App* command) { return command->get_name() == word; };
  struct stat status;
  return app.get_subcommands(named).empty() && stat(word.c_str(), &status) == 0 &&
         !S_ISDIR(status.st_mode);
}

// CLI11 takes "[a,b]" for a list of a and b; a file of that name comes as "./[a,b]".
void protect_brackets(std::vector<std::string>& words) {
  struct stat status;
  for (std::string& word : words)
    if (word.starts_with('[') && word.ends_with(']') && stat(word.c_str(), &status) == 0)
      word.insert(0, "./");
}

int run(std::vector<std::string> words) {
  CLI::App app(kAbout, "evident");
  Chosen chosen;
  bool version = false;
  set_help_form(app);
  app.set_help_flag("-h,--help", "Show this help.");
  app.add_flag("--version", version, "Show the version, the rules and the code set.");
  app.allow_extras();
  app.require_subcommand(0, 1);
  app.footer(kExamples);
  add_code(app, chosen);
  add_batch(app, chosen);
  add_audit(app, chosen);
  add_context(app, chosen);
  add_codes(app, chosen);
  add_explain(app, chosen);
  add_check(app, chosen);

  protect_brackets(words);
  if (!words.empty() && is_note(app, words.front())) words.insert(words.begin(), "code");
  std::reverse(words.begin(), words.end());  // as CLI11 wants them
  std::string mistake;
  try {
    app.parse(std::move(words));
  } catch (const CLI::CallForHelp&) {
    return print_help(app);
  } catch (const CLI::ParseError& error) {
    mistake = error.what();
  }
  const std::string unknown = unknown_word(app);
  if (!unknown.empty() || !mistake.empty())
    return usage_error(app, unknown.empty() ? mistake : unknown);
  if (version) return print_version();
  if (chosen) return chosen();
  std::fputs(app.help().c_str(), stderr);
  return kExitUsage;
}

}  // namespace
}  // namespace evident

int main(int argc, char** argv) {
  signal(SIGPIPE, SIG_IGN);
  evident::open_standard_streams();
  try {
    return evident::run(std::vector<std::string>(argv + std::min(argc, 1), argv + argc));
  } catch (const std::bad_alloc&) {
    evident::complain("not enough memory");
  } catch (const std::exception&) {  // what() may hold words of a note
    evident::complain(
        "an internal error; please report it with the command line, without the note");
  }
  return evident::kExitShort;
}
