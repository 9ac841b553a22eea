#include "lexicon/phrase.h"

#include <re2/re2.h>

#include <catch2/catch.hpp>
#include <map>

using namespace evident;

namespace {

const std::map<std::string, std::string, std::less<>> kLists = {
    {"ache", "pain|ache"}, {"aches", "<ache>s?"}, {"open", "a("},        {"uses-open", "<open>"},
    {"egg", "<hen>"},      {"hen", "<egg>"},      {"itself", "<itself>"}};

ParsedPhrase parsed(std::string_view phrase) {
  return parse_phrase(phrase, [](std::string_view name) -> const std::string* {
    const auto found = kLists.find(name);
    return found == kLists.end() ? nullptr : &found->second;
  });
}

// "" for a phrase that can be used, else what is wrong: "OFFSET+SIZE message".
std::string mistake(std::string_view phrase) {
  const ParsedPhrase result = parsed(phrase);
  if (result.root) return flaw(*result.root);
  return std::to_string(result.error.offset) + '+' + std::to_string(result.error.size) + ' ' +
         result.error.message;
}

std::string re2_of(std::string_view phrase) {
  const ParsedPhrase result = parsed(phrase);
  REQUIRE(result.root);
  return to_re2(*result.root);
}

}  // namespace

TEST_CASE("what RE2 gets for a phrase") {
  const std::string blank = R"((?:[ \t]*\n[ \t]*|[ \t]+|-(?:\n[ \t]*)?))";
  CHECK(re2_of("LBP") == R"(\b(?:lbp)\b)");
  CHECK(re2_of("na\u00EFve \u00BD") == R"(\b(?:na)"
                                       "ive" +
                                           blank + R"(1/2)\b)");
  CHECK(re2_of("back  pain") == re2_of("back pain"));
  CHECK(re2_of("back\u00A0pain") == re2_of("back pain"));
  CHECK(re2_of("low(er)? back") == R"(\b(?:low(?:er)?)" + blank + R"(back)\b)");
  CHECK(re2_of("<aches>") == R"(\b(?:(?:pain|ache)(?:s)?)\b)");
  CHECK(re2_of(R"(\(\+\))") == R"((?:\(\+\)))");
  CHECK(re2_of("r/o") == R"(\b(?:r/o)\b)");
  CHECK(re2_of(R"(SLR ?\+)") == R"(\b(?:slr(?:)" + blank + R"()?\+))");
  CHECK(re2_of(R"(x\d{1,2})") == R"(\b(?:x(?:[0-9]){1,2})\b)");
  CHECK(re2_of("a{2}b{3,}c*d+") == R"(\b(?:(?:a){2,2}(?:b){3,}(?:c)*(?:d)+)\b)");
  CHECK(re2_of("[a-cX]") == R"(\b(?:[a-cx])\b)");
  CHECK(re2_of("[C]") == R"(\b(?:c)\b)");
  CHECK(re2_of("a ... b") == re2_of("a...b"));
}

TEST_CASE("phrases that can be used") {
  for (const char* phrase :
       {"pain", "low(er)? back <ache>", "a|b", "(?:a|b) c", R"(\w+ pain)", R"(- pain)", "a ... b",
        R"(x[^\s,]y)", "<ache>", R"(b\\l)", ", R", "C\\d{1,2}", "a-b", "a{1,3}", "\u00E9t\u00E9"}) {
    CAPTURE(phrase);
    CHECK(mistake(phrase) == "");
  }
}

