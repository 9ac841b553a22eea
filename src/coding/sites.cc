#include "coding/sites.h"

#include <algorithm>

#include "coding/evidence.h"

namespace evident {
namespace {

bool counts(const Draft& draft) { return draft.candidate.proposed() && draft.candidate.stated(); }

const Code* multiple_sites(const CodeSet& codes, const std::string& code, Date date) {
  const Code* one = codes.find(code);
  if (one == nullptr) return nullptr;
  for (const Code* sibling : codes.children(one->parent))
    if (sibling->billable(date) && sibling->title.find("multiple sites") != std::string::npos)
      return sibling;
  return nullptr;
}

// The next draft of the same condition.
std::vector<Draft>::iterator next_place(std::vector<Draft>::iterator first,
                                        std::vector<Draft>::iterator end, const CodeSet& codes) {
  const std::string& parent = codes.find(first->candidate.code)->parent;
  return std::find_if(first + 1, end, [&](const Draft& draft) {
    return counts(draft) && draft.rule == first->rule &&
           codes.find(draft.candidate.code)->parent == parent;
  });
}

}  // namespace

void join_sites(std::vector<Draft>& drafts, const CodeSet& codes, Date date) {
  for (auto first = drafts.begin(); first != drafts.end(); ++first) {
    if (!counts(*first)) continue;
    const Code* joined = multiple_sites(codes, first->candidate.code, date);
    if (joined == nullptr) continue;
    for (auto other = next_place(first, drafts.end(), codes); other != drafts.end();
         other = next_place(first, drafts.end(), codes)) {
      if (other->candidate.code != first->candidate.code) {
        first->candidate.code = joined->code;
        first->candidate.title = joined->title;
        first->area.clear();
      }
      merge_evidence(other->candidate, first->candidate);
      drafts.erase(other);
    }
  }
}

}  // namespace evident
