#include "analyzer.h"

#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "base/utf8.h"
#include "small_knowledge.h"

using namespace evident;

namespace {

const Analyzer& shipped() {
  static const std::unique_ptr<const Analyzer> analyzer = [] {
    Diagnostics diagnostics;
    auto loaded = Analyzer::load(Knowledge::shipped(), diagnostics);
    REQUIRE(diagnostics.render() == "");
    return loaded;
  }();
  return *analyzer;
}

std::string shown(Span span) { return std::to_string(span.begin) + '-' + std::to_string(span.end); }

// All that an analysis says, so that two can be compared.
std::string dump(const Analysis& analysis) {
  std::string out = outcome(analysis);
  for (const Candidate& one : analysis.codes) {
    out += one.code + ' ' + one.title + ' ' + one.rule + ' ' + one.because + ' ' + one.cite;
    for (const Evidence& evidence : one.evidence)
      out += ' ' + shown(evidence.span) + evidence.concept_id + evidence.section;
    for (const Warning& warning : one.warnings) out += warning.id + warning.message;
    out += '\n';
  }
  for (const Finding& finding : analysis.findings) {
    out += std::to_string(finding.concept_index) + ' ' + shown(finding.span);
    for (const Linked& linked : finding.linked)
      out += ' ' + linked.axis + linked.value + shown(linked.words);
    for (const By& by : finding.by) out += ' ' + by.says + shown(by.cue);
    out += '\n';
  }
  for (const Section& section : analysis.sections) out += section.id + shown(section.body) + '\n';
  for (const Claim& claim : analysis.claims)
    out += claim.code + claim.verdict + shown(claim.span) + '\n';
  for (const Query& query : analysis.queries) out += query.code + query.text + '\n';
  for (const Notice& notice : analysis.notices) out += notice.id + '\n';
  return out;
}

// Words that the shipped knowledge reads, and bytes that nothing reads.
std::string random_note(std::mt19937& random) {
  static const char* const kParts[] = {"low back pain",
                                       "sciatica",
                                       "right",
                                       "left",
                                       "L5-S1",
                                       "denies",
                                       "no",
                                       "probable",
                                       "ASSESSMENT:",
                                       "\n",
                                       "\n\n",
                                       ". ",
                                       ", ",
                                       " and ",
                                       "history of",
                                       "radiculopathy",
                                       "disc herniation",
                                       "strain",
                                       "M54.5",
                                       "724.2",
                                       "1. ",
                                       "- ",
                                       "\xC3\xA9",
                                       "\xFF",
                                       "\xE2\x80",
                                       "\xF0\x9F\x98\x80",
                                       "\r\n",
                                       "\xEF\xBB\xBF",
                                       "\t",
                                       "for 3 weeks",
                                       "[x] ",
                                       "\xC2\xA0",
                                       "leg pain",
                                       "if",
                                       "mother",
                                       "?",
                                       ":",
                                       "fracture",
                                       "chronic",
                                       "\xC2\xBD"};
  std::string note;
  const size_t size = random() % 60;
  for (size_t i = 0; i < size; ++i) {
    if (random() % 8 == 0) {
      note += static_cast<char>(random());
    } else {
      note += kParts[random() % std::size(kParts)];
      if (random() % 2 == 0) note += ' ';
    }
  }
  return note;
}

void check_span(const Analysis& analysis, Span span) {
  REQUIRE(span.begin < span.end);
  REQUIRE(span.end <= analysis.text.norm().size());
}

// What a report says of words: they are the note's, at the offsets given.
void check_quote(const Analysis& analysis, std::string_view note, Span span) {
  check_span(analysis, span);
  const Text& text = analysis.text;
  const Span place = text.note_span(span);
  REQUIRE(text.utf8().substr(place.begin, place.size()) == text.quote(span));
  const uint32_t begin = text.offset(place.begin, OffsetUnit::byte);
  const uint32_t end = text.offset(place.end, OffsetUnit::byte);
  REQUIRE(end <= note.size());
  const std::string_view bytes = note.substr(begin, end - begin);
  if (text.encoding() == "UTF-8" && text.replaced() == 0) REQUIRE(bytes == text.quote(span));
  REQUIRE(Text::decode(bytes, text.encoding()).utf8() == text.quote(span));
}

}  // namespace

