#include <cassert>

#include "analyzer.h"
#include "embedded.h"

namespace evident {

Knowledge Knowledge::shipped() {
  Knowledge knowledge;
  for (const EmbeddedFile& file : embedded_files()) {
    auto source =
        std::make_shared<const Source>(Source{std::string(file.path), std::string(file.content)});
    if (file.path.starts_with("lexicons/")) {
      knowledge.lexicons.push_back(std::move(source));
    } else if (file.path == "rules.yaml") {
      knowledge.rules = std::move(source);
    } else if (file.path.ends_with(".tsv")) {
      knowledge.code_set = std::move(source);
    }
  }
  assert(knowledge.rules && knowledge.code_set);  // the build names both
  return knowledge;
}

}  // namespace evident
