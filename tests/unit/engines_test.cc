// The fast engine finds what RE2 finds: in the lexicons here every rule of what a phrase means has
// its awkward cases, and generated lexicons meet generated notes.
#include <catch2/catch.hpp>
#include <random>

#include "lexicon/costly_phrases.h"
#include "lexicon/matcher.h"
#include "lexicon/phrase_walker.h"
#include "lexicon/re2_engine.h"
#include "lexicon/walk_engine.h"
#include "small_knowledge.h"

using namespace evident;

namespace {

std::string concept_of(const std::string& id, const std::vector<std::string>& phrases) {
  std::string out = "  " + id + ":\n    kind: symptom\n    phrases: |\n";
  for (const std::string& phrase : phrases) out += "      " + phrase + '\n';
  return out;
}

// Both engines over one lexicon, and a walker whose table is never kept.
class Engines {
 public:
  explicit Engines(std::unique_ptr<const Lexicon> lexicon)
      : lexicon_(std::move(lexicon)),
        fast_(make_walk_engine(*lexicon_)),
        forgetful_(lexicon_->program(), lexicon_->concepts().size(), 0) {
    Diagnostics diagnostics;
    plain_ = make_re2_engine(*lexicon_, diagnostics);
    REQUIRE(plain_);
  }
  explicit Engines(const std::string& concepts) : Engines(lexicon_of("concepts:\n" + concepts)) {}

  // What all of them find, in order.
  std::vector<Mention> find(const Text& text) {
    const std::vector<Stretch> all = all_sentences(text);
    std::vector<Mention> plain, fast, forgetful;
    plain_->find(text.norm(), text.tokens(), all, Sought::everywhere, plain);
    fast_->find(text.norm(), text.tokens(), all, Sought::everywhere, fast);
    forgetful_.find(text.norm(), text.tokens(), all, Sought::everywhere, forgetful);
    for (auto* mentions : {&plain, &fast, &forgetful})
      std::sort(mentions->begin(), mentions->end());
    REQUIRE(fast == plain);
    REQUIRE(forgetful == plain);
    return plain;
  }
  // "a[low back pain] b[pain]", by place.
  std::string found(std::string_view note) {
    const Text text = Text::decode(note);
    std::vector<Mention> mentions = find(text);
    std::ranges::stable_sort(mentions, {}, &Mention::span);
    std::string out;
    for (const Mention& mention : mentions) {
      out += (out.empty() ? "" : " ") + lexicon_->concepts()[mention.concept_index].id + '[';
      out += std::string(text.norm().substr(mention.span.begin, mention.span.size())) + ']';
    }
    return out;
  }

 private:
  std::unique_ptr<const Lexicon> lexicon_;
  std::unique_ptr<const Engine> fast_, plain_;
  PhraseWalker forgetful_;
};

template <typename T>
const T& any_of(const std::vector<T>& all, std::mt19937& random) {
  return all[random() % all.size()];
}

// A phrase of the whole language, mostly without a flaw.
std::string random_phrase(std::mt19937& random, int depth = 0) {
  static const std::vector<std::string> atoms = {
      "pain", "low", "L\\d", "\\w+", "[a-c]", "s/p", "5", "a", "\\(\\+\\)", "-", "no", "x_y"};
  static const std::vector<std::string> between = {" ",  " ", " ",  "", " ... ",
                                                   " ?", "/", ", ", "-"};
  std::string phrase;
  const size_t parts = 1 + random() % 3;
  for (size_t i = 0; i < parts; ++i) {
    if (i > 0) phrase += any_of(between, random);
    if (depth >= 2 || random() % 3 != 0) {
      phrase += any_of(atoms, random);
      continue;
    }
    phrase += '(' + random_phrase(random, depth + 1);
    if (random() % 2 == 0) phrase += '|' + random_phrase(random, depth + 1);
    if (random() % 3 == 0) phrase += ' ';
    phrase += any_of<std::string>({")", ")?", ")*", ")+", "){2}", "){0,3}"}, random);
  }
  return phrase;
}

std::unique_ptr<const Lexicon> random_lexicon(std::mt19937& random) {
  std::string text = "concepts:\n";
  for (const char* id : {"a", "b", "c"}) {
    std::vector<std::string> phrases = {"pain"};
    while (phrases.size() < 5) {
      const std::string phrase = random_phrase(random);
      Diagnostics diagnostics;
      if (Lexicon::load({file("one.yaml", "concepts:\n" + concept_of("a", {phrase}))}, diagnostics))
        phrases.push_back(phrase);
    }
    text += concept_of(id, phrases);
  }
  return lexicon_of(text);
}

std::string random_note(std::mt19937& random) {
  static const std::vector<std::string> words = {
      "pain", "low", "L5",  "L4-5", "l", "a",  "b",       "ab",       "s/p",
      "5",    "55",  "(+)", "(-)",  "+", "no", "x_y",     "-",        "--",
      "/",    ",",   ".",   ";",    ":", "\n", "painlow", "\xC3\xA9", "low-"};
  std::string note;
  for (size_t i = random() % 60; i > 0; --i)
    note +=
        any_of(words, random) + any_of<std::string>({" ", " ", " ", "  ", "", "\t", "\n"}, random);
  return note;
}

}  // namespace

