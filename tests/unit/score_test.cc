// Gold files and the figures made from them.
#include "cli/score.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "cli/gold.h"
#include "cli/quote.h"
#include "cli/text_diff.h"

using namespace evident;

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kCodes = {"M48.061", "M54.16", "M54.41", "M54.50", "M54.6"};

// A corpus in a folder of its own, gone with the object.
class Corpus {
 public:
  Corpus() : folder_(fs::temp_directory_path() / ("evident-gold-" + std::to_string(getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "notes");
  }
  ~Corpus() { fs::remove_all(folder_); }

  Corpus& note(const std::string& id, const std::string& text) {
    std::ofstream(folder_ / "notes" / (id + ".txt"), std::ios::binary) << text;
    return *this;
  }
  Corpus& gold(const std::string& lines) {
    std::ofstream(folder_ / "gold.jsonl", std::ios::binary) << lines;
    return *this;
  }
  std::vector<GoldNote> read() { return read_gold(folder_.string(), kCodes, diagnostics); }
  // The messages of a corpus with the note n ("LBP, lbp") and these lines of gold.
  std::vector<std::string> messages(const std::string& lines) {
    note("n", "LBP, lbp").gold(lines).read();
    std::vector<std::string> out;
    for (const Diagnostic& one : diagnostics.all()) {
      const std::string name = one.at.source ? fs::path(one.at.source->name).filename() : "";
      out.push_back(name + " " + one.message);
    }
    return out;
  }
  std::string folder() const { return folder_.string(); }

  Diagnostics diagnostics;

 private:
  fs::path folder_;
};

Candidate candidate(const Text& text, const std::string& code,
                    const std::vector<std::string>& evidence) {
  Candidate out;
  out.code = code;
  for (const std::string& words : evidence)
    out.evidence.push_back(
        {text.norm_span(places_of(text, words).at(0)), Role::anchor, "", "preamble"});
  return out;
}

Analysis analysis_of(const std::string& note) {
  Analysis analysis;
  analysis.text = Text::decode(note);
  return analysis;
}

// The line of a figure, without its name.
std::string figure(const std::string& text, const std::string& name) {
  const size_t begin = text.find(name + " ");
  if (begin == text.npos) return "none";
  const size_t value = text.find_first_not_of(' ', begin + name.size());
  return text.substr(value, text.find('\n', value) - value);
}

}  // namespace

TEST_CASE("gold is read by id, with the notes") {
  Corpus corpus;
  corpus.note("b", "LBP\r\n")
      .note("a", "no pain")
      .gold(
          "{\"id\": \"b\", \"codes\": [{\"code\": \"M54.50\", \"evidence\": [\"LBP\"]}], "
          "\"acceptable\": [\"M54.6\"], \"rejected\": [{\"code\": \"M54.41\", \"why\": \"x\", "
          "\"evidence\": \"LBP\"}], \"gaps\": [\"side\"], \"readings\": 2}\n\n"
          "{\"id\": \"a\", \"codes\": []}\n");
  const std::vector<GoldNote> notes = corpus.read();
  REQUIRE(corpus.diagnostics.render() == "");
  REQUIRE(notes.size() == 2);
  CHECK(is_corpus(corpus.folder()));
  CHECK_FALSE(is_corpus(corpus.folder() + "/notes"));
  CHECK(notes[0].id == "a");
  CHECK(notes[1].note == "LBP\r\n");
  REQUIRE(notes[1].codes.size() == 1);
  CHECK(notes[1].codes[0].code == "M54.50");
  CHECK(notes[1].codes[0].evidence == std::vector<std::string>{"LBP"});
  CHECK(notes[1].acceptable == std::vector<std::string>{"M54.6"});
  CHECK(notes[1].rejected == std::vector<std::string>{"M54.41"});
}

