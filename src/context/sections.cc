#include "context/sections.h"

#include <algorithm>
#include <charconv>

#include "base/trimmed.h"
#include "text/ascii.h"

namespace evident {
namespace {

class SectionFinder {
 public:
  SectionFinder(const Text& text, const Lexicon& lexicon, const std::vector<Mention>& mentions)
      : text_(text), lexicon_(lexicon), mentions_(mentions) {
    sections_.push_back({.id = "preamble", .head = {}, .body = {0, size()}});
  }

  std::vector<Section> run() {
    size_t sentence = 0;
    const auto& sentences = text_.sentences();
    const auto read_to = [&](uint32_t end) {
      for (; sentence < sentences.size() && sentences[sentence].span.begin < end; ++sentence) {
        const uint32_t begin = sentences[sentence].span.begin;
        if (begin >= line_end_) leave_line(begin);
        leave_points(sentence);
        count_on(sentences[sentence]);
      }
    };
    for (const Head& head : text_.heads()) {
      read_to(head.whole.begin);
      consider(head);
    }
    read_to(size());
    lead_where_same();
    unsay_corrected();
    return std::move(sections_);
  }

 private:
  uint32_t size() const { return static_cast<uint32_t>(text_.norm().size()); }

  void consider(const Head& head) {
    if (head.whole.begin < sections_.back().body.begin) return;  // inside the last head
    while (next_ < mentions_.size() && mentions_[next_].span.end <= head.words.begin) ++next_;
    if (head.whole.begin >= line_end_) leave_line(head.whole.begin);
    const int name = name_of(head);
    if (name >= 0 && names_column(head, lexicon_.concepts()[name])) return;
    if (name >= 0 && lexicon_.concepts()[name].one_line && tells_day(head)) return;
    if (name < 0 && head.colon && !head.line_start && around_line_ >= 0) {
      leave_line(head.whole.begin);  // "Last visit: sciatica. Now: back pain."
    } else if (name >= 0) {
      open(head, lexicon_.concepts()[name].id, name);
    } else if (sure(head)) {
      open(head, "unknown", -1);
    }
  }

  // "Past Medical History:", and "Diagnosis" over its list: the name of a column.
  bool names_column(const Head& head, const Concept& name) const {
    const Section& above = sections_.back();
    if (!name.column || head.colon || above.standing != Standing::mentioned) return false;
    const uint32_t begin = above.body.begin;
    return trimmed(text_.norm().substr(begin, head.words.begin - begin), " \t\n").empty();
  }

  // What stands behind a head on its line.
  std::string_view value_of(const Head& head) const {
    constexpr size_t kLongest = 80;  // bytes that are looked at
    const uint32_t end = std::max(text_.lines()[head.line].end, head.whole.end);
    std::string_view rest = text_.norm().substr(head.whole.end, end - head.whole.end);
    rest = rest.substr(0, kLongest);
    return trimmed(rest.substr(0, rest.find(". ")), " \t.,;");
  }

  // "Last visit: March 2, 2024", "2 weeks ago"
  bool tells_day(const Head& head) const {
    constexpr std::string_view kWords =
        " jan january feb february mar march apr april may jun june jul july aug august sep sept "
        "september oct october nov november dec december on at am pm ago day days week weeks month "
        "months year years ";
    std::string_view value = value_of(head);
    if (std::ranges::none_of(value, is_digit)) return false;
    while (!value.empty()) {
      const size_t begin =
          std::min<size_t>(std::ranges::find_if(value, is_letter) - value.begin(), value.size());
      value.remove_prefix(begin);
      const auto end = std::ranges::find_if_not(value, is_letter) - value.begin();
      const std::string word = ' ' + std::string(value.substr(0, static_cast<size_t>(end))) + ' ';
      if (end > 0 && kWords.find(word) == kWords.npos) return false;
      value.remove_prefix(static_cast<size_t>(end));
    }
    return true;
  }

  // Behind a head of one line the section around it goes on.
  void leave_line(uint32_t begin) {
    if (around_line_ < 0) return;
    open_again(around_line_, begin);
    around_line_ = -1;
  }

