// CodeSet with a code file behind it: which of the two answers.
#include <algorithm>
#include <map>
#include <mutex>

#include "coding/code_file.h"
#include "coding/code_set.h"

namespace evident {
namespace {

// `periods` cut to the days from `first` to `last`; an open end is the last day of its set.
std::vector<CodePeriod> within(const std::vector<CodePeriod>& periods, Date first, Date last,
                               Date newest) {
  std::vector<CodePeriod> out;
  for (CodePeriod period : periods) {
    period.from = std::max(period.from, first);
    period.to = std::min(period.to.value_or(newest), last);
    if (period.from <= *period.to) out.push_back(period);
  }
  return out;
}

// Joins what follows without a gap and says the same.
void append(std::vector<CodePeriod>& to, const std::vector<CodePeriod>& from) {
  for (const CodePeriod& period : from) {
    const bool goes_on = !to.empty() && to.back().to && to.back().billable == period.billable &&
                         *to.back().to + std::chrono::days(1) == period.from;
    if (goes_on)
      to.back().to = period.to;
    else
      to.push_back(period);
  }
}

}  // namespace

struct CodeSet::Read {
  std::mutex mutex;
  std::map<std::string, std::unique_ptr<const Code>, std::less<>> codes;  // null: not in the file
};

CodeSet::CodeSet() = default;
CodeSet::~CodeSet() = default;

void CodeSet::attach(std::shared_ptr<const CodeFile> file) {
  file_ = std::move(file);
  read_ = std::make_unique<Read>();
  const Date oldest = oldest_from_, newest = newest_to_;
  const auto next = [](Date day) { return day + std::chrono::days(1); };
  shipped_ = {oldest, newest};
  name_ += "-all";
  if (next(file_->newest_to()) < oldest || file_->oldest_from() > next(newest)) return;
  for (Code& code : codes_) lengthen(code, oldest, newest);
  oldest_from_ = std::min(oldest_from_, file_->oldest_from());
  if (file_->newest_to() > newest_to_) {
    newest_from_ = file_->newest_from();
    newest_to_ = file_->newest_to();
  }
  shipped_ = {oldest_from_, newest_to_};
  name_ = "icd10cm-" + std::to_string(fiscal_year(newest_from_)) + "-all";
}

std::pair<Date, Date> CodeSet::known(const Code& code) const {
  if (!file_) return {oldest_from_, newest_to_};
  if (find_shipped(code.code) != nullptr) return shipped_;
  return {file_->oldest_from(), file_->newest_to()};
}

// The life of a shipped code, from `oldest` to `newest`, with what the file knows of other days.
void CodeSet::lengthen(Code& code, Date oldest, Date newest) const {
  const bool earlier = file_->oldest_from()<oldest, later = file_->newest_to()> newest;
  if (!earlier && !later) return;
  const auto index = file_->find(code.code);
  std::vector<CodePeriod> other;  // none when it is in no year of the file
  if (index) other = file_->periods(*index);
  const Date last = std::max(newest, file_->newest_to()), day = file_->newest_to();
  std::vector<CodePeriod> life;
  append(life, within(other, file_->oldest_from(), oldest - std::chrono::days(1), day));
  append(life, within(code.periods, oldest, newest, newest));
  append(life, within(other, newest + std::chrono::days(1), last, day));
  if (!life.empty() && life.back().to == last) life.back().to.reset();
  code.periods = std::move(life);
}

const Code* CodeSet::find_in_file(std::string_view code) const {
  if (!file_) return nullptr;
  const auto index = file_->find(code);
  if (!index) return nullptr;
  const std::lock_guard lock(read_->mutex);
  std::unique_ptr<const Code>& known = read_->codes[std::string(code)];
  if (known) return known.get();
  auto read = std::make_unique<Code>(file_->read(*index));
  CodePeriod& first = read->periods.front();
  if (first.from <= file_->oldest_from()) first.from = std::min(first.from, oldest_from_);
  known = std::move(read);
  return known.get();
}

std::vector<const Code*> CodeSet::children(std::string_view code) const {
  std::vector<const Code*> out;
  auto next = std::lower_bound(codes_.begin(), codes_.end(), code,
                               [](const Code& c, std::string_view v) { return c.code < v; });
  for (; next != codes_.end() && next->code.starts_with(code); ++next)
    if (next->parent == code) out.push_back(&*next);
  if (!file_) return out;
  for (size_t index : file_->children(code))
    if (find_shipped(file_->code(index)) == nullptr)
      out.push_back(find_in_file(file_->code(index)));
  std::sort(out.begin(), out.end(), [](const Code* a, const Code* b) { return a->code < b->code; });
  return out;
}

void CodeSet::each(Date date, const std::function<void(const Entry&)>& visit) const {
  for (const Code& code : codes_) {
    Entry entry{code.code, code.title, {}, code.in_force(date)};
    entry.terms.assign(code.inclusion_terms.begin(), code.inclusion_terms.end());
    visit(entry);
  }
  if (!file_) return;
  std::string title;
  Entry entry;
  auto shipped = codes_.begin();  // both are sorted
  const Date in_file =
      std::clamp(date, file_->oldest_from(), std::max(file_->oldest_from(), file_->newest_to()));
  for (size_t i = 0; i < file_->size(); ++i) {
    entry.code = file_->code(i);
    while (shipped != codes_.end() && shipped->code < entry.code) ++shipped;
    if (shipped != codes_.end() && shipped->code == entry.code) continue;
    file_->title(i, title);
    entry.title = title;
    entry.in_force = file_->in_force(i, in_file);
    entry.terms.clear();
    for (size_t note = 0; note < file_->notes(i); ++note)
      if (file_->note_kind(i, note) == NoteKind::term)
        entry.terms.push_back(file_->note_text(i, note));
    visit(entry);
  }
}

// A note of the file by which `code`, which is not of the spine, excludes `other`.
std::optional<CodeSet::Exclusion> CodeSet::note_of_file(std::string_view code,
                                                        std::string_view other) const {
  if (!file_ || find_shipped(code) != nullptr) return std::nullopt;
  const auto index = file_->find(code);
  if (!index) return std::nullopt;
  for (const NoteAt& each : file_->notes_of(*index)) {
    if (each.note.kind != NoteKind::excludes1) continue;
    for (const std::string& pattern : codes_named(each.note.text))
      if (names_code(pattern, other)) return Exclusion{each.at, pattern};
  }
  return std::nullopt;
}

std::vector<const Code*> CodeSet::former(std::string_view code) const {
  std::vector<const Code*> out;
  for (const Code& each : codes_)
    if (std::find(each.replaced_by.begin(), each.replaced_by.end(), code) != each.replaced_by.end())
      out.push_back(&each);
  for (size_t i = 0; file_ && i < file_->size(); ++i)
    for (size_t note = 0; note < file_->notes(i); ++note)
      if (file_->note_kind(i, note) == NoteKind::replaced_by && file_->note_text(i, note) == code &&
          find_shipped(file_->code(i)) == nullptr)
        out.push_back(find_in_file(file_->code(i)));
  return out;
}

std::vector<CodeSet::ExcludedBy> CodeSet::excluded_by(std::string_view code) const {
  std::vector<ExcludedBy> out;
  const auto add = [&](const std::string& at, int type, const std::string& pattern) {
    if (!names_code(pattern, code) || code.starts_with(at)) return;
    const bool known = std::any_of(out.begin(), out.end(), [&](const ExcludedBy& each) {
      return each.at == at && each.type == type && each.names == pattern;
    });
    if (!known) out.push_back({at, type, pattern});
  };
  for (const Excludes1& note : excludes1_) add(note.at, 1, note.names);
  for (const Code& each : codes_) {  // without those handed down, which come behind
    const Code* above = each.parent.empty() ? nullptr : find_shipped(each.parent);
    const size_t own = each.excludes2.size() - (above != nullptr ? above->excludes2.size() : 0);
    for (size_t i = 0; i < own; ++i) add(each.code, 2, each.excludes2[i]);
  }
  if (file_)
    for (const NoteAt& each : file_->excludes()) {
      const bool group = each.at.find('-') != each.at.npos;
      if (group ? find_shipped(each.at.substr(0, 3)) != nullptr : find_shipped(each.at) != nullptr)
        continue;
      for (const std::string& pattern : codes_named(each.note.text))
        add(each.at, each.note.kind == NoteKind::excludes1 ? 1 : 2, pattern);
    }
  std::stable_sort(out.begin(), out.end(), [](const ExcludedBy& a, const ExcludedBy& b) {
    return a.type != b.type ? a.type < b.type : a.at < b.at;
  });
  return out;
}

}  // namespace evident
