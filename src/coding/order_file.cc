// Order files and addenda: both are read line by line.
#include <algorithm>
#include <charconv>

#include "base/trimmed.h"
#include "base/utf8.h"
#include "coding/code_release.h"
#include "coding/code_text.h"

namespace evident {
namespace {

constexpr size_t kCode = 6, kFlag = 14, kTitle = 77;  // columns from 0
constexpr size_t kTail = 50;

bool digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Takes the next line, without its line end, off `rest`.
std::string_view take_line(std::string_view& rest) {
  const size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool order_line(std::string_view line) {
  return line.size() > kTitle && digits(line.substr(0, 5)) && line[5] == ' ' && line[13] == ' ' &&
         line[15] == ' ' && (line[kFlag] == '0' || line[kFlag] == '1');
}

std::string dotted(std::string_view code) {
  std::string out(code.substr(0, 3));
  if (code.size() > 3) out.append(".").append(code.substr(3));
  return out;
}

class OrderReader {
 public:
  OrderReader(std::shared_ptr<const Source> source, int year, Diagnostics& diagnostics)
      : diagnostics_(diagnostics), before_(diagnostics.errors()) {
    file_.source = std::move(source);
    file_.year = year;
  }

  OrderFile read() {
    std::string_view rest = file_.source->text;
    const bool whole = rest.ends_with('\n');
    file_.lines.reserve(rest.size() / 140);
    while (!rest.empty() && diagnostics_.errors() - before_ < kMostMistakes) {
      ++number_;
      read_line(take_line(rest));
    }
    if (!whole) fail(0, 1, "the file is cut off: its last line has no line end");
    check_end();
    sort();
    return std::move(file_);
  }

 private:
  Diagnostic& fail(size_t column, int length, std::string message) {
    return diagnostics_.error({file_.source, number_, static_cast<int>(column) + 1, length},
                              std::move(message));
  }

  void read_line(std::string_view line) {
    if (!order_line(line)) {
      fail(0, 1,
           line.size() <= kTitle ? "this line of an order file is cut off"
                                 : "this is no line of an order file")
          .notes.push_back(
              "columns: 1-5 number, 7-13 code, 15 billable (0 or 1), 17-76 short title, from 78 on "
              "long title");
      return;
    }
    int order = 0;
    std::from_chars(line.data(), line.data() + 5, order);
    check_number(order);
    const std::string_view raw = trimmed(line.substr(kCode, 7));
    std::string code = dotted(raw);
    if (!is_code(code)) {
      fail(kCode, std::max(static_cast<int>(raw.size()), 1), "this is not a code");
      return;
    }
    const std::string_view title = trimmed(line.substr(kTitle), " \r");
    if (title.empty() || find_invalid_utf8(title) != title.npos) {
      fail(kTitle, 1, title.empty() ? "no long title" : "the title is not UTF-8");
      return;
    }
    file_.tail.push_back(code);
    if (file_.tail.size() > 2 * kTail)
      file_.tail.erase(file_.tail.begin(), file_.tail.begin() + kTail);
    file_.lines.push_back({std::move(code), line[kFlag] == '1', title, number_});
  }

  // The lines of an order file are counted: one that is missing is seen at the next.
  void check_number(int order) {
    if (order <= last_order_) {
      fail(0, 5, "the number is not above that of the line before");
    } else if (order > last_order_ + 1) {
      fail(0, 5, "lines are missing: the one before has the number " + std::to_string(last_order_));
    }
    last_order_ = order;
  }

  // From A00 on a file is one of all chapters: the last are Z and, since FY2020, U.
  void check_end() {
    const std::vector<OrderLine>& lines = file_.lines;
    if (lines.empty() || lines.front().code != "A00") return;
    const std::string& last = lines.back().code;
    if (last.starts_with("Z99") || last.starts_with('U')) return;
    fail(kCode, 7, "the file is cut off: it ends at " + last + ", before the last chapters");
  }

  void sort() {
    std::vector<OrderLine>& lines = file_.lines;
    std::stable_sort(lines.begin(), lines.end(),
                     [](const OrderLine& a, const OrderLine& b) { return a.code < b.code; });
    const auto twice =
        std::adjacent_find(lines.begin(), lines.end(),
                           [](const OrderLine& a, const OrderLine& b) { return a.code == b.code; });
    if (twice == lines.end()) return;
    number_ = (twice + 1)->line;
    fail(kCode, 7, twice->code + " stands twice, first in line " + std::to_string(twice->line));
  }

  Diagnostics& diagnostics_;
  size_t before_;
  OrderFile file_;
  int number_ = 0, last_order_ = 0;
};

// The year of the heading "2024 Addenda" among the first lines, or 0.
int year_of_addendum(std::string_view rest) {
  for (int i = 0; i < 10 && !rest.empty(); ++i) {
    const std::string_view line = trimmed(take_line(rest), " \r");
    if (line.size() != 12 || !digits(line.substr(0, 4)) || line.substr(4) != " Addenda") continue;
    int year = 0;
    std::from_chars(line.data(), line.data() + 4, year);
    return year;
  }
  return 0;
}

// "A79.82 Anaplasmosis": the code of a line whose action was cut off; "" when it is a note.
std::string_view code_of(std::string_view line) {
  line = trimmed(line, " \r");
  const size_t end = line.find(' ');
  if (end == line.npos || !is_code(line.substr(0, end))) return {};
  const std::string_view title = trimmed(line.substr(end), " \r");
  const bool capital =
      !title.empty() && ((title[0] >= 'A' && title[0] <= 'Z') || (title[0] & 0x80) != 0);
  return capital ? line.substr(0, end) : std::string_view();
}

}  // namespace

ReleaseKind release_kind(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (text.starts_with('<')) return ReleaseKind::tabular;
  if (year_of_addendum(text) != 0) return ReleaseKind::addenda;
  const std::string_view line = take_line(text);
  if (line.size() > 6 && digits(line.substr(0, 5)) && line[5] == ' ') return ReleaseKind::order;
  return ReleaseKind::unknown;
}

OrderFile read_order_file(std::shared_ptr<const Source> source, int year,
                          Diagnostics& diagnostics) {
  return OrderReader(std::move(source), year, diagnostics).read();
}

Addendum read_addendum(const std::shared_ptr<const Source>& source, Diagnostics& diagnostics) {
  Addendum addendum;
  addendum.year = year_of_addendum(source->text);
  std::string_view rest = source->text;
  while (!rest.empty()) {
    std::string_view line = take_line(rest);
    if (line.starts_with('\f')) line.remove_prefix(1);
    const bool adds = line.starts_with("Add "), deletes = line.starts_with("Delete ");
    if (!adds && !deletes) continue;
    const std::string_view code = code_of(line.substr(line.find(' ')));
    if (!code.empty()) (adds ? addendum.added : addendum.deleted).emplace_back(code);
  }
  if (addendum.added.empty() && addendum.deleted.empty())
    diagnostics.error({source, 1, 1, 1}, "this addendum adds no code and deletes none");
  for (auto* codes : {&addendum.added, &addendum.deleted}) std::sort(codes->begin(), codes->end());
  return addendum;
}

}  // namespace evident