TEST_CASE("analysing is total, and every quote is the note's own") {
  std::mt19937 random(2);
  size_t quoted = 0;
  for (int i = 0; i < 400; ++i) {
    const std::string note = random_note(random);
    CAPTURE(note);
    const Analysis analysis = shipped().analyze(note, {});
    for (const Candidate& candidate : analysis.codes) {
      REQUIRE(!candidate.evidence.empty());
      REQUIRE((candidate.status == Status::proposed) == (candidate.rank > 0));
      REQUIRE((candidate.status == Status::withheld) == !candidate.reason.empty());
      for (const Evidence& evidence : candidate.evidence)
        check_quote(analysis, note, evidence.span);
      if (candidate.by && candidate.by->words) check_span(analysis, *candidate.by->words);
      quoted += candidate.evidence.size();
    }
    for (const Finding& finding : analysis.findings) {
      check_quote(analysis, note, finding.span);
      REQUIRE(finding.concept_index < analysis.concepts.size());
      REQUIRE(finding.section < analysis.sections.size());
      for (const Linked& linked : finding.linked) check_span(analysis, linked.words);
      for (const By& by : finding.by) check_span(analysis, by.cue);
    }
    for (const Claim& claim : analysis.claims) check_quote(analysis, note, claim.span);
  }
  CHECK(quoted > 300);
}

TEST_CASE("bytes without any sense are analysed") {
  std::mt19937 random(3);
  for (int i = 0; i < 100; ++i) {
    std::string note(random() % 3000, '\0');
    for (char& c : note) c = static_cast<char>(random());
    REQUIRE_NOTHROW(shipped().analyze(note, {}));
  }
  for (const char c : {'\0', '\n', ' ', 'a', '.', '(', ':', '-', '\xFF', '\xE2'})
    REQUIRE_NOTHROW(shipped().analyze(std::string(5000, c), {}));
  CHECK(shipped().analyze("", {}).codes.empty());
}

TEST_CASE("the same note gives the same, whatever came before") {
  std::mt19937 random(4);
  std::vector<std::string> notes, alone;
  for (int i = 0; i < 60; ++i) {
    notes.push_back(random_note(random));
    alone.push_back(dump(shipped().analyze(notes.back(), {})));
  }
  for (size_t i = notes.size(); i-- > 0;)
    REQUIRE(dump(shipped().analyze(notes[i], {})) == alone[i]);
}

TEST_CASE("what the matching leaves out says nothing") {
  std::vector<std::string> notes = {
      "Back pain?\nNo.", "Back pain: [ ] yes [x] no", "Denies:\n- back pain\n- neck pain",
      "(copied from 3/2) Impression: sciatica", "Back pain? No. Leg pain? Yes."};
  std::mt19937 random(5);
  for (int i = 0; i < 300; ++i) notes.push_back(random_note(random));
  for (const auto& entry :
       std::filesystem::directory_iterator(EVIDENT_SOURCE_DIR "/corpora/notes")) {
    std::ifstream file(entry.path(), std::ios::binary);
    notes.emplace_back((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  }
  for (const std::string& note : notes) {
    CAPTURE(note);
    Trace all;
    REQUIRE(dump(shipped().analyze(note, {})) == dump(shipped().analyze(note, {}, &all)));
  }
}

TEST_CASE("two analyzers of the same knowledge give the same") {
  Diagnostics diagnostics;
  const auto again = Analyzer::load(small_knowledge(), diagnostics);
  REQUIRE(again);
  std::mt19937 random(5);
  for (int i = 0; i < 50; ++i) {
    const std::string note = random_note(random);
    REQUIRE(dump(again->analyze(note, {})) == dump(small_analyzer().analyze(note, {})));
  }
  CHECK(again->rules_hash() == small_analyzer().rules_hash());
  CHECK(again->rules_hash() != shipped().rules_hash());
  CHECK(again->rules_hash().starts_with("sha256:"));
}

TEST_CASE("two threads share an analyzer") {
  std::mt19937 random(6);
  std::vector<std::string> notes, alone;
  for (int i = 0; i < 40; ++i) {
    notes.push_back(random_note(random));
    alone.push_back(dump(shipped().analyze(notes.back(), {})));
  }
  std::vector<std::string> results[2];
  std::thread threads[2];
  for (int t = 0; t < 2; ++t)
    threads[t] = std::thread([&, t] {
      for (const std::string& note : notes) results[t].push_back(dump(shipped().analyze(note, {})));
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(results[0] == alone);
  CHECK(results[1] == alone);
}

TEST_CASE("knowledge with a mistake gives no analyzer, and says why") {
  Knowledge knowledge = small_knowledge();
  knowledge.rules = file("rules.yaml", "");
  Diagnostics diagnostics;
  CHECK(!Analyzer::load(knowledge, diagnostics));
  CHECK(!diagnostics.ok());
}