  // "2. Lumbar strain." behind "- Plan: ..." of the first problem: what points of a list open
  // ends with them, and the section around them goes on.
  void leave_points(size_t index) {
    const Sentence& sentence = text_.sentences()[index];
    if (around_points_ < 0) return;
    const bool new_paragraph =
        index > 0 && text_.sentences()[index - 1].paragraph != sentence.paragraph;
    if (sentence.item < 0 ? !new_paragraph || !point_is_said_ : is_point(sentence.item)) return;
    const uint32_t begin =
        sentence.item < 0 ? sentence.span.begin : text_.items()[sentence.item].mark.begin;
    if (begin < sections_.back().body.begin) return;
    open_again(around_points_, begin);
    around_points_ = -1;
  }

  // "Plan: rest" of the first problem, then "2. Occipital neuralgia": what counts on from an
  // assessment belongs to it.
  void count_on(const Sentence& sentence) {
    if (sentence.item < 0 || sentence.item == counted_item_) return;
    counted_item_ = sentence.item;
    const int number = number_of(text_.items()[sentence.item]);
    if (number < 0) return;
    const bool goes_on = number > 1 && number == counted_ + 1;
    const uint32_t begin = text_.items()[sentence.item].mark.begin;
    if (goes_on && sections_[counted_in_].standing == Standing::leading &&
        sections_.back().standing != Standing::leading && begin >= sections_.back().body.begin)
      open_again(counted_in_, begin);
    counted_ = number;
    // "2. OSA - bring CPAP" names a problem of the list, and no section.
    const bool names_problem =
        sections_.back().concept_index < 0 && begin < sections_.back().body.begin;
    if (!goes_on || !names_problem) counted_in_ = static_cast<int>(sections_.size()) - 1;
  }

  // The number of its mark; -1 when it has none, as "a)" or "-".
  int number_of(const ListItem& item) const {
    const std::string_view mark = text_.norm().substr(item.mark.begin, item.mark.size());
    const size_t first = mark.find_first_of("0123456789");
    int number = -1;
    if (item.numbered && first != mark.npos)
      std::from_chars(mark.data() + first, mark.data() + mark.size(), number);
    return number;
  }

  // "POSTOPERATIVE DIAGNOSIS: Same."
  bool says_same(const Section& section) const {
    constexpr uint32_t kLongest = 48;  // bytes: "same as preoperative diagnosis"
    const std::string_view body =
        trimmed(text_.norm().substr(section.body.begin, section.body.size()), " \t\n");
    return section.standing == Standing::leading && body.size() <= kLongest &&
           body.starts_with("same");
  }

  // The last diagnosis before it that is the same leads as well.
  void lead_where_same() {
    std::vector<size_t> outranked;
    for (size_t i = 1; i < sections_.size(); ++i) {
      if (sections_[i].standing == Standing::outranked) outranked.push_back(i);
      if (outranked.empty() || !says_same(sections_[i])) continue;
      sections_[outranked.back()].standing = Standing::leading;
      outranked.pop_back();
    }
  }

  // "Corrected diagnosis: lumbar strain", behind the assessment.
  bool corrects(const Section& section) const {
    return section.concept_index >= 0 &&
           lexicon_.concepts()[section.concept_index].corrects == Corrects::diagnoses;
  }

  // The diagnoses before the last of them are told no more, unless they stand there again.
  void unsay_corrected() {
    size_t last = sections_.size();
    while (last > 0 && !corrects(sections_[last - 1])) --last;
    for (size_t i = 0; i + 1 < last; ++i)
      if (sections_[i].standing == Standing::leading) sections_[i].standing = Standing::mentioned;
  }

  // A section goes on at `begin`.
  void open_again(int section, uint32_t begin) {
    Section again = sections_[section];
    again.head = {begin, begin};
    again.body = {begin, size()};
    sections_.back().body.end = begin;
    sections_.push_back(std::move(again));
  }

  bool is_point(int item) const { return !text_.items()[item].numbered; }

  // The item whose first words the head is, if that is a point of a list; else -1.
  int point_of(const Head& head) const {
    const auto& items = text_.items();
    const auto after = std::ranges::upper_bound(items, head.words.begin, {},
                                                [](const ListItem& i) { return i.span.begin; });
    if (after == items.begin()) return -1;
    const auto item = static_cast<int>(after - items.begin()) - 1;
    const Span between = {items[item].mark.end, head.words.begin};
    const bool first = items[item].span.contains(head.words) && between.size() <= 1;
    return first && is_point(item) ? item : -1;
  }

