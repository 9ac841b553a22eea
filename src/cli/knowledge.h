// --lexicons DIR, --rules FILE, --code-set FILE: the knowledge a command works with.
//
//     KnowledgeOptions options;
//     add_knowledge_options(*command, options);
//     ...
//     auto analyzer = load_analyzer(options);   // its mistakes are on stderr when null
//     if (!analyzer) return kExitUsage;
#pragma once

#include <memory>
#include <string>

#include "analyzer.h"

namespace CLI {
class App;
}

namespace evident {

// An empty path means: the knowledge that is embedded in the program.
struct KnowledgeOptions {
  std::string lexicons;  // a folder; every *.yaml and *.yml in it, sorted by name
  std::string rules;
  std::string code_set;         // a code file goes behind the embedded set, another takes its place
  std::string engine = "fast";  // or "re2"
};

void add_knowledge_options(CLI::App& command, KnowledgeOptions& options);
// --engine, for commands that read notes.
void add_engine_option(CLI::App& command, KnowledgeOptions& options);

// The files named by `options`, the shipped ones for what is not named. A file that cannot be
// read and a folder without lexicons are errors.
Knowledge read_knowledge(const KnowledgeOptions& options, Diagnostics& diagnostics);

// Every mistake and warning on stderr, in the form of base/diagnostic.h; nothing when there is
// none.
void print(const Diagnostics& diagnostics);

// read_knowledge() and Analyzer::load(); prints every mistake and warning on stderr.
std::unique_ptr<const Analyzer> load_analyzer(const KnowledgeOptions& options);

}  // namespace evident
