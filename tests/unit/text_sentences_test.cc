#include <catch2/catch.hpp>

#include "text/text.h"
#include "text_dump.h"

using namespace evident;

namespace {

using Lines = std::vector<std::string>;

struct Row {
  std::string note;
  Lines sentences;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.note);
    CHECK(sentences_of(row.note) == row.sentences);
  }
}

}  // namespace

TEST_CASE("a stop ends a sentence") {
  check({
      {"", {}},
      {" \n\t\n", {}},
      {"No pain. No numbness.", {"No pain.", "No numbness."}},
      {"Better? Yes! Much.", {"Better?", "Yes!", "Much."}},
      {"He said \"no.\" Then he left.", {"He said \"no.\"", "Then he left."}},
      {"(It hurts at night.) Rest helps.", {"(It hurts at night.)", "Rest helps."}},
      {"Level L4-5. There is a bulge of 2.5 mm.", {"Level L4-5.", "There is a bulge of 2.5 mm."}},
      {"Pain is 7. He sleeps.", {"Pain is 7.", "He sleeps."}},
      {"no numbness. exam normal.", {"no numbness.", "exam normal."}},
      {"Pain; worse at night; no fever.", {"Pain; worse at night; no fever."}},
      {"It is better ... Not gone.", {"It is better ...", "Not gone."}},
      {"It is... well, sore.", {"It is... well, sore."}},
      {"Bulge at L4./// Normal at L5.", {"Bulge at L4.///", "Normal at L5."}},
  });
}

TEST_CASE("a stop after a short form does not") {
  check({
      {"Seen by Dr. Smith and Mrs. Jones.", {"Seen by Dr. Smith and Mrs. Jones."}},
      {"Seen by Dr. A. Smith.", {"Seen by Dr. A. Smith."}},
      {"John J. Smith came.", {"John J. Smith came."}},
      {"Take 20 mg p.o. b.i.d. for pain.", {"Take 20 mg p.o. b.i.d. for pain."}},
      {"Take one p.r.n. The dose is low.", {"Take one p.r.n.", "The dose is low."}},
      {"Came at 5 p.m. on foot.", {"Came at 5 p.m. on foot."}},
      {"Motrin q.6h. as needed.", {"Motrin q.6h. as needed."}},
      {"See fig. 2 and no. 3 here. Pain: no. Better.",
       {"See fig. 2 and no. 3 here.", "Pain: no.", "Better."}},
      {"Rt. L5 root vs. Lt. L5 root.", {"Rt. L5 root vs. Lt. L5 root."}},
      {"Pt. C/o pain.", {"Pt. C/o pain."}},
      {"Discussed with pt. Will return.", {"Discussed with pt.", "Will return."}},
      {"E. coli grew.", {"E. coli grew."}},
      {"Heat, ice, etc. He agrees.", {"Heat, ice, etc.", "He agrees."}},
      {"Heat, ice, etc., daily.", {"Heat, ice, etc., daily."}},
      {"History of MS. Denies falls. Ms. Reed came.",
       {"History of MS.", "Denies falls.", "Ms. Reed came."}},
      {"Lack of vitamin D. The rest is normal.", {"Lack of vitamin D.", "The rest is normal."}},
      {"A depth of 1cm. in the wall.", {"A depth of 1cm. in the wall."}},
  });
}

TEST_CASE("a stop without a blank") {
  check({
      {"He has pain.he denies numbness.No fever.",
       {"He has pain.", "he denies numbness.", "No fever."}},
      {"Bulge at L4-5.There is more.", {"Bulge at L4-5.", "There is more."}},
      {"See www.example.com or a.b@mail.org or notes.pdf.",
       {"See www.example.com or a.b@mail.org or notes.pdf."}},
      {"Ph.D. thesis, version 1.2.3.", {"Ph.D. thesis, version 1.2.3."}},
      {"No rash.,She is well.", {"No rash.,", "She is well."}},
  });
}

TEST_CASE("a question mark before a word is a doubt") {
  check({
      {"Pain ? herniation at L4.", {"Pain ? herniation at L4."}},
      {"Reflexes brisk (? normal).", {"Reflexes brisk (? normal)."}},
      {"?herniation at L4. No leak.", {"?herniation at L4.", "No leak."}},
  });
}

TEST_CASE("wrapped lines are one text") {
  check({
      {"The patient is a 40-year-old roofer who slipped on wet boards and landed\n"
       "on his buttocks. He felt a sharp pain across the lower back, and he saw Dr.\n"
       "Reed the next day. Since then the pain has gone down the right leg to the\n"
       "Achilles tendon. There is no weakness.\n"
       "\n"
       "He takes nothing.\n",
       {"The patient is a 40-year-old roofer who slipped on wet boards and landed|"
        "on his buttocks.",
        "He felt a sharp pain across the lower back, and he saw Dr.|Reed the next day.",
        "Since then the pain has gone down the right leg to the|Achilles tendon.",
        "There is no weakness.", "He takes nothing."}},
      // a narrow column
      {"The pain began\nthree weeks ago. It is\nworse at night. He denies\nnumbness.\n",
       {"The pain began|three weeks ago.", "It is|worse at night.", "He denies|numbness."}},
      // a sentence that ends at the wrap
      {"The pain started after she lifted her son out of the bath last Sunday.\n"
       "She has had no fever, no weight loss and no trouble with her bladder.\n"
       "Walking makes it better and sitting makes it worse, above all in cars.\n",
       {"The pain started after she lifted her son out of the bath last Sunday.",
        "She has had no fever, no weight loss and no trouble with her bladder.",
        "Walking makes it better and sitting makes it worse, above all in cars."}},
  });
}

