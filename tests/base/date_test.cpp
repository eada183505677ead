#include "base/date.h"

#include <catch2/catch.hpp>

using namespace kitei;

namespace {
base::Date day(std::string_view text) { return base::parse_date(text).value(); }
}  // namespace

TEST_CASE("dates are read in three forms, and only when the day exists") {
  struct Case {
    std::string text, expected;  // "" = no date
  };
  const std::vector<Case> cases{
      {"2026-04-01", "2026-04-01"},
      {"2026/04/01", "2026-04-01"},
      {"2026年4月1日", "2026-04-01"},
      {"2026年04月01日", "2026-04-01"},
      {"2024-02-29", "2024-02-29"},
      {"2026-02-29", ""},
      {"2026-04-31", ""},
      {"2026-00-10", ""},
      {"2026-13-01", ""},
      {"2026-4-1", ""},
      {"26-04-01", ""},
      {"2026-04/01", ""},
      {" 2026-04-01", ""},
      {"2026-04-01 ", ""},
      {"2026-04-01T00:00", ""},
      {"2026年4月", ""},
      {"4月1日2026年", ""},
      {"年月日", ""},
      {"2026年月1日", ""},
      {"月2026年4月1日", ""},
      {"", ""},
      {"-026-04-01", ""},
      {"2026-+4-01", ""},
      {"２０２６-04-01", ""},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const auto date = base::parse_date(c.text);
    CHECK((date ? base::iso_date(*date) : "") == c.expected);
  }
}

TEST_CASE("dates are written in Japanese, also by eras") {
  struct Case {
    std::string date, japanese, era;
  };
  const std::vector<Case> cases{
      {"2026-04-01", "2026年4月1日", "令和8年4月1日"},      {"2019-05-01", "2019年5月1日", "令和元年5月1日"},
      {"2019-04-30", "2019年4月30日", "平成31年4月30日"},   {"1989-01-08", "1989年1月8日", "平成元年1月8日"},
      {"1989-01-07", "1989年1月7日", "昭和64年1月7日"},     {"1926-12-25", "1926年12月25日", "昭和元年12月25日"},
      {"1926-12-24", "1926年12月24日", "大正15年12月24日"}, {"1912-07-30", "1912年7月30日", "大正元年7月30日"},
      {"1912-07-29", "1912年7月29日", "明治45年7月29日"},   {"1873-01-01", "1873年1月1日", "明治6年1月1日"},
      {"1872-12-31", "1872年12月31日", "1872年12月31日"},
  };
  for (const Case& c : cases) {
    CHECK(base::japanese_date(day(c.date)) == c.japanese);
    CHECK(base::era_date(day(c.date)) == c.era);
    CHECK(base::parse_date(c.japanese) == day(c.date));
  }
}

TEST_CASE("the day of a moment depends on the offset") {
  // 2026-03-31 15:00:00 UTC is midnight in Japan.
  CHECK(base::date_at(1774969200, 540) == day("2026-04-01"));
  CHECK(base::date_at(1774969199, 540) == day("2026-03-31"));
  CHECK(base::date_at(1774969200, 0) == day("2026-03-31"));
  CHECK(base::date_at(-1, 0) == day("1969-12-31"));
}

TEST_CASE("offsets from UTC") {
  CHECK(base::parse_utc_offset("+09:00") == 540);
  CHECK(base::parse_utc_offset("-03:30") == -210);
  CHECK(base::parse_utc_offset("Z") == 0);
  for (const char* bad : {"", "+9:00", "09:00", "+0900", "+15:00", "+09:60", "JST", "+09:00 "}) {
    INFO(bad);
    CHECK_FALSE(base::parse_utc_offset(bad));
  }
}

TEST_CASE("days and months are counted through leap years") {
  CHECK(base::add_months(day("2026-01-31"), 1) == day("2026-02-28"));
  CHECK(base::add_months(day("2024-01-31"), 1) == day("2024-02-29"));
  CHECK(base::add_months(day("2026-03-31"), 12) == day("2027-03-31"));
  CHECK(base::add_months(day("2026-01-15"), -2) == day("2025-11-15"));
  CHECK(base::add_days(day("2024-02-28"), 2) == day("2024-03-01"));
  CHECK(base::add_days(day("2026-01-01"), -1) == day("2025-12-31"));
  CHECK(base::days_between(day("2024-02-01"), day("2024-03-01")) == 29);
  CHECK(base::days_between(day("2024-03-01"), day("2024-02-01")) == -29);
}
