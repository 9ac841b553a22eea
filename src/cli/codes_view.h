// What evident codes shows of a code or of a search, as text for people and as JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coding/code_search.h"
#include "coding/code_set.h"

namespace evident {

struct CodesView {
  const CodeSet& set;
  std::optional<Date> date;  // the day to look at
  std::string show;          // children, siblings, history, excludes; "": everything

  Date day() const { return date.value_or(set.newest_to()); }
  Date day_of(const Code& code) const;  // the same, but no day that is not known unless asked for
  // "billable", "header", "deleted", "not-yet-valid", "not-known"
  std::string_view state(const Code& code) const;
  std::vector<const Code*> children(const Code& code) const;  // in force on that day
  std::vector<const Code*> siblings(const Code& code) const;
};

std::string code_text(const CodesView& view, const Code& code);
std::string old_code_text(const CodesView& view, const OldCode& code);
std::string hits_text(const CodesView& view, const std::vector<CodeHit>& hits);

// One object a line, with a line end: schema evident.code/1, for a search evident.code-hit/1.
std::string code_json(const CodesView& view, const Code& code);
std::string old_code_json(const OldCode& code);
std::string unknown_code_json(const std::string& code, const std::vector<CodeHit>& near);
std::string hits_json(const CodesView& view, const std::vector<CodeHit>& hits);

}  // namespace evident
