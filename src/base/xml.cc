#include "base/xml.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace evident {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

bool blank(char c) { return kBlanks.find(c) != kBlanks.npos; }

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == ':';
  });
}

void append_utf8(uint32_t c, std::string& out) {
  const auto more = [&](int shift) { out += static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    more(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    more(6);
    more(0);
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    more(12);
    more(6);
    more(0);
  }
}

// "amp", "#8217", "#x2019"; 0 when it is none that is known.
uint32_t character_named(std::string_view entity) {
  constexpr std::pair<std::string_view, char> kNamed[] = {
      {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& [name, character] : kNamed)
    if (name == entity) return static_cast<uint32_t>(character);
  if (!entity.starts_with('#')) return 0;
  entity.remove_prefix(1);
  const bool hexadecimal = entity.starts_with('x');
  if (hexadecimal) entity.remove_prefix(1);
  uint32_t value = 0;
  const char* end = entity.data() + entity.size();
  const auto read = std::from_chars(entity.data(), end, value, hexadecimal ? 16 : 10);
  const bool valid = read.ptr == end && read.ec == std::errc() && value < 0x110000 &&
                     (value < 0xD800 || value > 0xDFFF);
  return valid ? value : 0;
}

}  // namespace

XmlReader::XmlReader(std::shared_ptr<const Source> source, Diagnostics& diagnostics)
    : source_(std::move(source)), diagnostics_(diagnostics), all_(source_->text) {
  if (all_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
}

bool XmlReader::next() {
  if (failed_) return false;
  if (close_next_) {
    close_next_ = false;
    event_ = Event::close;
    open_.pop_back();
    return true;
  }
  while (at_ < all_.size()) {
    event_at_ = at_;
    if (all_[at_] != '<') {
      if (plain_text()) return true;
    } else if (markup()) {
      return true;
    }
    if (failed_) return false;
  }
  if (!open_.empty())
    return fail(at_, "the file is cut off: <" + std::string(open_.back()) + "> is not closed");
  if (!seen_root_) return fail(at_, "no XML element in this file");
  return false;
}

std::string_view XmlReader::attribute(std::string_view name) const {
  for (const auto& [known, value] : attributes_)
    if (known == name) return value;
  return {};
}

Diagnostic& XmlReader::error(std::string message) {
  return diagnostics_.error(place(event_at_), std::move(message));
}

bool XmlReader::fail(size_t at, std::string message) {
  failed_ = true;
  diagnostics_.error(place(at), std::move(message));
  return false;
}

Place XmlReader::place(size_t at) const {
  const std::string_view before = all_.substr(0, at);
  const auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
  const size_t begin = before.rfind('\n') + 1;  // npos + 1 is 0
  return {source_, line, static_cast<int>(code_points(before.substr(begin))) + 1, 1};
}

// True when it is an event; comments and declarations are none.
bool XmlReader::markup() {
  const std::string_view rest = all_.substr(at_);
  if (rest.starts_with("<!--")) return skip_to("-->", "comment");
  if (rest.starts_with("<?")) return skip_to("?>", "declaration");
  if (rest.starts_with("<!")) return fail(at_, "this kind of markup is not read");
  return rest.starts_with("</") ? close_tag() : open_tag();
}

bool XmlReader::skip_to(std::string_view end, const char* what) {
  const size_t stop = all_.find(end, at_);
  if (stop == all_.npos) return fail(at_, std::string("the file is cut off in this ") + what);
  at_ = stop + end.size();
  return false;
}

bool XmlReader::open_tag() {
  const size_t end = all_.find('>', at_);
  if (end == all_.npos) return fail(at_, "the file is cut off in this tag");
  close_next_ = all_[end - 1] == '/';
  const size_t stop = close_next_ ? end - 1 : end;
  const size_t name_end = std::min(all_.find_first_of(kBlanks, at_), stop);
  name_ = all_.substr(at_ + 1, name_end - at_ - 1);
  if (!is_name(name_)) return fail(at_, "this is not a tag");
  if (open_.empty() && seen_root_) return fail(at_, "a second root element");
  if (!attributes(name_end, stop)) return false;
  seen_root_ = true;
  open_.push_back(name_);
  event_ = Event::open;
  at_ = end + 1;
  return true;
}

bool XmlReader::close_tag() {
  const size_t end = all_.find('>', at_);
  if (end == all_.npos) return fail(at_, "the file is cut off in this tag");
  name_ = all_.substr(at_ + 2, end - at_ - 2);
  while (!name_.empty() && blank(name_.back())) name_.remove_suffix(1);
  if (open_.empty() || open_.back() != name_)
    return fail(at_, open_.empty() ? "this tag closes nothing"
                                   : "<" + std::string(open_.back()) + "> is to be closed here");
  open_.pop_back();
  event_ = Event::close;
  at_ = end + 1;
  return true;
}

bool XmlReader::attributes(size_t from, size_t to) {
  attributes_.clear();
  while (true) {
    while (from < to && blank(all_[from])) ++from;
    if (from >= to) return true;
    const std::string_view tag = all_.substr(0, to);
    const size_t equals = tag.find('=', from);
    if (equals == tag.npos || equals + 1 == to) return fail(from, "an attribute without a value");
    const char quote = tag[equals + 1];
    const size_t end = tag.find(quote, equals + 2);
    if ((quote != '"' && quote != '\'') || end == tag.npos)
      return fail(from, "the value of an attribute stands in quotes");
    std::string value;
    if (!resolve(equals + 2, end, value)) return false;
    attributes_.emplace_back(all_.substr(from, equals - from), std::move(value));
    from = end + 1;
  }
}

// True when it is an event: text between elements of the root.
bool XmlReader::plain_text() {
  const size_t end = std::min(all_.find('<', at_), all_.size());
  const std::string_view text = all_.substr(at_, end - at_);
  const size_t begin = at_;
  if (open_.empty()) {
    const size_t word = text.find_first_not_of(kBlanks);
    if (word != text.npos) return fail(begin + word, "text outside of the root element");
    at_ = end;
    return false;
  }
  text_.clear();
  if (!resolve(begin, end, text_)) return false;
  event_ = Event::text;
  at_ = end;
  return true;
}

bool XmlReader::resolve(size_t from, size_t to, std::string& out) {
  const std::string_view text = all_.substr(from, to - from);
  for (size_t at = 0; at < text.size();) {
    const size_t amp = std::min(text.find('&', at), text.size());
    out += text.substr(at, amp - at);
    if (amp == text.size()) return true;
    const size_t end = text.find(';', amp);
    const uint32_t c = end != text.npos ? character_named(text.substr(amp + 1, end - amp - 1)) : 0;
    if (c == 0) return fail(from + amp, "this entity is not known");
    append_utf8(c, out);
    at = end + 1;
  }
  return true;
}

}  // namespace evident
