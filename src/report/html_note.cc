#include "report/html_note.h"

#include <algorithm>

#include "report/html_text.h"
#include "report/reasons.h"

namespace evident {
namespace {

constexpr size_t kMostLabels = 6;  // behind one mark; the last then says how many more there are

// How words look, by the strongest that cites them.
std::string_view class_of(const Highlight& mark) {
  switch (mark.by) {
    case Cited::query:
      return "ask";
    case Cited::contradiction:
      return "clash";
    case Cited::red_flag:
      return "flag";
    case Cited::claim:
      return "typed";
    case Cited::finding:
      return "seen";
    case Cited::code:
      break;
  }
  if (mark.style == Style::anchor) return "anchor";
  return mark.style == Style::support ? "support" : "held";
}

std::string id_at(size_t index) { return "e" + std::to_string(index + 1); }

class Writer {
 public:
  Writer(std::string& out, const Text& text, const std::vector<Highlight>& highlights,
         const std::vector<MarkedWords>& words, const HtmlIds& ids)
      : out_(out),
        text_(text),
        utf8_(text.utf8()),
        highlights_(highlights),
        words_(words),
        ids_(ids),
        ends_(order_of_ends(words)) {}

  void write() {
    out_ += "<pre id=\"note\" dir=\"auto\">";
    number_line();
    while (at_ < utf8_.size()) {
      close_until(at_);
      open_until(at_);
      if (line_end().begin <= at_) {
        write_line_end();
      } else {
        const uint32_t next = next_stop();
        put(at_, next);
        at_ = next;
      }
    }
    close_until(at_);
    out_ += "</pre>\n";
  }

 private:
  // Where the current line ends in utf8; behind the note for the last one.
  Span line_end() {
    while (!line_end_known_) find_line_end();
    return line_end_;
  }

  void find_line_end() {
    const std::string_view norm = text_.norm();
    const size_t found = norm.find('\n', norm_at_);
    line_end_known_ = true;
    if (found == std::string_view::npos) {
      line_end_ = {UINT32_MAX, UINT32_MAX};
      return;
    }
    norm_at_ = found + 1;
    const auto position = static_cast<uint32_t>(found);
    line_end_ = text_.note_span({position, position + 1});
    if (line_end_.end > at_) return;
    ++line_;  // one character of the note that ends two lines
    line_end_known_ = false;
  }

  uint32_t next_stop() {
    uint32_t next = std::min(static_cast<uint32_t>(utf8_.size()), line_end().begin);
    if (opened_ < words_.size()) next = std::min(next, words_[opened_].span.begin);
    if (closed_ < ends_.size()) next = std::min(next, words_[ends_[closed_]].span.end);
    return next;
  }

  void put(uint32_t begin, uint32_t end) {
    // The CR of a CR LF belongs to the line end, though norm does not say so.
    if (end < utf8_.size() && utf8_[end] == '\n' && end > begin && utf8_[end - 1] == '\r') --end;
    append_html_text(out_, utf8_.substr(begin, end - begin));
  }

  void write_line_end() {
    const Span end = line_end();
    append_html_text(out_, utf8_.substr(end.begin, end.size()));
    if (out_.back() != '\n') out_ += "<br>";  // form feed, U+2028: browsers do not break there
    at_ = end.end;
    ++line_;
    line_end_known_ = false;
    close_until(at_);
    number_line();
  }

  void number_line() {
    const auto& lines = text_.lines();
    if (line_ >= lines.size() || lines[line_].empty()) return;
    out_ += "<i data-n=\"" + std::to_string(line_ + 1) + "\"></i>";
  }

  void open_until(uint32_t at) {
    for (; opened_ < words_.size() && words_[opened_].span.begin <= at; ++opened_) {
      open_mark(opened_, id_at(opened_));
      open_.push_back(opened_);
    }
  }

  void close_until(uint32_t at) {
    for (; closed_ < ends_.size() && words_[ends_[closed_]].span.end <= at; ++closed_)
      close_mark(ends_[closed_]);
  }

