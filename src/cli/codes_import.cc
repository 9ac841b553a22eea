#include "cli/codes_import.h"

#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>

#include "base/file.h"
#include "base/utf8.h"
#include "cli/byte_source.h"
#include "cli/knowledge.h"
#include "cli/output.h"
#include "cli/usage.h"
#include "cli/whole_file.h"
#include "coding/code_file.h"
#include "coding/code_history.h"
#include "report/display.h"

namespace evident {
namespace {

constexpr char kCodesImportExamples[] = R"(Examples:
  evident codes import --output icd10cm.codes icd10cm-order-2024.txt \
      icd10cm-order-2025.txt.gz icd10cm-tabular-2025.xml
      Codes with their life from 2023-10-01 on, and the notes of 2025.
  evident codes import --output icd10cm.codes icd10cm-order-2021.txt.gz \
      icd10cm-order-2024.txt.gz tabular-addenda-2022.txt
      The addendum tells which changes came in 2022; the others count from 2024.
  evident codes --code-set icd10cm.codes E11.9
)";

constexpr int kFirstYear = 2014, kLastYear = 2099;

struct ImportOptions {
  std::string output, year;
  std::vector<std::string> paths;
};

// The fiscal year that a file's name tells: "icd10cm-order-2024.txt"; 0 when it tells none or two.
int year_in(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  int year = 0;
  for (size_t at = 0; at < name.size();) {
    size_t end = at;
    while (end < name.size() && digit(name[end])) ++end;
    int number = 0;
    if (end - at == 4) std::from_chars(name.data() + at, name.data() + end, number);
    at = std::max(end, at + 1);
    if (number < kFirstYear || number > kLastYear || number == year) continue;
    if (year != 0) return 0;
    year = number;
  }
  return year;
}

// Tells the first byte that is not UTF-8 and makes the text fit to be shown; the files are UTF-8
// since they exist.
void refuse_bad_utf8(const std::shared_ptr<Source>& source, Diagnostics& diagnostics) {
  std::string& text = source->text;
  const size_t bad = find_invalid_utf8(text);
  if (bad == text.npos || release_kind(text) == ReleaseKind::unknown) return;
  const std::string_view before = std::string_view(text).substr(0, bad);
  const size_t begin = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
  const auto column = static_cast<int>(code_points(before.substr(begin))) + 1;
  for (char& c : text)
    if ((c & 0x80) != 0) c = '?';
  diagnostics.error({source, line, column, 1}, "a byte that is not UTF-8");
}

std::shared_ptr<const Source> read_release(const std::string& path, Diagnostics& diagnostics) {
  auto source = std::make_shared<Source>();
  source->name = path;
  std::string error;
  const auto bytes = ByteSource::open(path, path.ends_with(".gz"), error);
  std::optional<std::string> text;
  if (bytes) text = read_to_end(*bytes, kLargestFile / 2);
  if (text) {
    source->text = std::move(*text);
    refuse_bad_utf8(source, diagnostics);
    return source;
  }
  if (bytes) error = bytes->error();
  diagnostics.error({source, 0, 0, 1}, error.empty() ? "larger than 1 GiB" : error);
  return nullptr;
}

class Importer {
 public:
  explicit Importer(const ImportOptions& options) : options_(options) {}

  int run() {
    for (const std::string& path : options_.paths) read(path);
    if (diagnostics_.ok() && releases_.orders.empty())
      diagnostics_.error({}, "no order file among these files: it is what names the codes");
    CodeHistory history;
    if (diagnostics_.ok()) history = history_of(std::move(releases_), diagnostics_);
    print(diagnostics_);
    if (!diagnostics_.ok()) return kExitUsage;
    const auto bytes = code_file_of(history);
    if (!bytes) {
      complain("these files hold more than a code file can");
      return kExitUsage;
    }
    if (const std::string mistake = write_whole_file(options_.output, *bytes); !mistake.empty()) {
      complain(mistake);
      return kExitUsage;
    }
    return tell(history, bytes->size());
  }

