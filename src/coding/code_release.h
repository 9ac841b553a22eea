// The official release files of ICD-10-CM (CMS, NCHS) as read: order files, the tabular list as
// XML, addenda of the tabular list as text. Each reader takes the whole text of one file, tells
// what is wrong with it as file:line:column, and gives up after kMostMistakes of them.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "coding/code_note.h"

namespace evident {

inline constexpr size_t kMostMistakes = 20;  // in one release file

enum class ReleaseKind { order, tabular, addenda, unknown };

// By its content, whatever its name is.
ReleaseKind release_kind(std::string_view text);

struct OrderLine {
  std::string code;  // with its dot
  bool billable = false;
  std::string_view title;  // long title, a view into the source
  int line = 0;
};

// An order file: fixed columns. 1-5 a number that rises, 7-13 the code without its dot, 15 "1" for
// billable and "0" for a header, 17-76 the short and from 78 on the long title.
struct OrderFile {
  std::shared_ptr<const Source> source;
  int year = 0;
  std::vector<OrderLine> lines;   // sorted by code
  std::vector<std::string> tail;  // the last codes in the order of the file
};
OrderFile read_order_file(std::shared_ptr<const Source> source, int year, Diagnostics& diagnostics);

// What an addendum adds and deletes: codes with their dots, sorted. Changes of notes are not read.
struct Addendum {
  int year = 0;
  std::vector<std::string> added, deleted;
};
Addendum read_addendum(const std::shared_ptr<const Source>& source, Diagnostics& diagnostics);

struct TabularEntry {
  std::string name;   // "M54.5"; of a chapter or block its range, "M50-M54"
  std::string title;  // as worded in the file
  std::vector<CodeNote> notes;
};

struct TabularList {
  int year = 0;
  std::vector<TabularEntry> codes;   // sorted by code
  std::vector<TabularEntry> groups;  // chapters and blocks, the wider ones before those inside them
};
TabularList read_tabular_list(const std::shared_ptr<const Source>& source,
                              Diagnostics& diagnostics);

}  // namespace evident
