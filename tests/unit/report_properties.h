// What a report promises of any note: for the property tests and the fuzzer.
#pragma once

#include <rapidjson/document.h>

#include <string>
#include <string_view>

#include "base/utf8.h"
#include "coding/analysis.h"
#include "report/json.h"

namespace evident {

// `text` as its UTF-16 code units, one char32_t each, or as its code points.
inline std::u32string units_of(std::string_view text, bool utf16) {
  std::u32string units;
  while (!text.empty()) {
    const size_t size = bytes_of(text, 1);
    char32_t c = static_cast<unsigned char>(text[0]);
    if (size > 1) c &= 0xFFU >> (size + 1);
    for (size_t i = 1; i < size; ++i) c = c << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
    if (utf16 && c > 0xFFFF) {
      units += static_cast<char32_t>(0xD7C0 + (c >> 10));
      c = 0xDC00 + (c & 0x3FF);
    }
    units += c;
    text.remove_prefix(size);
  }
  return units;
}

// Is each "text" of `value` and what it holds the note between "begin" and "end"?
template <typename Same>
bool quotes_agree(const rapidjson::Value& value, const Same& same) {
  if (value.IsArray()) {
    for (const auto& element : value.GetArray())
      if (!quotes_agree(element, same)) return false;
  }
  if (!value.IsObject()) return true;
  if (value.HasMember("begin") && value.HasMember("text") &&
      !same(value["begin"].GetUint(), value["end"].GetUint(),
            std::string_view(value["text"].GetString(), value["text"].GetStringLength())))
    return false;
  for (const auto& member : value.GetObject())
    if (!quotes_agree(member.value, same)) return false;
  return true;
}

inline bool offsets_agree(const Analysis& analysis, std::string_view bytes, OffsetUnit unit) {
  ReportOptions options;
  options.offsets = unit;
  const std::string json = json_report(analysis, options);
  rapidjson::Document document;
  document.Parse<rapidjson::kParseValidateEncodingFlag>(json.data(), json.size());
  if (document.HasParseError()) return false;
  const Text& text = analysis.text;
  if (unit == OffsetUnit::byte) {
    return quotes_agree(document, [&](uint32_t begin, uint32_t end, std::string_view quote) {
      return begin < end && end <= bytes.size() &&
             Text::decode(bytes.substr(begin, end - begin), text.encoding()).utf8() == quote;
    });
  }
  const std::u32string units = units_of(text.utf8(), unit == OffsetUnit::utf16);
  return quotes_agree(document, [&](uint32_t begin, uint32_t end, std::string_view quote) {
    return begin < end && end <= units.size() &&
           units.substr(begin, end - begin) == units_of(quote, unit == OffsetUnit::utf16);
  });
}

// The first promise that the analysis of the note `bytes` breaks, or "".
inline std::string broken_promise(const Analysis& analysis, std::string_view bytes) {
  int rank = 0;
  for (const Candidate& candidate : analysis.codes) {
    if (candidate.evidence.empty()) return "evidence for " + candidate.code;
    const bool proposed = candidate.status == Status::proposed;
    if (proposed ? candidate.rank != ++rank : candidate.rank != 0) return "ranks";
    if (proposed != candidate.reason.empty()) return "a reason for what is withheld";
    if (candidate.title.empty()) return "a title";
  }
  for (OffsetUnit unit : {OffsetUnit::codepoint, OffsetUnit::utf16, OffsetUnit::byte})
    if (!offsets_agree(analysis, bytes, unit)) return "quotes at their offsets";
  return "";
}

}  // namespace evident
