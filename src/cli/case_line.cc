#include "cli/case_line.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/suggest.h"
#include "base/utf8.h"
#include "cli/case_scanner.h"
#include "cli/quote.h"

namespace evident {
namespace {

using Words = std::vector<std::string>;

const Words kKinds = {"finding", "code", "withheld", "query", "claim", "warning", "red-flag", "no"};
const Words kNothings = {"findings", "codes", "warnings", "red-flags"};
const Words kContexts = {"negated", "possible", "past",        "future",
                         "family",  "other",    "hypothetical"};
const Words kReasons = {"negated",      "uncertain",     "past",         "mentioned-only",
                        "family",       "hypothetical",  "contradicted", "absorbed",
                        "excludes1",    "less-specific", "outranked",    "not-valid-on-date",
                        "not-billable", "inferred-only"};
const Words kVerdicts = {"supported",     "less-specific", "contradicted", "no-evidence", "deleted",
                         "not-yet-valid", "not-billable",  "excluded",     "not-icd10cm"};

bool has(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class CaseLineReader {
 public:
  CaseLineReader(std::shared_ptr<const Source> source, int number, const Text& note,
                 const CaseWords& words, Diagnostics& diagnostics)
      : source_(std::move(source)),
        number_(number),
        line_(source_->line(number)),
        note_(note),
        words_(words),
        diagnostics_(diagnostics),
        errors_before_(diagnostics.errors()) {}

  std::optional<Expectation> read() {
    CaseTokens scanned = scan_case_line(line_);
    if (!scanned.error.empty()) {
      diagnostics_.error(place(scanned.error_at, scanned.error_at + 1), scanned.error);
      return std::nullopt;
    }
    tokens_ = std::move(scanned.tokens);
    const size_t begin = tokens_.front().begin;
    const size_t end = tokens_.size() > 1 ? tokens_[tokens_.size() - 2].end : begin;
    result_.at = place(begin, end);
    result_.written = line_.substr(begin, end - begin);
    read_kind();
    if (diagnostics_.errors() == errors_before_ && peek().kind != CaseToken::Kind::end)
      fail(peek(), "nothing more is expected here");
    if (diagnostics_.errors() != errors_before_) return std::nullopt;
    return std::move(result_);
  }

 private:
  Place place(size_t begin, size_t end) const {
    return place_in(source_, number_, line_, begin, end);
  }
  const CaseToken& peek() const { return tokens_[next_]; }
  bool at_word(std::string_view word) const {
    return peek().kind == CaseToken::Kind::word && peek().text == word;
  }
  const CaseToken& take() { return tokens_[next_ + 1 < tokens_.size() ? next_++ : next_]; }
  Diagnostic& fail(const CaseToken& token, std::string message) {
    if (lost_) return ignored_;
    return diagnostics_.error(place(token.begin, std::max(token.end, token.begin + 1)),
                              std::move(message));
  }

  // The next token, when it is a word; else an error that says what is missing.
  const CaseToken* word(const char* what) {
    if (peek().kind == CaseToken::Kind::word) return &take();
    fail(peek(), std::string(what) + " is needed here");
    lost_ = true;
    return nullptr;
  }

  std::string known_word(const char* what, const Words& known, bool list_them = true) {
    const CaseToken* token = word(what);
    if (token == nullptr) return "";
    if (!has(known, token->text)) unknown(*token, what, known, list_them);
    return token->text;
  }

  void unknown(const CaseToken& token, const char* what, const Words& known, bool list_them) {
    std::string name = what;
    name = name.substr(name.find(' ') + 1);  // without its article
    Diagnostic& error = fail(token, "unknown " + name + " \"" + token.text + '"');
    list_them ? say_allowed(error, token.text, known) : suggest(error, token.text, known);
  }

  std::string code() {
    const CaseToken* token = word("a code");
    if (token == nullptr) return "";
    if (!has(words_.codes, token->text))
      suggest_code(fail(*token, "unknown code \"" + token->text + "\""), token->text, words_.codes);
    return token->text;
  }

  std::vector<std::string> code_list() {
    std::vector<std::string> codes = {code()};
    while (peek().kind == CaseToken::Kind::comma) {
      take();
      codes.push_back(code());
    }
    return codes;
  }

  // Words of the note with their places; `one_place`: they must not be ambiguous.
  Quote quote(const char* what, bool one_place = false) {
    if (peek().kind != CaseToken::Kind::quote) {
      fail(peek(), std::string(what) + " in quotes are needed here");
      lost_ = true;
      return {};
    }
    const CaseToken& token = take();
    Quote quote{token.text, places_of(note_, token.text)};
    const size_t count = quote.places.size();
    if (count == 0) {
      Diagnostic& error = fail(token, "these words do not stand in the note");
      if (note_.utf8().find(token.text) != std::string_view::npos)
        error.notes.push_back("they are only a part of a longer word");
    } else if (static_cast<size_t>(token.nth) > count) {
      fail(token, "these words stand only " + times(count) + " in the note");
    } else if (token.nth > 0) {
      quote.places = {quote.places[static_cast<size_t>(token.nth) - 1]};
    } else if (one_place && count > 1) {
      fail(token, "these words stand " + times(count) + " in the note")
          .notes.push_back("say which: " + in_quotes(token.text) + "#1 to #" +
                           std::to_string(count));
    }
    return quote;
  }

  static std::string times(size_t count) {
    return count == 1 ? "once" : std::to_string(count) + " times";
  }

  std::vector<Quote> quote_list(const char* what) {
    std::vector<Quote> quotes = {quote(what)};
    while (peek().kind == CaseToken::Kind::comma) {
      take();
      quotes.push_back(quote(what));
    }
    return quotes;
  }

  void read_kind() {
    using Read = void (CaseLineReader::*)();
    static constexpr std::array<Read, 8> kReads = {
        &CaseLineReader::read_finding,  &CaseLineReader::read_code,
        &CaseLineReader::read_withheld, &CaseLineReader::read_query,
        &CaseLineReader::read_claim,    &CaseLineReader::read_warning,
        &CaseLineReader::read_red_flag, &CaseLineReader::read_nothing};
    const CaseToken* kind = word("a kind of line");
    if (kind == nullptr) return;
    const auto found = std::find(kKinds.begin(), kKinds.end(), kind->text);
    if (found == kKinds.end()) return unknown(*kind, "a line", kKinds, true);
    (this->*kReads[static_cast<size_t>(found - kKinds.begin())])();
  }

  void read_finding() {
    result_.kind = LineKind::finding;
    result_.concept_id = known_word("a concept", words_.concepts, false);
    result_.words = {quote("the words of the finding", true)};
    const CaseToken* context = nullptr;
    while (peek().kind == CaseToken::Kind::word) {
      const CaseToken& token = take();
      if (token.text == "by") {
        result_.by.push_back(quote("the words of the cue"));
      } else if (token.text.find('=') != std::string::npos) {
        read_value(token);
      } else if (has(kContexts, token.text)) {
        context = &token;
        result_.says.push_back(token.text);
      } else {
        unknown(token, "a context", kContexts, true);
      }
    }
    if (context != nullptr && result_.by.empty())
      fail(*context, "\"" + context->text + "\" without the cue that says it")
          .notes.push_back("add: by \"the words of the cue\"");
  }

  // side=right, or cause="motor vehicle accident".
  void read_value(const CaseToken& token) {
    const size_t equals = token.text.find('=');
    AxisValue value{token.text.substr(0, equals), token.text.substr(equals + 1)};
    const CaseToken& next = peek();
    if (value.value.empty() && next.kind == CaseToken::Kind::quote && next.begin == token.end)
      value.value = take().text;
    if (!has(words_.axes, value.axis)) {
      say_allowed(fail(token, "unknown axis \"" + value.axis + "\""), value.axis, words_.axes);
    } else if (value.value.empty()) {
      fail(token, "the axis has no value");
    }
    result_.values.push_back(std::move(value));
  }

  void read_code() {
    result_.kind = LineKind::code;
    result_.code = code();
    while (peek().kind == CaseToken::Kind::word) {
      const CaseToken& token = take();
      if (token.text == "from" && result_.words.empty()) {
        result_.words = quote_list("words of the note");
      } else if (token.text == "rule" && result_.rule.empty()) {
        const CaseToken* id = word("the id of a rule");
        if (id != nullptr) result_.rule = id->text;
      } else if (token.text == "inferred" && !result_.inferred) {
        result_.inferred = true;
      } else if (token.text == "rank" && result_.rank == 0) {
        read_rank();
      } else {
        return unexpected(token, {"from", "rule", "inferred", "rank"});
      }
    }
  }

  void read_rank() {
    const CaseToken* number = word("a number from 1");
    if (number == nullptr) return;
    const bool digits = number->text.size() < 4 &&
                        number->text.find_first_not_of("0123456789") == std::string::npos;
    result_.rank = digits ? std::stoi(number->text) : 0;
    if (result_.rank == 0) fail(*number, "a number from 1 is needed here");
  }

  // A word that is unknown here, or stands for the second time.
  void unexpected(const CaseToken& token, const Words& known) {
    if (has(known, token.text)) {
      fail(token, "\"" + token.text + "\" stands twice");
    } else {
      unknown(token, "a word", known, true);
    }
  }

  void read_withheld() {
    result_.kind = LineKind::withheld;
    result_.code = code();
    result_.what = known_word("a reason", kReasons);
    if (peek().kind != CaseToken::Kind::word) return;
    const CaseToken& token = take();
    if (token.text != "by") return unexpected(token, {"by"});
    if (peek().kind == CaseToken::Kind::quote) {
      result_.by = {quote("the words of the cue")};
    } else {
      result_.by_code = code();
    }
  }

  void read_query() {
    result_.kind = LineKind::query;
    result_.code = code();
    const CaseToken* about = word("what the query is about");
    if (about != nullptr) result_.what = about->text;
  }

  void read_claim() {
    result_.kind = LineKind::claim;
    result_.words = {quote("the words of the claim")};
    result_.what = known_word("a verdict", kVerdicts);
    if (peek().kind != CaseToken::Kind::word) return;
    const CaseToken& token = take();
    if (token.text != "replaced") return unexpected(token, {"replaced"});
    result_.replaced_by = code_list();
  }

  void read_warning() {
    result_.kind = LineKind::warning;
    result_.code = code();
    const CaseToken* id = word("the id of a warning");
    if (id != nullptr) result_.what = id->text;
    while (peek().kind == CaseToken::Kind::word) {
      const CaseToken& token = take();
      if (token.text == "from" && result_.words.empty()) {
        result_.words = quote_list("words of the note");
      } else if (token.text == "about" && result_.about.empty()) {
        const CaseToken* pattern = word("a code");
        if (pattern != nullptr) result_.about.push_back(pattern->text);
      } else {
        return unexpected(token, {"from", "about"});
      }
    }
  }

  void read_red_flag() {
    result_.kind = LineKind::red_flag;
    result_.concept_id = known_word("a red flag", words_.red_flags, false);
    result_.words = {quote("the words of the red flag")};
  }

  void read_nothing() {
    const std::string what = known_word("a line after no", kNothings);
    result_.kind = what == "findings"    ? LineKind::no_findings
                   : what == "red-flags" ? LineKind::no_red_flags
                                         : LineKind::no_codes;
    if (what != "warnings") return;
    result_.kind = LineKind::no_warnings;
    result_.code = code();
  }

  std::shared_ptr<const Source> source_;
  int number_;
  std::string_view line_;
  const Text& note_;
  const CaseWords& words_;
  Diagnostics& diagnostics_;
  size_t errors_before_;
  std::vector<CaseToken> tokens_;
  size_t next_ = 0;
  bool lost_ = false;  // something is missing: what else is wrong follows from that
  Diagnostic ignored_;
  Expectation result_;
};

}  // namespace

Place place_in(const std::shared_ptr<const Source>& source, int number, std::string_view line,
               size_t begin, size_t end) {
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  return {source, number, static_cast<int>(code_points(line.substr(0, begin))) + 1,
          std::max(1, static_cast<int>(code_points(line.substr(begin, end - begin))))};
}

void suggest_code(Diagnostic& diagnostic, std::string_view word, const Words& codes) {
  std::string dotted(word);
  if (dotted.size() > 3) dotted.insert(3, ".");
  suggest(diagnostic, has(codes, dotted) ? dotted : word, codes);
}

std::optional<Expectation> read_case_line(const std::shared_ptr<const Source>& source, int number,
                                          const Text& note, const CaseWords& words,
                                          Diagnostics& diagnostics) {
  return CaseLineReader(source, number, note, words, diagnostics).read();
}

bool looks_like_expectation(std::string_view line) {
  const CaseTokens scanned = scan_case_line(line);
  return scanned.tokens.size() > 2 && has(kKinds, scanned.tokens.front().text);
}

}  // namespace evident