 private:
  void read(const std::string& path) {
    struct stat in, out;
    if (stat(path.c_str(), &in) == 0 && stat(options_.output.c_str(), &out) == 0 &&
        in.st_dev == out.st_dev && in.st_ino == out.st_ino) {
      diagnostics_.error({}, path + ": --output would write over it");
      return;
    }
    const auto source = read_release(path, diagnostics_);
    if (!source || !diagnostics_.ok()) return;
    switch (release_kind(source->text)) {
      case ReleaseKind::order:
        return read_order(source);
      case ReleaseKind::tabular:
        releases_.lists.push_back(read_tabular_list(source, diagnostics_));
        return;
      case ReleaseKind::addenda:
        releases_.addenda.push_back(read_addendum(source, diagnostics_));
        return;
      case ReleaseKind::unknown:
        refuse(source);
    }
  }

  void read_order(const std::shared_ptr<const Source>& source) {
    int year = year_in(source->name);
    if (year == 0 && !options_.year.empty()) {
      if (std::exchange(year_used_, true))
        diagnostics_.error({source, 0, 0, 1},
                           "a second order file without a year in its name; "
                           "--year is for one");
      year = std::stoi(options_.year);
    }
    if (year == 0)
      diagnostics_.error({source, 0, 0, 1}, "its name does not tell the fiscal year")
          .notes.push_back("name it like icd10cm-order-2025.txt, or say --year 2025");
    else
      releases_.orders.push_back(read_order_file(source, year, diagnostics_));
  }

  void refuse(const std::shared_ptr<const Source>& source) {
    const std::string_view text = source->text;
    const int shown = !text.empty() && find_invalid_utf8(text) == text.npos ? 1 : 0;
    Diagnostic& mistake = diagnostics_.error(
        {source, shown, shown, 1},
        !text.empty() ? "neither an order file, nor a tabular list in XML, nor an addendum of it"
                      : "the file is empty");
    if (text.starts_with("PK")) mistake.notes.push_back("a zip archive: unpack it first");
    if (text.starts_with("\x1F\x8B"))
      mistake.notes.push_back("compressed: its name must end in .gz");
  }

  int tell(const CodeHistory& history, size_t size) {
    size_t billable = 0;
    for (const CodeLife& life : history.codes)
      if (!life.periods.back().to && life.periods.back().billable) ++billable;
    Output out;
    out.write(visible(options_.output) + ": " + std::to_string(history.codes.size()) +
              " codes and headers of " + history.years + ", " + std::to_string(billable) +
              " billable on " + format_date(history.newest_to) + "; " +
              (history.notes_year == 0 ? std::string("no notes")
                                       : "notes of " + std::to_string(history.notes_year)) +
              "; " + std::to_string((size + 512) / 1024) + " KiB\n");
    int year = fiscal_year(history.oldest_from);
    while (++year <= fiscal_year(history.newest_from)) out.write(changes_in(history, year));
    return out.finish(kExitDone);
  }

  static std::string changes_in(const CodeHistory& history, int year) {
    size_t came = 0, went = 0;
    for (const CodeLife& life : history.codes)
      for (const CodePeriod& period : life.periods) {
        if (!period.billable) continue;
        if (fiscal_year(period.from) == year && period.from != history.oldest_from) ++came;
        if (period.to && fiscal_year(*period.to) == year - 1) ++went;
      }
    return "  FY" + std::to_string(year) + ": " + std::to_string(came) + " new billable codes, " +
           std::to_string(went) + " no longer billable\n";
  }

  const ImportOptions& options_;
  Diagnostics diagnostics_;
  Releases releases_;
  bool year_used_ = false;
};

}  // namespace

CLI::App* add_codes_import(CLI::App& codes, Chosen& chosen) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* command = codes.add_subcommand(
      "import",
      "Make a code set of all ICD-10-CM from the official files\n\n"
      "Reads the release files of CMS and NCHS, plain or .gz: order files, one a fiscal year "
      "(icd10cm-order-2025.txt); the tabular list as XML, for notes and inclusion terms; addenda "
      "of the tabular list as text, for the changes of years without an order file. Writes one "
      "file for --code-set.");
  command->add_option("FILE", options->paths, "Release files, in any order.")->required();
  command->add_option("--output", options->output, "The file to write, or to replace as a whole.")
      ->type_name("FILE")
      ->required();
  command
      ->add_option("--year", options->year,
                   "The fiscal year of the order file whose name does not tell it.")
      ->type_name("YEAR")
      ->check(whole_number(kFirstYear, kLastYear));
  command->footer(kCodesImportExamples);
  command->callback(
      [options, &chosen] { chosen = [options] { return Importer(*options).run(); }; });
  return command;
}

}  // namespace evident
