// Characters whose form in norm does not follow from their Unicode properties.
#pragma once

#include <string_view>

namespace evident {

// The form of `character`, or "" when the table says nothing of it.
std::string_view special_form(char32_t character);

}  // namespace evident
