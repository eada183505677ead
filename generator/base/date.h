// Calendar dates as data. Nothing here reads the clock or the time zone; "today" is handed down from cli/.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kitei::base {

using Date = std::chrono::year_month_day;

// Reads exactly YYYY-MM-DD (also YYYY/MM/DD and 2026年4月1日) naming a real day; nothing otherwise.
std::optional<Date> parse_date(std::string_view text);

// YYYY-MM-DD.
std::string iso_date(Date date);

// 2026年4月1日.
std::string japanese_date(Date date);

// 1 April 2026.
std::string english_date(Date date);

// 令和8年4月1日, 令和元年5月1日; dates before Meiji 6 (1873) are given in the western calendar.
std::string era_date(Date date);

// The day in which `unix_seconds` falls at the given offset from UTC.
Date date_at(std::int64_t unix_seconds, int utc_offset_minutes);

// "+09:00", "-03:30", "Z" → minutes.
std::optional<int> parse_utc_offset(std::string_view text);

Date add_months(Date date, int months);  // the last day of the month where the day does not exist
Date add_days(Date date, int days);
int days_between(Date from, Date to);

}  // namespace kitei::base