TEST_CASE("the longest of all phrases of a concept, from the left") {
  Engines engines(
      concept_of("a", {"back pain", "pain in the back", "back pain in", "(very )*sore"}) +
      concept_of("b", {"back", "in the"}));
  CHECK(engines.found("back pain in the back pain") ==
        "b[back] a[back pain in] b[in the] b[back] a[back pain]");
  CHECK(engines.found("back pain back pain in") == "b[back] a[back pain] b[back] a[back pain in]");
  CHECK(engines.found("very very sore, sore") == "a[very very sore] a[sore]");
}

TEST_CASE("a mention hides what begins in it, of its own concept alone") {
  Engines engines(concept_of("a", {"low back pain", "pain ... leg", "back"}) +
                  concept_of("b", {"pain radiating", "back pain"}));
  CHECK(engines.found("low back pain radiating to the leg") == "a[low back pain] b[back pain]");
  CHECK(engines.found("pain radiating to the leg") ==
        "b[pain radiating] a[pain radiating to the leg]");
}

TEST_CASE("blanks of every kind, as RE2 reads them") {
  Engines engines(concept_of("a", {"low back ?ache", "L4 ?- ?L5"}));
  for (const char* note :
       {"low back ache", "low-back-ache", "low  back\tache", "low- back ache", "low backache",
        "low back  -ache", "low\u2013back ache", "low back-ache"})
    engines.found(note);
  CHECK(engines.found("low-back-ache") == "a[low-back-ache]");
  CHECK(engines.found("low- back ache").empty());
  CHECK(engines.found("L4-L5, L4 - L5, L4 L5, L4--L5") == "a[l4-l5] a[l4 - l5] a[l4--l5]");
  // A class that tells a blank from a tab tells them apart for no other phrase.
  Engines apart(concept_of("a", {"low back ache"}) + concept_of("b", {"x[ -~]y"}));
  CHECK(apart.found("low\tback\tache, low back \t ache, x y, x\ty") ==
        "a[low\tback\tache] a[low back \t ache] b[x y]");
  // Lines join where prose was wrapped.
  const std::string prose =
      "The patient is a 40-year-old roofer who slipped on wet boards and landed\n"
      "on his buttocks. He felt nothing then, and the next day there was the low";
  const std::string more =
      "back ache. Since then it has gone down one leg and he lies down for\n"
      "most of the day. There is nothing else.\n";
  CHECK(engines.found(prose + "\n" + more) == "a[low\nback ache]");
  CHECK(engines.found(prose + " \r\n  " + more) == "a[low \n  back ache]");
  CHECK(engines.found(prose + "-\n  " + more) == "a[low-\n  back ache]");
}

TEST_CASE("signs at the ends of phrases") {
  Engines engines(concept_of("a", {"\\+ ?LBP", "\\(-\\)", "s/p fusion", "\\?"}) +
                  concept_of("b", {"SLR \\+", "w/o", "b/l"}));
  CHECK(engines.found("+ LBP, +LBP, x+LBP, +LBPs") == "a[+ lbp] a[+lbp] a[+lbp]");
  CHECK(engines.found("SLR (-), SLR +, SLR +1, neck(-)pain") == "a[(-)] b[slr +] b[slr +] a[(-)]");
  CHECK(engines.found("s/p fusion w/o b/l, xs/p fusion, w/out") == "a[s/p fusion] b[w/o] b[b/l]");
}

TEST_CASE("a word ends where no letter, digit or letter of another script goes on") {
  Engines engines(concept_of("a", {"L4", "pain", "L4-5", "x_y"}));
  CHECK(engines.found("L4-5 L4/5 L45 L4_ XL4 L4.") == "a[l4-5] a[l4] a[l4] a[l4]");
  CHECK(engines.found("pain\u0431 \u0431pain pain\u00E9 pain2 (pain)") == "a[pain]");
  CHECK(engines.found("L4-55 L4-5.5") == "a[l4] a[l4-5]");
}

TEST_CASE("words longer than a register") {
  Engines engines(concept_of("a", {"spondylolisthesis", "spondylo\\w+ of", "abcdefgh", "abcdefghi",
                                   "abcdefghijklmnop", "abcdefghijklmnopq"}));
  CHECK(engines.found("spondylolisthesis spondylolisthesi spondylosis of spondylolisthesis of x") ==
        "a[spondylolisthesis] a[spondylosis of] a[spondylolisthesis of]");
  CHECK(engines.found("abcdefg abcdefgh abcdefghi abcdefghij abcdefghijklmnop abcdefghijklmnopq "
                      "abcdefghijklmnopqr") ==
        "a[abcdefgh] a[abcdefghi] a[abcdefghijklmnop] a[abcdefghijklmnopq]");
}

