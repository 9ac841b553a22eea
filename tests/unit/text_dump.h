// One line for each view of a Text, for tests that compare whole structures.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace evident {

// A quote of the note on one line: a line break shows as '|'.
inline std::string on_one_line(const Text& text, Span span) {
  std::string quote(text.quote(span));
  for (char& c : quote) {
    if (c == '\n') c = '|';
  }
  return quote;
}

inline std::vector<std::string> sentences_of(std::string_view note) {
  const Text text = Text::decode(note);
  std::vector<std::string> lines;
  for (const Sentence& sentence : text.sentences()) {
    lines.push_back(on_one_line(text, sentence.span));
  }
  return lines;
}

// "words" and then the flags that are set: "HPI line alone colon capitals title".
inline std::vector<std::string> heads_of(std::string_view note) {
  const Text text = Text::decode(note);
  std::vector<std::string> lines;
  for (const Head& head : text.heads()) {
    std::string line = on_one_line(text, head.words) + (head.line_start ? " /line" : " /inline");
    if (head.alone) line += " alone";
    if (head.colon) line += " colon";
    if (head.capitals) line += " capitals";
    if (head.title && !head.capitals) line += " title";
    lines.push_back(line);
  }
  return lines;
}

// "mark depth: the item".
inline std::vector<std::string> items_of(std::string_view note) {
  const Text text = Text::decode(note);
  std::vector<std::string> lines;
  for (const ListItem& item : text.items()) {
    lines.push_back(on_one_line(text, item.mark) + " " + std::to_string(item.depth) + ": " +
                    on_one_line(text, item.span));
  }
  return lines;
}

}  // namespace evident
