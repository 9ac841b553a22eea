#include "base/date.h"

#include <catch2/catch.hpp>

namespace evident {
namespace {

Date day(std::string_view iso) {
  const std::optional<Date> date = parse_date(iso);
  REQUIRE(date);
  return *date;
}

TEST_CASE("a day is read and written as year-month-day", "[date]") {
  for (const char* iso : {"2024-10-01", "1999-12-31", "2024-02-29", "2000-02-29", "0001-01-01"}) {
    CAPTURE(iso);
    CHECK(format_date(day(iso)) == iso);
  }
  CHECK(day("2024-10-01") - day("2024-09-30") == std::chrono::days(1));
  CHECK(day("1970-01-02").time_since_epoch() == std::chrono::days(1));
}

TEST_CASE("only that form, and only days that exist", "[date]") {
  for (const char* text :
       {"",           "2024",       "2024-10",    "2024-10-1",   "2024-1-01",   "24-10-01",
        "2024/10/01", "10/01/2024", "20241001",   "2024-10-01 ", " 2024-10-01", "2024-10-01T00:00",
        "2024-13-01", "2024-00-01", "2024-01-00", "2024-01-32",  "2024-04-31",  "2023-02-29",
        "1900-02-29", "0000-01-01", "+024-10-01", "-024-10-01",  "2024-+1-01",  "2024-1a-01",
        "2024-10-0x", "abcd-ef-gh"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("the fiscal year is named by the year it ends in", "[date]") {
  CHECK(fiscal_year(day("2024-09-30")) == 2024);
  CHECK(fiscal_year(day("2024-10-01")) == 2025);
  CHECK(fiscal_year(day("2024-12-31")) == 2025);
  CHECK(fiscal_year(day("2025-01-01")) == 2025);
}

}  // namespace
}  // namespace evident