TEST_CASE("a statement on each line") {
  check({
      {"LBP x 3 wks\nno radiation\ndenies numbness\nTTP L4-5\n",
       {"LBP x 3 wks", "no radiation", "denies numbness", "TTP L4-5"}},
      {"denies numbness,\nweakness and fever\nno trauma or\nfalls\ngait normal\n",
       {"denies numbness,|weakness and fever", "no trauma or|falls", "gait normal"}},
      {"back pain x 3 wks. no leg pain\nslr neg. strength 5/5\n",
       {"back pain x 3 wks.", "no leg pain", "slr neg.", "strength 5/5"}},
      {"PT HAS LBP\nNO RADIATION\nDENIES NUMBNESS\n",
       {"PT HAS LBP", "NO RADIATION", "DENIES NUMBNESS"}},
  });
}

TEST_CASE("heads stay with what follows them on the line") {
  check({
      {"Back pain: No.\nNumbness: Yes\n", {"Back pain: No.", "Numbness: Yes"}},
      {"PLAN:\nRest.\n", {"PLAN:", "Rest."}},
      {"PHYSICAL EXAM\nnormal\n", {"PHYSICAL EXAM", "normal"}},
      {"Gait normal. NECK: supple. CHEST: clear",
       {"Gait normal.", "NECK: supple.", "CHEST: clear"}},
      {"S: pain. O: tender. A: strain. P: rest.",
       {"S: pain.", "O: tender.", "A: strain.", "P: rest."}},
      {"Plan\n----\nRest\n", {"Plan", "Rest"}},
  });
}

TEST_CASE("list items, check boxes and table rows are sentences") {
  check({
      {"IMPRESSION: 1. Low back pain 2. Neck pain 3. Gout",
       {"IMPRESSION:", "1. Low back pain", "2. Neck pain", "3. Gout"}},
      {"Diabetes type 1. Asthma, grade 2. Gout.",
       {"Diabetes type 1.", "Asthma, grade 2.", "Gout."}},
      {"- pain\n- numbness of the\n  left foot\n", {"- pain", "- numbness of the|  left foot"}},
      {"[x] back pain [ ] numbness", {"[x] back pain", "[ ] numbness"}},
      {"Back pain: [x] yes [ ] no", {"Back pain: [x] yes", "[ ] no"}},
      {"back pain [x] numbness [ ]\nfever [ ] chills [x]\n",
       {"back pain [x]", "numbness [ ]", "fever [ ]", "chills [x]"}},
      {"| Test | Result |\n|---|---|\n| SLR | positive |\n",
       {"| Test | Result |", "| SLR | positive |"}},
      {"Level\tFinding\nL4-5\tbulge\nL5-S1\tnormal\n",
       {"Level\tFinding", "L4-5\tbulge", "L5-S1\tnormal"}},
  });
}

TEST_CASE("line ends of every kind") {
  for (const char* end : {"\n", "\r\n", "\r", "\f", "\u2028"}) {
    const std::string note =
        std::string("HPI: sore") + end + end + "No fever" + end + "PLAN:" + end;
    CHECK(sentences_of(note) == Lines{"HPI: sore", "No fever", "PLAN:"});
  }
}

TEST_CASE("paragraphs change at blank lines and heads") {
  const Text text = Text::decode("One. Two.\n\n\nThree.\nPLAN: Four. Five.\n\nSix.");
  std::vector<uint32_t> paragraphs;
  for (const Sentence& sentence : text.sentences()) paragraphs.push_back(sentence.paragraph);
  CHECK(paragraphs == std::vector<uint32_t>{0, 0, 1, 2, 2, 3});
}

TEST_CASE("sentences know their item") {
  const Text text = Text::decode("Pain.\n1. Rest. Ice.\n2. Walk.\n\nThen more.");
  std::vector<int> items;
  for (const Sentence& sentence : text.sentences()) items.push_back(sentence.item);
  CHECK(items == std::vector<int>{-1, 0, 0, 1, -1});
}

TEST_CASE("no sentence is longer than the limit") {
  std::string words;
  for (int i = 0; i < 2000; ++i) words += "word ";
  for (const std::string& note : {words, std::string(9000, 'x'), std::string(4000, '?')}) {
    const Text text = Text::decode(note);
    size_t total = 0;
    for (const Sentence& sentence : text.sentences()) {
      CHECK(sentence.span.size() <= kLongestSentence);
      total += sentence.span.size();
    }
    CHECK(text.sentences().size() >= 2);
    CHECK(total + text.sentences().size() >= text.norm().size() - 1);
  }
  // not in the middle of what one character became
  std::string dots;
  for (int i = 0; i < 3000; ++i) dots += "±";
  const Text text = Text::decode(dots);
  for (size_t i = 1; i < text.sentences().size(); ++i) {
    CHECK(text.note_span(text.sentences()[i - 1].span).end <=
          text.note_span(text.sentences()[i].span).begin);
  }
}
