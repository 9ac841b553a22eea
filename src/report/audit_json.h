// An audit as JSON: schema "evident.audit/1", one object on one line (audit-1.schema.json).
// Keys, offsets and quotes as in the report (json.h).
#pragma once

#include <string>

#include "coding/analysis.h"
#include "coding/audit.h"
#include "report/json.h"

namespace evident {

// The object without a line end. `audit` must be of this analysis.
std::string audit_json(const Analysis& analysis, const Audit& audit, const ReportOptions& options);

}  // namespace evident
