#include "lexicon/matcher.h"

#include <re2/re2.h>

#include <catch2/catch.hpp>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <thread>

#include "analyzer.h"
#include "lexicon/overlaps.h"
#include "small_knowledge.h"

using namespace evident;

namespace {

// One concept of each kind of phrase that matters here.
const char kWords[] = R"(
concepts:
  back-pain:
    kind: symptom
    phrases: |
      back (pain|ache)
      back pain and stiffness
  low-back-pain:
    kind: symptom
    phrases: |
      low back (pain|ache)
      pain ... low back
  knee-pain:
    kind: problem
    phrases: |
      knee pain
  no-pain-disease:
    kind: problem
    phrases: |
      no pain disease
  level:
    kind: modifier
    says: {level: L5}
    phrases: |
      L5
  segment:
    kind: modifier
    says: {level: L4-L5}
    phrases: |
      L4-L5
      L5 to L4
  right:
    kind: modifier
    says: {side: right}
    phrases: |
      right
  right-side-of-l5:
    kind: modifier
    says: {side: right}
    phrases: |
      right of L5
  no:
    kind: cue
    means: negated
    phrases: |
      no
      has no
  no-change:
    kind: cue
    means: pseudo
    phrases: |
      no change
      change in no
  positive:
    kind: cue
    means: affirmed
    phrases: |
      \(\+\)
      no longer no
)";

const Lexicon& words() {
  static const std::unique_ptr<const Lexicon> lexicon = lexicon_of(kWords);
  return *lexicon;
}

const Matcher& matcher() {
  static const std::unique_ptr<const Matcher> built = [] {
    Diagnostics diagnostics;
    auto one = Matcher::build(words(), diagnostics);
    REQUIRE(diagnostics.render() == "");
    return one;
  }();
  return *built;
}

// "back-pain[back pain], no[no]": what is found in a note.
std::string found(std::string_view note) {
  const Text text = Text::decode(note);
  std::string out;
  for (const Mention& mention : matcher().find_all(text)) {
    if (!out.empty()) out += ", ";
    out += words().concepts()[mention.concept_index].id + '[';
    out += std::string(text.norm().substr(mention.span.begin, mention.span.size())) + ']';
  }
  return out;
}

// The dumb twin: every concept over every sentence, without the Set.
std::vector<Mention> twin(const Lexicon& lexicon, const Text& text) {
  RE2::Options options(RE2::Latin1);
  options.set_longest_match(true);
  std::vector<std::string> patterns(lexicon.concepts().size());
  for (const Phrase& phrase : lexicon.phrases()) {
    std::string& pattern = patterns[phrase.concept_index];
    pattern += (pattern.empty() ? "" : "|") + lexicon.re2_of(phrase);
  }
  std::vector<Mention> mentions;
  for (uint32_t id = 0; id < patterns.size(); ++id) {
    const RE2 expression(patterns[id], options);
    REQUIRE(expression.ok());
    for (uint32_t i = 0; i < text.sentences().size(); ++i) {
      const Span sentence = text.sentences()[i].span;
      const std::string_view norm = text.norm();
      re2::StringPiece match;
      for (size_t at = sentence.begin; at < sentence.end;) {
        if (!expression.Match(norm, at, sentence.end, RE2::UNANCHORED, &match, 1)) break;
        const auto begin = static_cast<uint32_t>(match.data() - norm.data());
        mentions.push_back({id, {begin, begin + static_cast<uint32_t>(match.size())}, i});
        at = begin + match.size();
      }
    }
  }
  return drop_overlapped(std::move(mentions), lexicon);
}

// The dumbest twin: every phrase at every token, longest first; a concept takes the leftmost of
// what its phrases match, and goes on behind it.
class EveryPhraseAtEveryToken {
 public:
  explicit EveryPhraseAtEveryToken(const Lexicon& lexicon) : lexicon_(lexicon) {
    RE2::Options options(RE2::Latin1);
    options.set_longest_match(true);
    for (const Phrase& phrase : lexicon.phrases())
      expressions_.push_back(std::make_unique<const RE2>(lexicon.re2_of(phrase), options));
  }

  std::vector<Mention> find(const Text& text) const {
    std::vector<Mention> mentions;
    for (uint32_t i = 0; i < text.sentences().size(); ++i) in_sentence(text, i, mentions);
    std::erase_if(mentions, [&](const Mention& mention) {
      return lexicon_.concepts()[mention.concept_index].kind == ConceptKind::section &&
             std::ranges::none_of(text.heads(), [&](const Head& head) {
               return head.words.begin == mention.span.begin;
             });
    });
    return drop_overlapped(std::move(mentions), lexicon_);
  }

