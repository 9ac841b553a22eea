#include "base/date.h"

#include <cstdio>

namespace evident {
namespace {

// `digits` as a number, -1 when something else stands among them.
int number(std::string_view digits) {
  int value = 0;
  for (char c : digits) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> parse_date(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const int year = number(iso.substr(0, 4));
  const int month = number(iso.substr(5, 2)), day = number(iso.substr(8, 2));
  if (year < 1 || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return Date(date);
}

std::string format_date(Date date) {
  const std::chrono::year_month_day day(date);
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return text;
}

int fiscal_year(Date date) {
  const std::chrono::year_month_day day(date);
  return static_cast<int>(day.year()) + (day.month() >= std::chrono::October ? 1 : 0);
}

}  // namespace evident
