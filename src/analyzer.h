// evident's public API: load the knowledge once, analyse any number of notes.
//
//     Diagnostics diagnostics;
//     auto analyzer = Analyzer::load(Knowledge::shipped(), diagnostics);
//     if (!analyzer) { std::cerr << diagnostics.render(); return 2; }
//     Analysis analysis = analyzer->analyze(note, {});
//
// Loading can fail, analysing cannot: analyze() is total over any bytes, throws nothing and
// takes time linear in the note. An Analyzer is immutable and may be used by several threads
// at once; the same note and knowledge give the same Analysis, whatever came before.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "coding/analysis.h"
#include "coding/code_set.h"
#include "context/entities.h"
#include "context/trace.h"
#include "lexicon/matcher.h"

namespace evident {

// The files that clinicians write, and the code set. The shipped ones are embedded in the program.
struct Knowledge {
  std::vector<std::shared_ptr<const Source>> lexicons;
  std::shared_ptr<const Source> rules;
  std::shared_ptr<const Source> code_set;
  std::shared_ptr<const CodeFile> code_file =
      nullptr;  // behind the code set, or null (coding/code_file.h)

  static Knowledge shipped();
};

class Analyzer {
 public:
  // Null when the knowledge has mistakes; all of them are in `diagnostics` then.
  // The engines give the same (lexicon/matcher.h).
  static std::unique_ptr<const Analyzer> load(const Knowledge& knowledge, Diagnostics& diagnostics,
                                              EngineKind engine = EngineKind::fast);
  ~Analyzer();

  // What the steps before the findings saw goes into `trace` when there is one.
  Analysis analyze(std::string_view note, const Encounter& encounter, Trace* trace = nullptr) const;
  // For programs that find their own entities: what `text` (UTF-8) says about the words at these
  // places, counted in code points. One answer for each, in their order.
  std::vector<EntityContext> context(std::string_view text, std::span<const Span> entities) const;

  const CodeSet& code_set() const;
  const std::vector<std::string>& concepts() const;  // ids, by Finding::concept_index
  const std::string& rules_hash() const;             // "sha256:..." over lexicons and rules

 private:
  struct Parts;
  explicit Analyzer(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

inline constexpr std::string_view kEngineVersion = "0.1.0";

}  // namespace evident
