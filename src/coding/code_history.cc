#include "coding/code_history.h"

#include <algorithm>
#include <functional>
#include <optional>

namespace evident {
namespace {

// A file that ends this many codes before that of another year is cut off.
constexpr int kMostMissingAtTheEnd = 100;

Date first_day(int year) {
  return Date(std::chrono::year(year - 1) / std::chrono::October / std::chrono::day(1));
}

Date last_day(int year) { return first_day(year + 1) - std::chrono::days(1); }

const OrderLine* find_line(const OrderFile& file, std::string_view code) {
  const auto found =
      std::lower_bound(file.lines.begin(), file.lines.end(), code,
                       [](const OrderLine& line, std::string_view v) { return line.code < v; });
  return found != file.lines.end() && found->code == code ? &*found : nullptr;
}

bool contains(const std::vector<std::string>& sorted, std::string_view code) {
  return std::binary_search(sorted.begin(), sorted.end(), code);
}

// Is there one that begins with `above` and is longer?
bool contains_below(const std::vector<std::string>& sorted, std::string_view above) {
  const auto next = std::upper_bound(sorted.begin(), sorted.end(), above);
  return next != sorted.end() && next->starts_with(above);
}

// "T81.32XA" -> "T81.32": without what only fills up the seven characters.
std::string_view without_filler(std::string_view code) {
  const size_t filler = code.find('X', 4);
  std::string_view base = code.substr(0, filler);
  if (base.ends_with('.')) base.remove_suffix(1);
  return base;
}

// Did `code` take the place of `gone`, whose fillers X may have become anything?
bool fits(std::string_view gone, std::string_view code) {
  return gone.size() == code.size() &&
         std::equal(gone.begin(), gone.end(), code.begin(),
                    [](char was, char is) { return was == is || was == 'X'; });
}

class Historian {
 public:
  Historian(Releases releases, Diagnostics& diagnostics)
      : releases_(std::move(releases)), diagnostics_(diagnostics) {}

  CodeHistory run() {
    auto& orders = releases_.orders;
    std::stable_sort(orders.begin(), orders.end(),
                     [](const OrderFile& a, const OrderFile& b) { return a.year < b.year; });
    for (size_t i = 1; i < orders.size(); ++i) check_pair(orders[i - 1], orders[i]);
    if (!diagnostics_.ok()) return {};
    history_.oldest_from = first_day(orders.front().year);
    history_.newest_from = first_day(orders.back().year);
    history_.newest_to = last_day(orders.back().year);
    for (const OrderFile& order : orders)
      history_.years += (history_.years.empty() ? "" : ", ") + std::to_string(order.year);
    read_codes();
    take_notes();
    return std::move(history_);
  }

 private:
  using State = std::optional<bool>;  // billable; nullopt: not in the file
  struct Change {
    int year;     // the first fiscal year of it
    size_t file;  // the first order file that shows it
    State now;
  };

  // ---- Two years

  void check_pair(const OrderFile& before, const OrderFile& after) {
    if (before.year == after.year)
      diagnostics_.error({after.source, 0, 0, 1}, "a second order file of FY" +
                                                      std::to_string(after.year) + " beside " +
                                                      before.source->name);
    check_end(before, after);
    check_end(after, before);
  }

  // Nothing at the end of a text file says that it is whole; that of another year does.
  void check_end(const OrderFile& file, const OrderFile& other) {
    for (size_t i = file.tail.size(); i-- > 0;) {
      const OrderLine* last = find_line(other, file.tail[i]);
      if (last == nullptr) continue;
      int end = 0, here = 0;
      for (const OrderLine& line : other.lines) end = std::max(end, line.line);
      for (const OrderLine& line : file.lines) here = std::max(here, line.line);
      if (end - last->line > kMostMissingAtTheEnd)
        diagnostics_.error({file.source, here, 1, 1},
                           "the file is cut off: it ends at " + file.tail.back() +
                               ", after which that of FY" + std::to_string(other.year) + " has " +
                               std::to_string(end - last->line) + " codes more");
      return;
    }
  }

  // ---- Codes

  // The files side by side, as when sorted lists are merged.
  void read_codes() {
    const auto& orders = releases_.orders;
    std::vector<size_t> next(orders.size(), 0);
    while (true) {
      const std::string* code = nullptr;
      for (size_t f = 0; f < orders.size(); ++f)
        if (next[f] < orders[f].lines.size() &&
            (code == nullptr || orders[f].lines[next[f]].code < *code))
          code = &orders[f].lines[next[f]].code;
      if (code == nullptr) return;
      CodeLife life;
      life.code = *code;
      std::vector<State> states;
      for (size_t f = 0; f < orders.size(); ++f) {
        states.emplace_back();
        if (next[f] >= orders[f].lines.size()) continue;
        const OrderLine& line = orders[f].lines[next[f]];
        if (line.code != life.code) continue;
        states.back() = line.billable;
        life.title = line.title;
        ++next[f];
      }
      take_life(states, life);
      history_.codes.push_back(std::move(life));
    }
  }

