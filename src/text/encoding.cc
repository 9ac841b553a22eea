#include "text/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>

#include "text/ascii.h"
#include "text/western.h"

namespace evident {
namespace {

// UTF-32LE before UTF-16LE, whose mark it begins with.
std::string by_mark(std::string_view bytes) {
  using namespace std::string_view_literals;
  constexpr std::array<std::pair<std::string_view, const char*>, 5> kMarks = {{
      {"\xEF\xBB\xBF"sv, "UTF-8"},
      {"\xFF\xFE\0\0"sv, "UTF-32LE"},
      {"\0\0\xFE\xFF"sv, "UTF-32BE"},
      {"\xFF\xFE"sv, "UTF-16LE"},
      {"\xFE\xFF"sv, "UTF-16BE"},
  }};
  for (const auto& [mark, name] : kMarks)
    if (bytes.starts_with(mark)) return name;
  return "";
}

// Latin text in UTF-16 and UTF-32 has a NUL in every character, always at the same places.
std::string by_nul_bytes(std::string_view bytes) {
  constexpr size_t kSample = 4096;
  const std::string_view sample = bytes.substr(0, std::min(bytes.size(), kSample) / 4 * 4);
  if (sample.find('\0') == std::string_view::npos) return "";
  std::array<size_t, 4> nuls = {};
  for (size_t i = 0; i < sample.size(); ++i) nuls[i % 4] += sample[i] == '\0' ? 1 : 0;
  const size_t quads = sample.size() / 4;
  const auto often = [&](size_t place) { return nuls[place] * 10 >= quads * 7; };
  const auto rare = [&](size_t place) { return nuls[place] * 8 <= quads; };
  if (rare(0) && often(1) && often(2) && often(3)) return "UTF-32LE";
  if (often(0) && often(1) && often(2) && rare(3)) return "UTF-32BE";
  if (rare(0) && often(1) && rare(2) && often(3)) return "UTF-16LE";
  if (often(0) && rare(1) && often(2) && rare(3)) return "UTF-16BE";
  return "";
}

// Up to 8 kB of what stands around the high bytes: ICU reads no more than that, and the first of
// them may stand far down in the note.
std::string around_high_bytes(std::string_view bytes) {
  constexpr size_t kMost = 8000, kBeside = 60;
  std::string sample;
  size_t taken = 0;  // bytes before it are in the sample already
  for (size_t at = ascii_size(bytes); at < bytes.size() && sample.size() < kMost;) {
    const size_t begin = std::max(taken, at - std::min(at, kBeside));
    taken = std::min(at + kBeside, bytes.size());
    sample.append(bytes.substr(begin, taken - begin));
    at = taken + ascii_size(bytes.substr(taken));
  }
  return sample;
}

// ICU's best guess that it stands for, UTF-16 and EBCDIC apart, which it gives to anything.
std::string by_statistics(std::string_view bytes) {
  constexpr int32_t kLeast = 30;  // of 100
  const std::string sample = around_high_bytes(bytes);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            &ucsdet_close);
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status)) return "";
  for (int32_t i = 0; i < count; ++i) {
    const std::string name = ucsdet_getName(matches[i], &status);
    const bool unlikely = name.starts_with("UTF") || name.starts_with("IBM42");
    if (!unlikely && ucsdet_getConfidence(matches[i], &status) >= kLeast) return name;
  }
  return "";
}

}  // namespace

std::optional<std::string> encoding_named(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(name.c_str(), &status), &ucnv_close);
  if (name.empty() || U_FAILURE(status)) return std::nullopt;
  for (const char* standard : {"MIME", "IANA"}) {
    const char* official = ucnv_getStandardName(name.c_str(), standard, &status);
    if (U_SUCCESS(status) && official != nullptr) return official;
    status = U_ZERO_ERROR;
  }
  const char* own = ucnv_getName(converter.get(), &status);
  return U_SUCCESS(status) && own != nullptr ? own : name;
}

std::string unicode_encoding(std::string_view bytes) {
  const std::string marked = by_mark(bytes);
  return marked.empty() ? by_nul_bytes(bytes) : marked;
}

std::string legacy_encoding(std::string_view bytes) {
  const std::string guess = by_statistics(bytes);
  const bool western = guess.empty() || guess == "ISO-8859-1" || guess == "windows-1252";
  return western ? western_encoding(bytes).value_or("") : guess;
}

}  // namespace evident
