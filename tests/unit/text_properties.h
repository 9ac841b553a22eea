// What holds of any bytes whatsoever once they are a Text: for the property tests and the fuzzer.
#pragma once

#include <algorithm>
#include <cctype>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "text/fold.h"
#include "text/text.h"

namespace evident {

inline bool on_character(std::string_view utf8, uint32_t at) {
  return at == utf8.size() || (at < utf8.size() && !continues_character(utf8[at]));
}

inline bool is_ruler_sign(char c) {
  return std::string_view("-=*~#+|.").find(c) != std::string_view::npos;
}

// The first property that does not hold of `text`, which was decoded from `bytes`, or "".
inline std::string broken_property(const Text& text, std::string_view bytes, std::mt19937& random) {
  const std::string_view utf8 = text.utf8(), norm = text.norm();
  const auto size = static_cast<uint32_t>(norm.size());
  if (find_invalid_utf8(utf8) != std::string_view::npos) return "utf8 is not UTF-8";
  if (text.encoding() == "UTF-8" && (utf8 == bytes) != (text.replaced() == 0)) return "replaced";
  const bool plain = std::ranges::all_of(norm, [](char c) {
    return c == '\n' || c == '\t' || (c >= ' ' && c < 0x7F && !(c >= 'A' && c <= 'Z'));
  });
  if (!plain) return "norm is not plain";
  if (text.offset(static_cast<uint32_t>(utf8.size()), OffsetUnit::byte) != bytes.size()) {
    return "bytes received";
  }

  // Each position alone, and random spans.
  Span before{0, 0};
  for (uint32_t i = 0; i < size; ++i) {
    const Span note = text.note_span({i, i + 1});
    if (note.empty() || note.end > utf8.size()) return "note_span outside";
    if (!on_character(utf8, note.begin) || !on_character(utf8, note.end)) return "cut character";
    if (note.begin < before.begin || note.end < before.end) return "note_span not monotone";
    if (note != before && note.begin < before.end) return "characters overlap";
    if (!text.norm_span(note).contains(i)) return "norm_span does not come back";
    before = note;
  }
  for (int i = 0; i < 20 && size > 0; ++i) {
    const uint32_t begin = random() % size;
    const Span span{begin, begin + 1 + static_cast<uint32_t>(random() % (size - begin))};
    const Span whole = text.norm_span(text.note_span(span));
    if (!whole.contains(span)) return "quote does not cover";
    // The quote folds to what it covers; only, a fraction stands apart from a digit before it and
    // a middle dot is a bullet where it begins a line.
    const std::string quote(text.quote(span));
    const std::string folded = fold(quote);
    const std::string_view there = norm.substr(whole.begin, whole.size());
    const bool dotted = quote.find("\u00B7") != quote.npos;
    if (!dotted && there != folded && there != " " + folded) {
      return "quote folds to something else";
    }
  }

  uint32_t end = 0;
  for (Span token : text.tokens()) {
    if (token.empty() || token.begin < end || token.end > size) return "tokens";
    end = token.end;
  }
  end = 0;
  for (const Head& head : text.heads()) {
    if (head.words.empty() || !head.whole.contains(head.words)) return "head words";
    if (head.whole.begin < end) return "heads overlap";
    if (!text.lines()[head.line].contains(head.whole)) return "head line";
    end = head.whole.end;
  }
  end = 0;
  for (const ListItem& item : text.items()) {
    if (item.mark.empty() || !item.span.contains(item.mark)) return "item mark";
    if (item.span.begin < end || item.span.end > size || item.depth < 0) return "items";
    end = item.span.end;
  }

  std::vector<bool> covered(size, false);
  end = 0;
  uint32_t paragraph = 0;
  for (const Sentence& sentence : text.sentences()) {
    const Span span = sentence.span;
    if (span.empty() || span.begin < end || span.end > size) return "sentences";
    if (span.size() > kLongestSentence) return "long sentence";
    if (std::isspace(norm[span.begin]) || std::isspace(norm[span.end - 1])) return "not trimmed";
    if (sentence.paragraph < paragraph) return "paragraphs";
    if (sentence.item >= 0 && !text.items()[sentence.item].span.contains(span.begin)) return "item";
    std::fill(covered.begin() + span.begin, covered.begin() + span.end, true);
    end = span.end;
    paragraph = sentence.paragraph;
  }
  for (Span line : text.lines()) {
    const std::string_view body = norm.substr(line.begin, line.size());
    const bool ruler =
        std::ranges::all_of(body, [](char c) { return c == ' ' || c == '\t' || is_ruler_sign(c); });
    const size_t past_quotes = std::min(body.find_first_not_of("> \t"), body.size());
    for (auto i = line.begin + static_cast<uint32_t>(past_quotes); !ruler && i < line.end; ++i) {
      if (!covered[i] && norm[i] != ' ' && norm[i] != '\t') return "byte in no sentence";
    }
  }
  return "";
}

}  // namespace evident