 private:
  void in_sentence(const Text& text, uint32_t sentence, std::vector<Mention>& mentions) const {
    const Span span = text.sentences()[sentence].span;
    std::vector<uint32_t> next(lexicon_.concepts().size(), span.begin);  // free from here on
    const std::string_view norm = text.norm();
    for (uint32_t at = span.begin; at < span.end; ++at) {
      const bool inside = at > span.begin && std::isalnum(norm[at]) && std::isalnum(norm[at - 1]);
      if (inside || std::isspace(norm[at])) continue;
      for (const auto& [id, end] : longest_at(norm, at, span.end, next)) {
        mentions.push_back({id, {at, end}, sentence});
        next[id] = end;
      }
    }
  }

  std::map<uint32_t, uint32_t> longest_at(std::string_view norm, uint32_t at, uint32_t end,
                                          const std::vector<uint32_t>& next) const {
    std::map<uint32_t, uint32_t> longest;  // by concept
    for (size_t i = 0; i < expressions_.size(); ++i) {
      const uint32_t id = lexicon_.phrases()[i].concept_index;
      re2::StringPiece match;
      if (next[id] > at || !expressions_[i]->Match(norm, at, end, RE2::ANCHOR_START, &match, 1))
        continue;
      uint32_t& most = longest[id];
      most = std::max(most, at + static_cast<uint32_t>(match.size()));
    }
    return longest;
  }

  const Lexicon& lexicon_;
  std::vector<std::unique_ptr<const RE2>> expressions_;
};

std::string random_note(const std::vector<std::string>& parts, std::mt19937& random) {
  std::string note;
  const size_t size = random() % 40;
  for (size_t i = 0; i < size; ++i) {
    note += parts[random() % parts.size()];
    if (random() % 4 != 0) note += ' ';
  }
  return note;
}

}  // namespace

TEST_CASE("leftmost and longest within a concept") {
  CHECK(found("Back pain and stiffness") == "back-pain[back pain and stiffness]");
  CHECK(found("back pain, back ache") == "back-pain[back pain], back-pain[back ache]");
  CHECK(found("back pain back pain and stiffness") ==
        "back-pain[back pain], back-pain[back pain and stiffness]");
}

TEST_CASE("a blank is any run of white space, one line break or a hyphen") {
  for (const char* note :
       {"back pain", "back   pain", "back\tpain", "back\u00A0pain", "back-pain", "back\u2011pain",
        "back\u2013pain", "back-\npain", "BACK PAIN", "back\u00AD pain", "ba\u200Bck pain"}) {
    CAPTURE(note);
    CHECK(found(note).starts_with("back-pain["));
  }
  // Lines join where prose was wrapped.
  const std::string prose =
      "The patient is a 40-year-old roofer who slipped on wet boards and landed\n"
      "on his buttocks. He felt nothing then, and the next day there was the ";
  const std::string more =
      ". Since then it has gone down one leg and he lies down for\n"
      "most of the day. There is nothing else.\n";
  CHECK(found(prose + "back\npain" + more) == "back-pain[back\npain]");
  CHECK(found(prose + "back \r\n  pain" + more) == "back-pain[back \n  pain]");
  CHECK(found(prose + "back-\npain" + more) == "back-pain[back-\npain]");
  for (const char* note : {"back\n\npain", "backpain", "back, pain", "back/pain", "back. Pain",
                           "back\n- pain", "back -- pain"}) {
    CAPTURE(note);
    CHECK(found(note) == "");
  }
}

TEST_CASE("words are whole tokens") {
  for (const char* note : {"back pains", "setback pain", "back pain2", "back p\u00E0ins",
                           "back pain\u0431", "\u0431back pain", "L55", "C5L5"}) {
    CAPTURE(note);
    CHECK(found(note) == "");
  }
  CHECK(found("(back pain)/L5.") == "back-pain[back pain], level[l5]");
  CHECK(found("pain(+)") == "positive[(+)]");  // a sign needs no bound
}

TEST_CASE("a gap is up to five words of one sentence") {
  CHECK(found("pain low back") == "low-back-pain[pain low back]");
  CHECK(found("pain in a b c d low back") == "low-back-pain[pain in a b c d low back]");
  CHECK(found("pain in a b c d e low back") == "");
  CHECK(found("pain, in the low back") == "low-back-pain[pain, in the low back]");
  for (const char* note : {"pain. In the low back", "pain; in the low back", "pain\n\nlow back",
                           "pain: low back", "painful low back"}) {
    CAPTURE(note);
    CHECK(found(note) == "");
  }
}

TEST_CASE("a longer problem hides what stands in it") {
  CHECK(found("low back pain") == "low-back-pain[low back pain]");
  CHECK(found("low back pain, back pain") == "low-back-pain[low back pain], back-pain[back pain]");
  CHECK(found("no pain disease") == "no-pain-disease[no pain disease]");  // a cue in its name
  CHECK(found("right knee pain") == "right[right], knee-pain[knee pain]");
}

