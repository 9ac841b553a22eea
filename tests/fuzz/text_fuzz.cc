// Bytes to Text: the first byte chooses the encoding, the properties of the unit tests must hold.
#include "../unit/text_properties.h"
#include "fuzz.h"

using namespace evident;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::string kEncodings[] = {"",         "UTF-8",        "UTF-16LE",  "UTF-16BE",
                                           "UTF-32LE", "windows-1252", "macintosh", "Shift_JIS",
                                           "GB18030",  "ISO-2022-JP",  "UTF-7",     "UTF-16"};
  if (size == 0) return 0;
  const std::string& encoding = kEncodings[data[0] % std::size(kEncodings)];
  const std::string_view bytes = as_text(data + 1, size - 1);
  std::mt19937 random(static_cast<unsigned>(size));
  const std::string problem = broken_property(Text::decode(bytes, encoding), bytes, random);
  require(problem.empty(), problem);
  return 0;
}
