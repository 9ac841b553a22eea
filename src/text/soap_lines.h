// The lines of a SOAP note that nothing but their letter heads: "S  neck still tight", "O) ...",
// "A/ ...", "P> ...".
#pragma once

#include <cstdint>
#include <vector>

#include "text/layout.h"

namespace evident {

// Numbers of lines, ascending; S, O, A and P stand in this order, any number of times; or A and P
// alone, each all of its line. A colon or a dash behind a letter makes a head by itself (heads.h).
std::vector<uint32_t> soap_lines(const Layout& layout);

}  // namespace evident
