#include "text/code_page.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include <memory>

namespace evident {

std::optional<CodePage> code_page(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(name.c_str(), &status), &ucnv_close);
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  if (U_FAILURE(status) || ucnv_getType(converter.get()) == UCNV_UTF8 ||
      ucnv_getMaxCharSize(converter.get()) != 1 || ucnv_getMinCharSize(converter.get()) != 1)
    return std::nullopt;
  CodePage page;
  for (size_t byte = 0; byte < page.size(); ++byte) {
    const char c = static_cast<char>(byte);
    const char* at = &c;
    status = U_ZERO_ERROR;
    ucnv_resetToUnicode(converter.get());
    const UChar32 character = ucnv_getNextUChar(converter.get(), &at, at + 1, &status);
    page[byte] = U_FAILURE(status) ? 0xFFFD : static_cast<char32_t>(character);
  }
  return page;
}

}  // namespace evident
