// List items: from each mark to the next one, over the lines that continue it.
#pragma once

#include <vector>

#include "text/layout.h"
#include "text/marks.h"
#include "text/wrapping.h"

namespace evident {

std::vector<ListItem> find_items(const Layout& layout, const Wrapping& wrapping,
                                 const std::vector<Mark>& marks, const std::vector<Head>& heads);

}  // namespace evident