  // The section concept that covers the head's words, or -1.
  int name_of(const Head& head) const {
    for (size_t i = next_; i < mentions_.size(); ++i) {
      const Mention& mention = mentions_[i];
      if (mention.span.begin > head.words.begin) return -1;
      const Concept& concept_ = lexicon_.concepts()[mention.concept_index];
      if (concept_.kind != ConceptKind::section || !covers(mention.span, head)) continue;
      if (head.dotted && concept_.sub) continue;  // "GI. bleeding"
      if (concept_.needs_colon && !head.colon && !(head.alone && head.capitals)) continue;
      if (!head.line_start && !head.colon) continue;
      return static_cast<int>(mention.concept_index);
    }
    return -1;
  }

  // All of the words, or all before a remark in brackets.
  bool covers(Span name, const Head& head) const {
    if (name.begin != head.words.begin) return false;
    if (name.end >= head.words.end) return true;
    const std::string_view rest = text_.norm().substr(name.end, head.words.end - name.end);
    const size_t first = rest.find_first_not_of(" \t");
    return first != std::string_view::npos && rest[first] == '(';
  }

  bool sure(const Head& head) const {
    if (!head.line_start || head.dotted || head.words.size() < 3) return false;
    const bool shaped = head.colon ? head.capitals : head.alone && (head.capitals || head.title);
    return shaped && !holds_finding(head.words);
  }

  bool holds_finding(Span words) const {
    for (size_t i = next_; i < mentions_.size() && mentions_[i].span.begin < words.end; ++i) {
      if (is_finding(lexicon_.concepts()[mentions_[i].concept_index].kind)) return true;
    }
    return false;
  }

  void open(const Head& head, const std::string& id, int name) {
    Section section{
        .id = id, .head = head.words, .body = {head.whole.end, size()}, .concept_index = name};
    const bool sub = name >= 0 && lexicon_.concepts()[name].sub;
    if (sub) {
      section.standing = sections_.back().standing;
      section.says_from = sections_.back().says_from;
    } else if (name >= 0) {
      section.standing = lexicon_.concepts()[name].standing;
      section.says_from = static_cast<int>(sections_.size());
    }
    const int point = point_of(head);
    if (point < 0) around_points_ = -1;
    if (point >= 0 && around_points_ < 0 && sections_.back().standing < Standing::mentioned)
      around_points_ = static_cast<int>(sections_.size()) - 1;
    const bool one_line =
        name >= 0 && lexicon_.concepts()[name].one_line && !value_of(head).empty();
    if (!one_line) around_line_ = -1;
    if (one_line && around_line_ < 0) around_line_ = static_cast<int>(sections_.size()) - 1;
    line_end_ = text_.lines()[head.line].end;
    point_is_said_ = point >= 0 && text_.items()[point].span.end > head.whole.end + 1;
    sections_.back().body.end = head.whole.begin;
    sections_.push_back(std::move(section));
  }

  const Text& text_;
  const Lexicon& lexicon_;
  const std::vector<Mention>& mentions_;
  size_t next_ = 0;
  std::vector<Section> sections_;
  int around_points_ = -1;      // the section in which points of a list have heads; -1: no such
  bool point_is_said_ = false;  // the last of them has words behind its head
  int around_line_ = -1;        // the section in which a head of one line stands; -1: no such
  uint32_t line_end_ = 0;       // of that line
  int counted_ = 0;             // the last number of a list
  int counted_in_ = 0;          // the section that it stands in
  int counted_item_ = -1;       // the item that it is of
};

}  // namespace

std::vector<Section> find_sections(const Text& text, const Lexicon& lexicon,
                                   const std::vector<Mention>& mentions) {
  return SectionFinder(text, lexicon, mentions).run();
}

uint32_t section_at(const std::vector<Section>& sections, uint32_t position) {
  const auto after =
      std::upper_bound(sections.begin() + 1, sections.end(), position,
                       [](uint32_t at, const Section& section) { return at < section.head.begin; });
  return static_cast<uint32_t>(after - sections.begin()) - 1;
}

}  // namespace evident
