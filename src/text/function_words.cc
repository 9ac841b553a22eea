#include "text/function_words.h"

#include <algorithm>
#include <iterator>

namespace evident {
namespace {

constexpr std::string_view kStatement[] = {
    "am",        "are",      "be",      "been",         "being",        "came",     "can",
    "consisted", "consists", "could",   "demonstrated", "demonstrates", "did",      "does",
    "feels",     "felt",     "follows", "had",          "has",          "have",     "he",
    "her",       "his",      "i",       "include",      "included",     "includes", "including",
    "into",      "is",       "it",      "its",          "me",           "means",    "measure",
    "measured",  "measures", "my",      "noted",        "our",          "reported", "reports",
    "revealed",  "reveals",  "said",    "says",         "she",          "should",   "showed",
    "shows",     "stated",   "states",  "that",         "their",        "them",     "these",
    "they",      "this",     "those",   "took",         "us",           "was",      "we",
    "weigh",     "weighs",   "went",    "were",         "which",        "who",      "will",
    "would",     "you",      "your",
};

constexpr std::string_view kAnswers[] = {"n", "never", "no", "none", "unknown", "y", "yes"};

constexpr std::string_view kArticles[] = {"a", "an", "the"};

constexpr std::string_view kSubjects[] = {"he", "i", "it", "she", "they", "we"};

constexpr std::string_view kOpeners[] = {
    "a",       "after", "all",     "also",  "although", "an",    "and",  "as",    "at",
    "because", "both",  "but",     "by",    "during",   "for",   "from", "given", "he",
    "her",     "his",   "however", "i",     "if",       "in",    "it",   "its",   "my",
    "no",      "on",    "once",    "our",   "she",      "since", "so",   "some",  "that",
    "the",     "their", "then",    "there", "these",    "they",  "this", "those", "to",
    "upon",    "we",    "what",    "when",  "while",    "with",  "you",  "your",
};

constexpr std::string_view kExpecting[] = {
    "a",    "an",   "and",   "are",   "as",   "at",      "be",    "because", "been", "but",
    "by",   "for",  "from",  "had",   "has",  "have",    "her",   "his",     "if",   "in",
    "into", "is",   "its",   "my",    "nor",  "of",      "on",    "or",      "our",  "some",
    "than", "that", "the",   "their", "this", "to",      "under", "until",   "upon", "very",
    "was",  "were", "which", "who",   "with", "without", "your",
};

constexpr std::string_view kParts[] = {"low", "lower", "mid", "upper"};

constexpr std::string_view kCarrying[] = {
    "and", "as",   "because", "but",   "for", "into", "nor",   "of",
    "or",  "than", "that",    "which", "who", "whom", "whose", "with",
};

constexpr std::string_view kNumbers[] = {
    "eight", "five", "four", "nine", "one", "seven", "six", "ten", "three", "two",
};

constexpr std::string_view kNumbered[] = {
    "about", "age",   "and",   "are",  "at",    "axis",  "by",    "class",  "day",  "degree",
    "from",  "grade", "group", "is",   "least", "level", "no",    "number", "of",   "only",
    "or",    "part",  "phase", "plus", "q",     "room",  "score", "stage",  "step", "than",
    "times", "to",    "type",  "was",  "week",  "were",  "with",  "x",      "year",
};

static_assert(std::ranges::is_sorted(kStatement) && std::ranges::is_sorted(kSubjects) &&
              std::ranges::is_sorted(kAnswers) && std::ranges::is_sorted(kArticles) &&
              std::ranges::is_sorted(kOpeners) && std::ranges::is_sorted(kExpecting) &&
              std::ranges::is_sorted(kParts) && std::ranges::is_sorted(kCarrying) &&
              std::ranges::is_sorted(kNumbers) && std::ranges::is_sorted(kNumbered));

template <size_t n>
bool holds(const std::string_view (&words)[n], std::string_view word) {
  return std::ranges::binary_search(words, word);
}

}  // namespace

bool makes_statement(std::string_view word) { return holds(kStatement, word); }
bool is_answer(std::string_view word) { return holds(kAnswers, word); }
bool is_article(std::string_view word) { return holds(kArticles, word); }
bool is_subject(std::string_view word) { return holds(kSubjects, word); }
bool opens_sentence(std::string_view word) { return holds(kOpeners, word); }
bool expects_more(std::string_view word) { return holds(kExpecting, word); }
bool tells_part(std::string_view word) { return holds(kParts, word); }
bool carries_on(std::string_view word) { return holds(kCarrying, word); }
bool is_number(std::string_view word) { return holds(kNumbers, word); }
bool takes_number(std::string_view word) { return holds(kNumbered, word); }

}  // namespace evident
