#include "coding/code_search.h"

#include <algorithm>
#include <tuple>

#include "base/utf8.h"
#include "coding/code_text.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace evident {
namespace {

bool of_word(char c) { return is_digit(c) || is_lower(c); }

// Lower case without accents.
std::string folded(std::string_view text) {
  const bool ascii = std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
  if (!ascii && find_invalid_utf8(text) == text.npos) return fold_note(text).norm;
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

// Without an ending that is most likely a plural's. A word is only ever compared with words that
// went through the same, so that a wrong guess does no harm.
std::string_view singular(std::string_view word) {
  if (word.size() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is"))
    return word;
  if (word.ends_with("ies")) return word.substr(0, word.size() - 3);
  if (word.ends_with("sses") || word.ends_with("xes")) return word.substr(0, word.size() - 2);
  if (word.ends_with("ae") || word.ends_with('s') || word.ends_with('y'))
    return word.substr(0, word.size() - 1);
  return word;
}

// Calls `visit` with each word of a folded text.
template <typename F>
void each_word(std::string_view text, F visit) {
  for (size_t at = 0; at < text.size();) {
    while (at < text.size() && !of_word(text[at])) ++at;
    size_t end = at;
    while (end < text.size() && of_word(text[end])) ++end;
    if (end > at) visit(text.substr(at, end - at));
    at = end;
  }
}

struct Word {
  std::string text;  // folded, singular
  std::string code;  // as the beginning of a code; "" when it cannot be one
};

enum Match : int { kNotThere = 0, kBeginning = 1, kWhole = 2 };

std::vector<Word> words_of(const std::vector<std::string>& given) {
  std::vector<Word> words;
  for (const std::string& part : given) {
    for (size_t at = 0; at < part.size();) {
      const size_t begin = std::min(part.find_first_not_of(' ', at), part.size());
      const size_t end = std::min(part.find(' ', begin), part.size());
      const std::string_view raw = std::string_view(part).substr(begin, end - begin);
      at = end;
      std::vector<Word> pieces;
      each_word(folded(raw), [&](std::string_view piece) {
        pieces.push_back({std::string(singular(piece)), ""});
      });
      const bool code = looks_like_code(raw) && !is_digit(raw[0]);
      if (code) pieces = {{std::string(singular(folded(raw))), as_code(raw)}};
      words.insert(words.end(), pieces.begin(), pieces.end());
    }
  }
  return words;
}

class Searcher {
 public:
  explicit Searcher(std::vector<Word> words) : words_(std::move(words)) {}

  void consider(const CodeSet::Entry& entry) {
    std::fill(in_title_.begin(), in_title_.end(), kNotThere);
    in_title_.resize(words_.size(), kNotThere);
    const int length = look(entry.title, in_title_);
    bool all = true, some_term = false;
    for (size_t i = 0; i < words_.size(); ++i) {
      if (!words_[i].code.empty() && entry.code.starts_with(words_[i].code)) in_title_[i] = kWhole;
      all = all && in_title_[i] != kNotThere;
    }
    int score = 0;
    for (int match : in_title_) score += match == kWhole ? 4 : match == kBeginning ? 3 : 0;
    std::string_view term;
    if (!all && !look_in_terms(entry, score, term)) return;
    some_term = !all;
    hits_.push_back({-score, length, std::string(entry.code), std::string(entry.title),
                     some_term ? std::string(term) : std::string()});
  }

  CodeHits best(size_t limit) {
    const auto before = [](const Hit& a, const Hit& b) {
      return std::tie(a.rank, a.length, a.code) < std::tie(b.rank, b.length, b.code);
    };
    CodeHits result;
    result.found = hits_.size();
    const size_t kept = std::min(limit, hits_.size());
    std::partial_sort(hits_.begin(), hits_.begin() + static_cast<long>(kept), hits_.end(), before);
    for (size_t i = 0; i < kept; ++i)
      result.best.push_back(
          {std::move(hits_[i].code), std::move(hits_[i].title), std::move(hits_[i].term)});
    return result;
  }

 private:
  struct Hit {
    int rank, length;
    std::string code, title, term;
  };

  // How well each word stands in `text`; gives the number of words there.
  int look(std::string_view text, std::vector<int>& matches) {
    int length = 0;
    const std::string plain = folded(text);
    each_word(plain, [&](std::string_view each) {
      ++length;
      const std::string_view word = singular(each);
      for (size_t i = 0; i < words_.size(); ++i) {
        const std::string& wanted = words_[i].text;
        if (matches[i] == kWhole || !each.starts_with(wanted)) continue;
        matches[i] = std::max<int>(matches[i], word == wanted ? kWhole : kBeginning);
      }
    });
    return length;
  }

  // The words that the title lacks, in the terms; `term` is the first that has one of them.
  bool look_in_terms(const CodeSet::Entry& entry, int& score, std::string_view& term) {
    std::vector<int> lacking = in_title_;
    std::replace(lacking.begin(), lacking.end(), static_cast<int>(kBeginning),
                 static_cast<int>(kWhole));
    for (std::string_view each : entry.terms) {
      const std::vector<int> before = lacking;
      look(each, lacking);
      if (term.empty() && lacking != before) term = each;
    }
    for (size_t i = 0; i < words_.size(); ++i) {
      if (lacking[i] == kNotThere) return false;
      if (in_title_[i] == kNotThere) score += lacking[i];
    }
    return true;
  }

  std::vector<Word> words_;
  std::vector<int> in_title_;
  std::vector<Hit> hits_;
};

}  // namespace

CodeHits search_codes(const CodeSet& set, const std::vector<std::string>& words, Date date,
                      size_t limit) {
  std::vector<Word> wanted = words_of(words);
  if (wanted.empty()) return {};
  Searcher searcher(std::move(wanted));
  set.each(date, [&](const CodeSet::Entry& entry) {
    if (entry.in_force) searcher.consider(entry);
  });
  return searcher.best(limit);
}

bool looks_like_code(std::string_view word) {
  const std::string code = as_code(word);
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto digit_at = [&](size_t at) { return at < code.size() && is_digit(code[at]); };
  return code.size() >= 2 && code.size() <= 8 && (digit_at(0) || digit_at(1) || digit_at(2)) &&
         std::all_of(code.begin(), code.end(),
                     [&](char c) { return is_digit(c) || c == '.' || upper(c); });
}

}  // namespace evident
