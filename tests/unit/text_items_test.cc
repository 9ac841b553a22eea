#include <catch2/catch.hpp>

#include "text/text.h"
#include "text_dump.h"

using namespace evident;

namespace {

using Lines = std::vector<std::string>;

struct Row {
  std::string note;
  Lines items;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.note);
    CHECK(items_of(row.note) == row.items);
  }
}

}  // namespace

TEST_CASE("marks at line starts") {
  check({
      {"1. Rest\n2) Ice\n(3) Heat\n", {"1. 0: 1. Rest", "2) 0: 2) Ice", "(3) 0: (3) Heat"}},
      {"1. Rest\n2. Ice\n", {"1. 0: 1. Rest", "2. 0: 2. Ice"}},
      {"1)rest\n2)ice\n", {"1) 0: 1)rest", "2) 0: 2)ice"}},
      {"- rest\n-ice\n* heat\n", {"- 0: - rest", "- 0: -ice", "* 0: * heat"}},
      {"• rest\n▪ ice\n", {"• 0: • rest", "▪ 0: ▪ ice"}},
      {"a) rest\nb) ice\n", {"a) 0: a) rest", "b) 0: b) ice"}},
      {"i. rest\nii. ice\niii. heat\n", {"i. 0: i. rest", "ii. 0: ii. ice", "iii. 0: iii. heat"}},
      {"#1 Pain\n#2 Gout\n", {"#1 0: #1 Pain", "#2 0: #2 Gout"}},
      {"[x] pain\n[ ] fever\n☑ chills\n", {"[x] 0: [x] pain", "[ ] 0: [ ] fever", "☑ 0: ☑ chills"}},
      {"- [x] pain\n", {"- [x] 0: - [x] pain"}},
      {"( ) pain\n(x) fever\n", {"( ) 0: ( ) pain", "(x) 0: (x) fever"}},
      {"+ LBP\n+ fever\n", {"+ 0: + LBP", "+ 0: + fever"}},
      {"1.\nRest\n", {"1. 0: 1.|Rest"}},
  });
}

TEST_CASE("what is no mark") {
  check({
      {"2.5 mg daily\n", {}},
      {"-5 degrees\n", {}},
      {"+ SLR on the left\n", {}},
      {"A. Smith came\n", {}},
      {"E. coli grew\n", {}},
      {"**bold** words\n", {}},
      {"-----\n", {}},
      {"The patient was seen again, and the pain was still at a level of about\n"
       "6. It was worse at night.\n",
       {}},
      {"Diabetes type 1. Asthma grade 2. Gout.\n", {}},
      {"There is one (1) scar and there are two (2) moles.\n", {}},
      {"LAD: 1. RCA: 2. LCX: 3.\n", {}},
  });
}

TEST_CASE("marks inside a line") {
  check({
      {"PLAN: 1. Rest 2. Ice 3. Heat\n", {"1. 0: 1. Rest", "2. 0: 2. Ice", "3. 0: 3. Heat"}},
      {"PMH: 1)gout. 2)asthma.\n", {"1) 0: 1)gout.", "2) 0: 2)asthma."}},
      {"PLAN: 1. Rest\n2. Ice\n", {"1. 0: 1. Rest", "2. 0: 2. Ice"}},
      {"[x] pain [ ] fever\n", {"[x] 0: [x] pain", "[ ] 0: [ ] fever"}},
      {"1. Diabetes type 2.\n2. Gout\n", {"1. 0: 1. Diabetes type 2.", "2. 0: 2. Gout"}},
  });
}

TEST_CASE("an item goes over the lines that continue it") {
  check({
      {"1. Rest for\n   two days.\n   Call if worse.\n2. Ice\nSee you.\n",
       {"1. 0: 1. Rest for|   two days.|   Call if worse.", "2. 0: 2. Ice"}},
      {"- numbness of\nthe left foot\n", {"- 0: - numbness of|the left foot"}},
      {"- pain\n\nMore.\n", {"- 0: - pain"}},
      {"- pain\nPLAN: rest\n", {"- 0: - pain"}},
      {"1. low back pain PLAN: rest\n", {"1. 0: 1. low back pain"}},
  });
}

TEST_CASE("depth is by indentation") {
  check({
      {"- a b\n  - c d\n    - e f\n  - g h\n- i j\n",
       {"- 0: - a b", "- 1: - c d", "- 2: - e f", "- 1: - g h", "- 0: - i j"}},
      {"   - a b\n   - c d\n", {"- 0: - a b", "- 0: - c d"}},
      {"- a b\n\t- c d\n", {"- 0: - a b", "- 1: - c d"}},
  });
}
