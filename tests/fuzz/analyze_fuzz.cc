// Bytes to a report with the shipped knowledge: what every report promises, and the same report
// for the same note.
#include "../unit/report_properties.h"
#include "analyzer.h"
#include "fuzz.h"
#include "report/explain.h"
#include "report/terminal.h"

using namespace evident;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::unique_ptr<const Analyzer> analyzer = [] {
    Diagnostics diagnostics;
    return Analyzer::load(Knowledge::shipped(), diagnostics);
  }();
  const std::string_view note = as_text(data, size);
  Trace trace;
  const Analysis analysis = analyzer->analyze(note, {}, &trace);
  const std::string problem = broken_promise(analysis, note);
  require(problem.empty(), problem);
  ReportOptions options;
  require(json_report(analysis, options) == json_report(analyzer->analyze(note, {}), options),
          "the same report twice");
  require(!terminal_report(analysis, {}).empty(), "a report for the terminal");
  require(!explain_report(analysis, trace, {}).empty(), "an explanation");
  return 0;
}