  void take_life(const std::vector<State>& states, CodeLife& life) {
    std::vector<Change> changes;
    State before;
    for (size_t f = 0; f < states.size(); ++f) {
      if (states[f] != before || (f == 0 && states[f]))
        changes.push_back({year_of(life.code, f, before, states[f]), f, states[f]});
      before = states[f];
    }
    for (size_t i = 0; i < changes.size(); ++i) {
      if (!changes[i].now) continue;
      CodePeriod period{first_day(changes[i].year), std::nullopt, *changes[i].now};
      if (i + 1 < changes.size()) period.to = last_day(changes[i + 1].year - 1);
      life.periods.push_back(period);
    }
    if (states.back() == State(true)) return;
    for (size_t i = changes.size(); i-- > 1;) {
      if (changes[i - 1].now != State(true)) continue;
      replace(life, changes[i].file);
      return;
    }
  }

  // The fiscal year in which `code` came to be as order file `f` has it.
  int year_of(const std::string& code, size_t f, State was, State is) const {
    const int year = releases_.orders[f].year;
    if (f == 0) return year;
    const int before = releases_.orders[f - 1].year;
    for (std::string_view sign = code; sign.size() >= 3; sign.remove_suffix(1)) {
      if (was && is) break;
      if (const int told = year_told(before, year, [&](const Addendum& addendum) {
            return contains(is ? addendum.added : addendum.deleted, sign);
          }))
        return told;
    }
    const std::string_view base = is ? std::string_view(code) : without_filler(code);
    const int told = year_told(before, year, [&](const Addendum& addendum) {
      return contains_below(is == State(true) ? addendum.deleted : addendum.added, base);
    });
    return told != 0 && was ? told : year;
  }

  // The first year after `before` and up to `year` whose addendum has the sign, or 0.
  int year_told(int before, int year, const std::function<bool(const Addendum&)>& sign) const {
    int told = 0;
    for (const Addendum& addendum : releases_.addenda)
      if (addendum.year > before && addendum.year <= year && sign(addendum))
        told = told == 0 ? addendum.year : std::min(told, addendum.year);
    return told;
  }

  // What is new and billable in file `f` and says more than `life` did.
  void replace(CodeLife& life, size_t f) {
    const OrderFile& before = releases_.orders[f - 1];
    const OrderFile& after = releases_.orders[f];
    const bool gone = find_line(after, life.code) == nullptr;
    const std::string base(gone ? without_filler(life.code) : life.code);
    if (gone && base.size() == life.code.size()) return;
    auto line =
        std::lower_bound(after.lines.begin(), after.lines.end(), base,
                         [](const OrderLine& l, const std::string& v) { return l.code < v; });
    for (; line != after.lines.end() && line->code.starts_with(base); ++line) {
      if (!line->billable || (gone && !fits(life.code, line->code))) continue;
      const OrderLine* old = find_line(before, line->code);
      if (old == nullptr || !old->billable)
        life.notes.push_back({NoteKind::replaced_by, 0, line->code});
    }
  }

  // ---- Notes

  void take_notes() {
    auto& lists = releases_.lists;
    const auto newest = std::max_element(
        lists.begin(), lists.end(),
        [](const TabularList& a, const TabularList& b) { return a.year < b.year; });
    if (newest == lists.end()) return;
    history_.notes_year = newest->year;
    for (TabularEntry& group : newest->groups)
      if (!group.notes.empty()) history_.groups.push_back(std::move(group));
    auto life = history_.codes.begin();
    for (TabularEntry& entry : newest->codes) {
      while (life != history_.codes.end() && life->code < entry.name) ++life;
      if (life == history_.codes.end()) return;
      if (life->code != entry.name) continue;
      std::move(entry.notes.begin(), entry.notes.end(), std::back_inserter(life->notes));
    }
  }

  Releases releases_;
  Diagnostics& diagnostics_;
  CodeHistory history_;
};

}  // namespace

CodeHistory history_of(Releases releases, Diagnostics& diagnostics) {
  return Historian(std::move(releases), diagnostics).run();
}

}  // namespace evident