TEST_CASE("a longer modifier hides those of its axis alone") {
  CHECK(found("L5 to L4") == "segment[l5 to l4]");
  CHECK(found("L4-L5") == "segment[l4-l5]");
  CHECK(found("right of L5") == "right-side-of-l5[right of l5], level[l5]");
}

TEST_CASE("a longer cue hides a shorter one, and a pseudo-cue whatever it touches") {
  CHECK(found("no knee pain") == "no[no], knee-pain[knee pain]");
  CHECK(found("has no knee pain") == "no[has no], knee-pain[knee pain]");
  CHECK(found("no longer no") == "positive[no longer no]");
  CHECK(found("no change") == "no-change[no change]");
  CHECK(found("has no change") == "no-change[no change]");
  CHECK(found("change in no longer no") == "no-change[change in no]");
}

TEST_CASE("mentions come in the order of the note") {
  const Text text = Text::decode("L5 right low back pain, no knee pain (+). back pain");
  const auto mentions = matcher().find_all(text);
  CHECK(mentions.size() == 7);
  CHECK(std::is_sorted(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    return a.span.begin < b.span.begin;
  }));
  CHECK(mentions.back().sentence == text.sentences().size() - 1);
}

TEST_CASE("the Set finds what each concept alone finds") {
  const std::vector<std::string> parts = {
      "back",    "pain",   "ache",   "low",    "and", "stiffness", "knee",     "no",
      "disease", "has",    "change", "in",     "L5",  "L4-L5",     "right",    "of",
      "to",      "L4",     "(+)",    ".",      ",",   "\n",        "\n\n",     "-",
      ":",       "longer", "x",      "\u00E9", "1.",  "\xFF",      "backpain", "\u00A0"};
  std::mt19937 random(1);
  size_t mentions = 0;
  for (int i = 0; i < 5000; ++i) {
    const std::string note = random_note(parts, random);
    const Text text = Text::decode(note);
    const auto engine = matcher().find_all(text);
    CAPTURE(note);
    REQUIRE(engine == twin(words(), text));
    mentions += engine.size();
  }
  CHECK(mentions > 5000);
}

TEST_CASE("the shipped lexicon over sample notes, against every phrase at every token") {
  Diagnostics diagnostics;
  const auto lexicon = Lexicon::load(Knowledge::shipped().lexicons, diagnostics);
  REQUIRE(lexicon);
  const auto engine = Matcher::build(*lexicon, diagnostics);
  REQUIRE(engine);
  const EveryPhraseAtEveryToken naive(*lexicon);
  std::vector<std::filesystem::path> notes;
  for (const auto& entry : std::filesystem::directory_iterator(EVIDENT_SOURCE_DIR "/corpora/notes"))
    notes.push_back(entry.path());
  std::sort(notes.begin(), notes.end());
  REQUIRE(notes.size() >= 40);
  size_t mentions = 0;
  for (size_t i = 0; i < notes.size(); i += 5) {
    std::ifstream file(notes[i], std::ios::binary);
    const std::string note((std::istreambuf_iterator<char>(file)), {});
    const Text text = Text::decode(note);
    const auto found = engine->find_all(text);
    CAPTURE(notes[i].string());
    REQUIRE(found == naive.find(text));
    mentions += found.size();
  }
  CHECK(mentions > 500);
}

TEST_CASE("a sentence cut at its longest changes nothing") {
  std::string note;
  for (int i = 0; i < 2000; ++i) note += i % 7 == 0 ? "low back pain " : "xxxxxxxx";
  const Text text = Text::decode(note);
  REQUIRE(text.sentences().size() > 1);
  CHECK(matcher().find_all(text) == twin(words(), text));
}

TEST_CASE("what says nothing is left out") {
  const auto found_in = [](std::string_view note) {
    const Text text = Text::decode(note);
    std::string out;
    for (const Mention& mention : matcher().find(text))
      out += words().concepts()[mention.concept_index].id + ' ';
    return out;
  };
  CHECK(found_in("No change. Knee pain, no better. Right of L5.") == "knee-pain no level ");
  CHECK(found_in("Knee pain? No. No.") == "knee-pain no ");
  CHECK(found_in("No:\n- knee pain\n\n- no") == "no knee-pain ");
}

TEST_CASE("two threads find the same") {
  const Text text = Text::decode("low back pain, no knee pain at L4-L5 right of L5; has no change");
  const auto alone = matcher().find_all(text);
  std::vector<Mention> results[2];
  std::thread threads[2];
  for (int i = 0; i < 2; ++i)
    threads[i] = std::thread([&, i] {
      for (int k = 0; k < 200; ++k) results[i] = matcher().find_all(text);
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(results[0] == alone);
  CHECK(results[1] == alone);
}
