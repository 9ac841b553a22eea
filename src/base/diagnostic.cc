#include "base/diagnostic.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "base/utf8.h"

namespace evident {
namespace {

// What is shown of a long line on either side of the place.
constexpr size_t kExcerpt = 60;

// The line as code points, made safe for a terminal: a control character is one '?'.
std::vector<std::string> characters(std::string_view line) {
  std::vector<std::string> out;
  for (char c : line) {
    if (continues_character(c) && !out.empty()) {
      out.back() += c;
    } else {
      const bool control = (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
      out.emplace_back(1, control ? '?' : c);
    }
  }
  return out;
}

// The line and, under it, a caret at the place and tildes to its end. Tabs stand in the caret
// line too, so that both lines agree whatever a tab's width.
std::string excerpt(const Place& at) {
  const std::vector<std::string> line = characters(at.source->line(at.line));
  const size_t column = std::min(static_cast<size_t>(std::max(at.column, 1)) - 1, line.size());
  const size_t length = std::clamp<size_t>(static_cast<size_t>(std::max(at.length, 1)), 1,
                                           std::max<size_t>(line.size() - column, 1));
  const size_t begin = line.size() > 2 * kExcerpt && column > kExcerpt ? column - kExcerpt : 0;
  const size_t end = std::min(line.size(), std::max(begin + 2 * kExcerpt, column));
  std::string shown = begin > 0 ? "..." : "", carets = begin > 0 ? "   " : "";
  for (size_t i = begin; i < end; ++i) {
    shown += line[i];
    if (i < column) carets += line[i] == "\t" ? "\t" : " ";
  }
  if (end < line.size()) shown += "...";
  carets += '^';
  carets.append(std::min(length, std::max(end, column + 1) - column) - 1, '~');
  return shown + '\n' + carets + '\n';
}

std::string render_one(const Diagnostic& diagnostic) {
  const Place& at = diagnostic.at;
  std::string out;
  if (at.source) {
    out += at.source->name + ':';
    if (at.line > 0) out += std::to_string(at.line) + ':' + std::to_string(at.column) + ':';
    out += ' ';
  }
  out += diagnostic.severity == Severity::error ? "error: " : "warning: ";
  out += diagnostic.message + '\n';
  if (at.source && at.line > 0) out += excerpt(at);
  for (const std::string& note : diagnostic.notes) out += note + '\n';
  return out;
}

auto order(const Diagnostic& diagnostic) {
  const Place& at = diagnostic.at;
  return std::tuple(at.source ? std::string_view(at.source->name) : "", at.line, at.column);
}

}  // namespace

std::string_view Source::line(int line) const {
  std::string_view rest = text;
  if (rest.starts_with(kByteOrderMark)) rest.remove_prefix(kByteOrderMark.size());
  for (int i = 1;; ++i) {
    const size_t end = rest.find('\n');
    if (i == line) {
      rest = rest.substr(0, end);
      if (rest.ends_with('\r')) rest.remove_suffix(1);
      return rest;
    }
    if (end == rest.npos || line < 1) return {};
    rest.remove_prefix(end + 1);
  }
}

Diagnostic& Diagnostics::error(Place at, std::string message) {
  ++errors_;
  return all_.emplace_back(Diagnostic{Severity::error, std::move(at), std::move(message), {}});
}

Diagnostic& Diagnostics::warning(Place at, std::string message) {
  return all_.emplace_back(Diagnostic{Severity::warning, std::move(at), std::move(message), {}});
}

void Diagnostics::append(Diagnostics others) {
  errors_ += others.errors_;
  std::move(others.all_.begin(), others.all_.end(), std::back_inserter(all_));
}

std::string Diagnostics::render() const {
  std::vector<const Diagnostic*> sorted;
  for (const Diagnostic& diagnostic : all_) sorted.push_back(&diagnostic);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto* a, const auto* b) { return order(*a) < order(*b); });
  std::string out;
  for (const Diagnostic* diagnostic : sorted) out += render_one(*diagnostic);
  return out;
}

}  // namespace evident