TEST_CASE("every mistake has its place") {
  struct Row {
    const char* phrase;
    const char* mistake;
  };
  const Row rows[] = {
      {"a.b", "1+1 a bare \".\" matches any character; write \"\\.\" for a full stop"},
      {"a (b", "2+1 this \"(\" is not closed"},
      {"a) b", "1+1 this \")\" has no \"(\""},
      {"a [b", "2+1 this \"[\" is not closed"},
      {"a []", "2+2 nothing stands in this \"[ ]\""},
      {"a [z-a]", "3+3 this range runs backwards"},
      {"[\u00E9]", "1+1 \"[ ]\" takes plain letters, digits and signs; write (a|b) for others"},
      {"[a-\u00E9]", "3+1 \"[ ]\" takes plain letters, digits and signs; write (a|b) for others"},
      {"a <b", "2+1 this \"<\" is not closed"},
      {"a <b> c", "2+3 no list \"b\""},
      {"a\\", "2+1 nothing after \"\\\""},
      {"a\\b", "1+1 \"\\b\" has no meaning here"},
      {"a\\\u00E9", "1+1 a \"\\\" stands before a sign only"},
      {"^a", "0+1 anchors are not needed: a phrase is matched on whole words"},
      {"*a", "0+1 nothing to repeat here"},
      {"(|+)", "2+1 nothing to repeat here"},
      {"a{3,2}", "1+1 repeat counts are {n}, {n,} or {n,m} up to 100"},
      {"a{101}", "1+1 repeat counts are {n}, {n,} or {n,m} up to 100"},
      {"a{,2}", "1+1 repeat counts are {n}, {n,} or {n,m} up to 100"},
      {"a{2", "1+1 repeat counts are {n}, {n,} or {n,m} up to 100"},
      {"(?=a)", "1+1 only plain groups are allowed: ( ... )"},
      {"(?P<x>a)", "1+1 only plain groups are allowed: ( ... )"},
      {"x <open>", "2+6 in the list \"open\": this \"(\" is not closed"},
      {"<uses-open>", "0+11 in the list \"open\": this \"(\" is not closed"},
      {"<itself>", "0+8 the list \"itself\" uses itself: itself > itself"},
      {"<egg>", "0+5 the list \"egg\" uses itself: egg > hen > egg"},
      {"", "can match nothing"},
      {"a?", "can match nothing"},
      {"a|", "can match nothing"},
      {"(a|b*)", "can match nothing"},
      {"( a)", "can start with a blank"},
      {"(the )?( x)?y", "can start with a blank"},
      {"a( b| )", "can end with a blank"},
      {"... a", "can start with a blank"},
      {"a ...", "can end with a blank"},
      {"(a|\\+)b", "can start with a word or with a sign: write two lines"},
      {"a(b|\\))", "can end with a word or with a sign: write two lines"},
      {"\\(?a", "can start with a word or with a sign: write two lines"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.phrase);
    CHECK(mistake(row.phrase) == row.mistake);
  }
}

TEST_CASE("a mistake in a list is known as one") {
  CHECK(parsed("<open>").error.in_list);
  CHECK(parsed("<egg>").error.in_list);
  CHECK(!parsed("(").error.in_list);
  CHECK(parsed("a <b>").error.missing_list == "b");
}

TEST_CASE("deep groups in a phrase end in a message") {
  std::string phrase;
  for (int i = 0; i < 1000; ++i) phrase += '(';
  CHECK(mistake(phrase).ends_with("too many nested groups"));
}

TEST_CASE("any bytes are a phrase or a mistake") {
  const char* parts[] = {"(",    ")",   "[",  "]", "^",        "-",    "\\",  "<",   ">",
                         "ache", "|",   "?",  "*", "+",        "{",    "}",   "1",   ",",
                         " ",    "...", ".",  "a", "\xC3\xA9", "\xFF", "$",   ":",   "P",
                         "=",    "\t",  "\n", "0", "\xE2",     "hen",  "\\d", "\\w", "_"};
  uint32_t random = 7;
  for (int i = 0; i < 20000; ++i) {
    std::string phrase;
    for (int k = 0; k < 8; ++k) {
      random = random * 1664525 + 1013904223;
      phrase += parts[(random >> 8) % std::size(parts)];
    }
    const ParsedPhrase result = parsed(phrase);
    CAPTURE(phrase);
    if (result.root) {
      if (!flaw(*result.root).empty()) continue;
      const RE2 compiled(to_re2(*result.root), RE2::Latin1);
      REQUIRE(compiled.ok());
      REQUIRE(!RE2::FullMatch("", compiled));
    } else {
      REQUIRE(!result.error.message.empty());
      REQUIRE(result.error.offset <= phrase.size());
    }
  }
}
