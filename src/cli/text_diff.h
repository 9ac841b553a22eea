// The lines by which two short texts differ.
#pragma once

#include <string>
#include <string_view>

namespace evident {

// "- line" for those only in `expected`, "+ line" for those only in `got`, in order; "" when the
// texts are equal. Quadratic in the lines: for texts that people read.
std::string diff_lines(std::string_view expected, std::string_view got);

}  // namespace evident