TEST_CASE("long lists, of which each word begins a walk") {
  Engines engines(concept_of("a", {"neck(, (neck|back))*,? and back pain", "(no )+cough"}) +
                  concept_of("b", {"back(, (neck|back))* spasm", "neck(, \\w+)+ ache"}));
  std::string list;
  for (int i = 0; i < 150; ++i) list += i % 3 == 0 ? "neck, " : "back, ";
  for (const char* end : {"neck and back pain", "back spasm", "back ache", "neck, and back pain",
                          "x and back pain", "neck and back spasm"})
    CHECK(engines.found("Low " + list + end).empty() == (std::string(end) == "x and back pain"));
  std::string noes = "no ";
  for (int i = 0; i < 8; ++i) noes += noes;
  CHECK(engines.found(noes + "cough").starts_with("a[no no"));
}

TEST_CASE("a sentence cut inside a word") {
  Engines engines(concept_of("a", {"xxxx", "x+", "low back pain"}) + concept_of("b", {"x+ low"}));
  std::string note;
  for (int i = 0; i < 1500; ++i) note += i % 9 == 0 ? "low back pain " : "xxxxxxxx";
  const Text text = Text::decode(note);
  REQUIRE(text.sentences().size() > 1);
  CHECK(!engines.find(text).empty());
  engines.found(std::string(5000, 'x') + " low");
}

TEST_CASE("hidden words, with both engines") {
  const auto lexicon = lexicon_of("concepts:\n" + concept_of("a", {"low back pain", "\\w+ pain"}) +
                                  concept_of("b", {"back", "no ... pain"}));
  Diagnostics diagnostics;
  const auto fast = Matcher::build(*lexicon, diagnostics);
  const auto plain = Matcher::build(*lexicon, diagnostics, EngineKind::re2);
  const Text text = Text::decode("First. There is no low back pain, no pain. Last.");
  for (uint32_t i = 0; i < text.sentences().size(); ++i)
    for (uint32_t begin = 0; begin < text.norm().size(); ++begin)
      for (uint32_t end = begin; end < text.norm().size(); end += 3)
        REQUIRE(fast->find(text, i, {begin, end}) == plain->find(text, i, {begin, end}));
  CHECK(!fast->find(text, 1, {0, 0}).empty());
}

TEST_CASE("generated lexicons over generated notes") {
  std::mt19937 random(7);
  size_t mentions = 0;
  for (int i = 0; i < 60; ++i) {
    Engines engines(random_lexicon(random));
    for (int k = 0; k < 60; ++k) mentions += engines.find(Text::decode(random_note(random))).size();
  }
  CHECK(mentions > 10000);
}

TEST_CASE("what is too much for an engine is a diagnostic") {
  const auto told = [](const std::string& phrase) {
    Diagnostics diagnostics;
    Lexicon::load({file("one.yaml", "concepts:\n" + concept_of("a", {phrase}))}, diagnostics);
    return diagnostics.render();
  };
  CHECK(told("a((b{40}){40})")
            .starts_with("one.yaml:5:7: error: this phrase repeats its parts too often"));
  CHECK(told("(((abc|def|ghi){1,10} ){0,10}ab{10,99}c){9}x").empty());
  const std::string many = "((one|two|three|four|five|six|seven|eight|nine|ten|eleven) ){0,99}x";
  CHECK(told("(" + many + ")" + many + many + many + many + many + many + many + many + many)
            .starts_with("one.yaml:5:7: error: this phrase stands for too many words"));
}

TEST_CASE("phrases that begin with any words are told to their author") {
  const auto warnings = [](const std::string& phrase) {
    Diagnostics diagnostics;
    find_costly_phrases(*lexicon_of("concepts:\n" + concept_of("a", {"pain", phrase})),
                        diagnostics);
    CHECK(diagnostics.ok());
    return diagnostics.render();
  };
  CHECK(
      warnings("(\\w+ )*ache") ==
      "small.yaml:6:7: warning: this phrase can begin with any words, which makes every note slow\n"
      "      (\\w+ )*ache\n"
      "      ^~~~~~~~~~~\n"
      "begin it with words that it must have\n");
  for (const char* costly :
       {"\\w+ ... ache", "\\d+( \\d+){5}", "(\\w+ ){0,9}ache", "[a-z0-9]+ ... x", "\\w+ ache",
        "\\w+ \\w+ \\w+ ache", "(\\w+ectomy|fusion) for ache"})
    CHECK(!warnings(costly).empty());
  for (const char* cheap :
       {"\\d+ ache", "ache ... leg", "ache( \\w+)* leg", "(low |mid )*back", "\\+ ... ache"})
    CHECK(warnings(cheap).empty());
}

TEST_CASE("the shipped lexicons hold no costly phrase, and none that RE2 refuses") {
  Diagnostics diagnostics;
  const auto lexicon = Lexicon::load(Knowledge::shipped().lexicons, diagnostics);
  REQUIRE(lexicon);
  find_costly_phrases(*lexicon, diagnostics);
  find_refused_phrases(*lexicon, diagnostics);
  CHECK(diagnostics.render().empty());
}