  // Marks that began inside this one and go on behind it are closed with it and opened anew.
  void close_mark(size_t index) {
    const auto it = std::find(open_.begin(), open_.end(), index);
    for (auto inner = it; inner != open_.end(); ++inner) out_ += "</mark>";
    labels(words_[index]);
    for (auto rest = open_.erase(it); rest != open_.end(); ++rest) open_mark(*rest, "");
  }

  void open_mark(size_t index, const std::string& id) {
    out_ += "<mark";
    if (!id.empty()) out_ += " id=\"" + id + "\"";
    out_ += " class=\"";
    out_ += class_of(strongest(words_[index]));
    out_ += "\">";
  }

  const Highlight& strongest(const MarkedWords& words) const {
    const auto it = std::find_if(words.marks.begin(), words.marks.end(), [&](size_t i) {
      return !stronger(words.style, highlights_[i].style);
    });
    return highlights_[it == words.marks.end() ? words.marks.front() : *it];
  }

  // A finding is told only where nothing else is to be told of these words.
  void labels(const MarkedWords& words) {
    std::vector<size_t> cites;
    for (size_t i : words.marks)
      if (cites.empty() || highlights_[i].by != Cited::finding) cites.push_back(i);
    const size_t shown = cites.size() <= kMostLabels ? cites.size() : kMostLabels - 1;
    for (size_t i = 0; i < shown; ++i) {
      const Highlight& mark = highlights_[cites[i]];
      const bool said_next = i + 1 < shown && highlights_[cites[i + 1]].says == mark.says;
      label(mark, said_next ? "" : mark.says);
    }
    if (shown < cites.size())
      out_ += "<span class=\"r\" data-l=\"+" + std::to_string(cites.size() - shown) + "\"></span>";
  }

  // What several labels in a row say stands once, in the last of them.
  void label(const Highlight& mark, const std::string& says) {
    const std::string target = ids_.of(mark);
    std::string words = mark.label;
    if (!says.empty()) words += (words.empty() ? "" : " ") + spaced(says);
    const char* element = target.empty() ? "span" : "a";
    out_ += std::string("<") + element + " class=\"r ";
    out_ += class_of(mark);
    out_ += "\" data-l=\"";
    append_html_attribute(out_, words);
    if (!target.empty()) {
      out_ += "\" href=\"#" + target + "\" aria-label=\"";
      append_html_attribute(out_, words);
    }
    out_ += std::string("\"></") + element + ">";
  }

  std::string& out_;
  const Text& text_;
  std::string_view utf8_;
  const std::vector<Highlight>& highlights_;
  const std::vector<MarkedWords>& words_;
  const HtmlIds& ids_;
  std::vector<size_t> ends_;  // indices of words_ by end
  std::vector<size_t> open_;  // begun and not ended, the innermost last
  size_t opened_ = 0, closed_ = 0;
  uint32_t at_ = 0;     // in utf8
  size_t norm_at_ = 0;  // behind the line end last found
  size_t line_ = 0;
  Span line_end_;
  bool line_end_known_ = false;
};

}  // namespace

HtmlNote::HtmlNote(const Text& text, std::vector<Highlight> highlights, const HtmlIds& ids)
    : text_(text),
      highlights_(std::move(highlights)),
      words_(merge_highlights(text, highlights_)),
      ids_(ids) {}

std::string HtmlNote::mark_id(Span norm) const {
  const Span span = text_.note_span(norm);
  const auto it = std::lower_bound(
      words_.begin(), words_.end(), span, [](const MarkedWords& words, Span wanted) {
        return words.span.begin != wanted.begin ? words.span.begin < wanted.begin
                                                : words.span.end > wanted.end;
      });
  if (it == words_.end() || it->span != span) return "";
  return id_at(static_cast<size_t>(it - words_.begin()));
}

void HtmlNote::append_to(std::string& out) const {
  Writer(out, text_, highlights_, words_, ids_).write();
}

}  // namespace evident
