// A calendar day, for dates of service and the life spans of codes.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace evident {

using Date = std::chrono::sys_days;

// "2024-10-01" only; nullopt for anything else, for days that do not exist too.
std::optional<Date> parse_date(std::string_view iso);
std::string format_date(Date date);
// The federal fiscal year, named by the year it ends in: 2024-10-01 is in 2025.
int fiscal_year(Date date);

}  // namespace evident
