#include "cli/knowledge.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "base/file.h"
#include "cli/usage.h"
#include "coding/code_file.h"

namespace evident {
namespace {

std::shared_ptr<const Source> read_source(const std::string& path, Diagnostics& diagnostics) {
  auto read = read_file(path);
  if (const auto* error = std::get_if<FileError>(&read)) {
    diagnostics.error({}, error->message);
    return nullptr;
  }
  return std::make_shared<const Source>(Source{path, std::move(std::get<std::string>(read))});
}

std::vector<std::string> lexicon_files(const std::string& folder, Diagnostics& diagnostics) {
  std::vector<std::string> files;
  std::error_code error;
  std::filesystem::directory_iterator it(folder, error);
  for (; !error && it != std::filesystem::directory_iterator(); it.increment(error)) {
    const std::filesystem::path& path = it->path();
    const bool hidden = path.filename().string().starts_with('.');
    if (!hidden && (path.extension() == ".yaml" || path.extension() == ".yml"))
      files.push_back(path.string());
  }
  if (error)
    diagnostics.error({}, folder + ": " + error.message());
  else if (files.empty())
    diagnostics.error({}, folder + ": no *.yaml file in this folder");
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

void add_knowledge_options(CLI::App& command, KnowledgeOptions& options) {
  const auto add = [&](const char* name, std::string& path, const char* type, const char* what) {
    command.add_option(name, path, what)->type_name(type)->group("Knowledge");
  };
  add("--lexicons", options.lexicons, "DIR",
      "Folder of lexicon files instead of the shipped ones.");
  add("--rules", options.rules, "FILE", "Rules instead of the shipped ones.");
  add("--code-set", options.code_set, "FILE",
      "All of ICD-10-CM as evident codes import makes it, behind the shipped code set of the "
      "spine; or a code set instead of that.");
}

void add_engine_option(CLI::App& command, KnowledgeOptions& options) {
  command
      .add_option("--engine", options.engine,
                  "What finds the phrases: fast (default), or re2, which is plain, slow and the "
                  "measure of the other. The results are the same.")
      ->type_name("ENGINE")
      ->check(one_of({"fast", "re2"}))
      ->group("Knowledge");
}

Knowledge read_knowledge(const KnowledgeOptions& options, Diagnostics& diagnostics) {
  Knowledge knowledge = Knowledge::shipped();
  if (!options.lexicons.empty()) {
    knowledge.lexicons.clear();
    for (const std::string& file : lexicon_files(options.lexicons, diagnostics))
      if (auto source = read_source(file, diagnostics)) knowledge.lexicons.push_back(source);
  }
  if (!options.rules.empty()) knowledge.rules = read_source(options.rules, diagnostics);
  if (CodeFile::is_code_file(options.code_set))
    knowledge.code_file = CodeFile::open(options.code_set, diagnostics);
  else if (!options.code_set.empty())
    knowledge.code_set = read_source(options.code_set, diagnostics);
  return knowledge;
}

void print(const Diagnostics& diagnostics) {
  std::string text = diagnostics.render();
  if (!text.empty() && text.back() != '\n') text += '\n';
  std::fputs(text.c_str(), stderr);
}

std::unique_ptr<const Analyzer> load_analyzer(const KnowledgeOptions& options) {
  Diagnostics diagnostics;
  std::unique_ptr<const Analyzer> analyzer;
  const Knowledge knowledge = read_knowledge(options, diagnostics);
  const EngineKind engine = options.engine == "re2" ? EngineKind::re2 : EngineKind::fast;
  if (diagnostics.ok()) analyzer = Analyzer::load(knowledge, diagnostics, engine);
  print(diagnostics);
  return diagnostics.ok() ? std::move(analyzer) : nullptr;
}

}  // namespace evident
