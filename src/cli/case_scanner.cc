#include "cli/case_scanner.h"

namespace evident {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view line) : line_(line) {}

  CaseTokens scan() {
    while (out_.error.empty()) {
      while (at_ < line_.size() && blank(line_[at_])) ++at_;
      if (at_ == line_.size()) break;
      if (line_[at_] == ',') {
        add({CaseToken::Kind::comma, ",", 0, at_, at_ + 1});
      } else if (line_[at_] == '"') {
        quote();
      } else {
        word();
      }
    }
    add({CaseToken::Kind::end, "", 0, line_.size(), line_.size()});
    return std::move(out_);
  }

 private:
  static bool blank(char c) { return c == ' ' || c == '\t'; }
  static bool digit(char c) { return c >= '0' && c <= '9'; }

  void add(CaseToken token) {
    at_ = token.end;
    out_.tokens.push_back(std::move(token));
  }

  void fail(size_t at, std::string message) {
    out_.error = std::move(message);
    out_.error_at = at;
  }

  void word() {
    size_t end = at_;
    while (end < line_.size() && !blank(line_[end]) && line_[end] != ',' && line_[end] != '"')
      ++end;
    add({CaseToken::Kind::word, std::string(line_.substr(at_, end - at_)), 0, at_, end});
  }

  void quote() {
    CaseToken token{CaseToken::Kind::quote, "", 0, at_, at_ + 1};
    for (;; ++token.end) {
      if (token.end == line_.size()) return fail(token.begin, "this quote has no end");
      char c = line_[token.end];
      if (c == '"') break;
      if (c == '\\' && !escaped(token, c)) return;
      token.text += c;
    }
    ++token.end;
    if (token.text.empty()) return fail(token.begin, "a quote needs words");
    if (number(token)) add(std::move(token));
  }

  // Reads \n \r \" \\ into `c`.
  bool escaped(CaseToken& token, char& c) {
    const size_t at = token.end++;
    c = token.end < line_.size() ? line_[token.end] : ' ';
    if (c == 'n') {
      c = '\n';
    } else if (c == 'r') {
      c = '\r';
    } else if (c != '"' && c != '\\') {
      fail(at, "unknown escape; a quote knows \\n, \\r, \\\" and \\\\");
      return false;
    }
    return true;
  }

  // Reads the #2 of "words"#2.
  bool number(CaseToken& token) {
    if (token.end == line_.size() || line_[token.end] != '#') return true;
    const size_t at = token.end++;
    while (token.end < line_.size() && digit(line_[token.end]) && token.nth < 100000)
      token.nth = token.nth * 10 + (line_[token.end++] - '0');
    if (token.nth == 0) fail(at, "a number from 1 stands after #: \"words\"#2");
    return token.nth > 0;
  }

  std::string_view line_;
  size_t at_ = 0;
  CaseTokens out_;
};

}  // namespace

CaseTokens scan_case_line(std::string_view line) { return Scanner(line).scan(); }

}  // namespace evident
