// Both engines over the same note and find the same: with the shipped lexicons, or with phrases
// that stand in the input before its first empty line.
#include "fuzz.h"
#include "knowledge.h"
#include "lexicon/matcher.h"

using namespace evident;

namespace {

struct Engines {
  explicit Engines(std::unique_ptr<const Lexicon> loaded) : lexicon(std::move(loaded)) {
    if (!lexicon) return;
    Diagnostics diagnostics;
    fast = Matcher::build(*lexicon, diagnostics);
    plain = Matcher::build(*lexicon, diagnostics, EngineKind::re2);
  }

  void compare(const Text& text) const {
    if (!fast || !plain) return;
    require(fast->find(text) == plain->find(text), "both engines find the same");
    require(fast->find_all(text) == plain->find_all(text), "all of it, too");
    const auto size = static_cast<uint32_t>(text.norm().size());
    for (uint32_t i = 0; i < text.sentences().size() && i < 3; ++i) {
      const Span hidden = {size / 3, size / 3 * 2};
      require(fast->find(text, i, hidden) == plain->find(text, i, hidden),
              "with hidden words, too");
    }
  }

  std::unique_ptr<const Lexicon> lexicon;
  std::unique_ptr<const Matcher> fast, plain;
};

// The lines of the head are phrases of two concepts, taken in turn.
std::unique_ptr<const Lexicon> lexicon_in(std::string_view head) {
  std::string phrases[2];
  for (size_t begin = 0, count = 0; begin < head.size() && count < 8; ++count) {
    const size_t end = std::min(head.find('\n', begin), head.size());
    phrases[count % 2] += "      " + std::string(head.substr(begin, end - begin)) + '\n';
    begin = end + 1;
  }
  std::string text = "concepts:\n";
  for (size_t i = 0; i < 2; ++i)
    text +=
        "  c" + std::to_string(i) + ":\n    kind: symptom\n    phrases: |\n      x\n" + phrases[i];
  Diagnostics diagnostics;
  return Lexicon::load({source_of("fuzz.yaml", text)}, diagnostics);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Engines shipped([] {
    Diagnostics diagnostics;
    return Lexicon::load(Knowledge::shipped().lexicons, diagnostics);
  }());
  const std::string_view input = as_text(data, size);
  const size_t empty_line = input.find("\n\n");
  if (empty_line == input.npos || empty_line > 300) {
    shipped.compare(Text::decode(input));
  } else {
    Engines(lexicon_in(input.substr(0, empty_line)))
        .compare(Text::decode(input.substr(empty_line)));
  }
  return 0;
}