TEST_CASE("mistakes in gold are told without words of the note") {
  using All = std::vector<std::string>;
  const auto messages = [](const std::string& lines) { return Corpus().messages(lines); };
  const std::string code = R"({"id":"n","codes":[{"code":"M54.50","evidence":["LBP"]}]})";
  CHECK(messages(code) == All{});
  CHECK(messages(code + "\n" + code) == All{"gold.jsonl:2 two lines for n"});
  CHECK(messages("") == All{"gold.jsonl no notes", "gold.jsonl no line for notes/n.txt"});
  CHECK(messages("{\"id\":\n") ==
        All{"gold.jsonl:1:7 bad JSON: Invalid value.", "gold.jsonl no line for notes/n.txt"});
  CHECK(messages("[]")[0] == "gold.jsonl:1 an object is needed");
  CHECK(messages("{}")[0] == "gold.jsonl:1 \"id\" is missing");
  CHECK(messages(R"({"id":"../n"})")[0] == "gold.jsonl:1 the id must be a file name");
  CHECK(messages(R"({"id":"n","code":[]})") == All{"gold.jsonl:1 unknown key \"code\""});
  CHECK(messages(R"({"id":"n","gaps":[],"gaps":[]})") ==
        All{"gold.jsonl:1 duplicate key \"gaps\""});
  CHECK(messages(R"({"id":"n","codes":{}})") == All{"gold.jsonl:1 \"codes\": a list is needed"});
  CHECK(messages(R"({"id":"n","acceptable":[1]})") ==
        All{"gold.jsonl:1 \"acceptable\": a text is needed"});
  CHECK(messages(R"({"id":"n","codes":[{"code":"M54.50","evidence":["LBP","Lbp"]}]})") ==
        All{"gold.jsonl:1 evidence 2 of M54.50 does not stand in the note"});
  CHECK(messages(R"({"id":"n","codes":[{"code":"M54.50","evidence":[]}]})") ==
        All{"gold.jsonl:1 M54.50 has no evidence"});
  CHECK(messages(R"({"id":"n","codes":[{"code":"M5450","evidence":["LBP"]}]})") ==
        All{"gold.jsonl:1 unknown code \"M5450\""});
  CHECK(messages(R"({"id":"n","rejected":[{"code":"M54.6","why":"x","evidence":"no"}]})") ==
        All{"gold.jsonl:1 evidence 1 of M54.6 (rejected) does not stand in the note"});
  CHECK(messages(R"({"id":"n"})"
                 "\n"
                 R"({"id":"m"})")
            .size() == 1);
}

TEST_CASE("figures of notes counted by hand") {
  Scorer scorer;
  // Right, wrong, and one missing; one of two quotes found, one of three spans right.
  const std::string one = "LBP and right sciatica with stenosis";
  Analysis first = analysis_of(one);
  first.codes = {
      candidate(first.text, "M54.41", {"LBP", "with", "and"}),
      candidate(first.text, "M54.50", {"LBP"}), candidate(first.text, "M54.16", {"right"}),
      candidate(first.text, "M54.6", {"right"}), candidate(first.text, "M54.59", {"LBP"})};
  first.codes[3].support = Support::inferred;
  first.codes[4].status = Status::withheld;
  scorer.add({"one",
              one,
              {{"M54.41", {"LBP", "right sciatica"}}, {"M48.061", {"stenosis"}}},
              {"M54.16"},
              {"M54.50", "M54.6", "M54.41"}},
             first);
  // Exact, with nothing.
  scorer.add({"two", "well", {}, {}, {"M54.50"}}, analysis_of("well"));
  const std::string text = scorer.text();
  CHECK(figure(text, "notes") == "2");
  CHECK(figure(text, "tp") == "1");
  CHECK(figure(text, "fp") == "1");
  CHECK(figure(text, "fn") == "1");
  CHECK(figure(text, "code_p") == "0.500");
  CHECK(figure(text, "code_r") == "0.500");
  CHECK(figure(text, "code_f1") == "0.500");
  CHECK(figure(text, "category_p") == "1.000");
  CHECK(figure(text, "category_r") == "0.500");
  CHECK(figure(text, "notes_exact") == "0.500");
  CHECK(figure(text, "evidence_p") == "0.333");
  CHECK(figure(text, "evidence_r") == "0.500");
  CHECK(figure(text, "traps") == "3");
  CHECK(figure(text, "traps_hit") == "1");
  CHECK(figure(text, "quotes") == "7");
  CHECK(figure(text, "quotes_that_disagree_with_the_note") == "0");
  CHECK(figure(text, "codes_without_evidence") == "0");
  CHECK(text.find("by category (right/wrong/missing): M48 0/0/1 M54 1/1/0\n") != text.npos);
  CHECK(text.substr(text.rfind("one:")) == "one: missing M48.061 wrong M54.50\n");
}

TEST_CASE("a code twice, or without evidence, is told") {
  Scorer scorer;
  Analysis analysis = analysis_of("LBP");
  analysis.codes = {candidate(analysis.text, "M54.50", {"LBP"}),
                    candidate(analysis.text, "M54.50", {})};
  scorer.add({"n", "LBP", {{"M54.50", {"LBP"}}}, {}, {}}, analysis);
  CHECK(figure(scorer.text(), "codes_without_evidence") == "1");
  CHECK(scorer.text().find("n: missing - wrong - twice M54.50\n") != std::string::npos);
}

TEST_CASE("no notes give zeros") {
  CHECK(figure(Scorer().text(), "code_f1") == "0.000");
  CHECK(figure(Scorer().text(), "notes_exact") == "0.000");
}

TEST_CASE("the lines by which two texts differ") {
  CHECK(diff_lines("a\nb\nc\n", "a\nb\nc\n") == "");
  CHECK(diff_lines("a\nb\nc\n", "a\nx\nc\nd\n") == "- b\n+ x\n+ d\n");
  CHECK(diff_lines("", "a\n") == "+ a\n");
  CHECK(diff_lines("a\nb\n", "b\n") == "- a\n");
}
