// Gold answers for whole notes: what a coder would code, with the words that prove it.
//
// A corpus is a folder with gold.jsonl, one note a line in any order, and notes/ID.txt:
//
//     {"id": "visit-3",
//      "codes": [{"code": "M54.41", "evidence": ["low back pain", "right sciatica"]}],
//      "acceptable": ["M54.16"],            proposed or not, neither right nor wrong
//      "rejected": [{"code": "M54.50", "why": "absorbed", "evidence": "low back pain"}],   traps
//      "gaps": ["..."], "readings": 2}      for people
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace evident {

struct GoldCode {
  std::string code;
  std::vector<std::string> evidence;  // never empty; each stands in the note, letter for letter
};

struct GoldNote {
  std::string id;
  std::string note;  // bytes
  std::vector<GoldCode> codes;
  std::vector<std::string> acceptable;
  std::vector<std::string> rejected;  // codes
};

bool is_corpus(const std::string& folder);

// The notes by id. Mistakes (a quote that does not stand in the note, an unknown key or code, a
// note without gold ...) come as diagnostics, without words of the notes; the result is then not
// to be used.
std::vector<GoldNote> read_gold(const std::string& folder,
                                const std::vector<std::string>& known_codes,
                                Diagnostics& diagnostics);

}  // namespace evident
