#include "base/date.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace kitei::base {
namespace {

namespace chr = std::chrono;

std::optional<int> parse_digits(std::string_view text, std::size_t min, std::size_t max) {
  if (text.size() < min || text.size() > max) return std::nullopt;
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<Date> make_date(std::optional<int> y, std::optional<int> m, std::optional<int> d) {
  if (!y || !m || !d) return std::nullopt;
  const Date date{chr::year{*y}, chr::month{static_cast<unsigned>(*m)}, chr::day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

struct Era {
  std::string_view name;
  Date first;
};

// First days of the eras since the Gregorian calendar was taken over (1873-01-01).
const std::array<Era, 5> kEras{{
    {"令和", Date{chr::year{2019}, chr::month{5}, chr::day{1}}},
    {"平成", Date{chr::year{1989}, chr::month{1}, chr::day{8}}},
    {"昭和", Date{chr::year{1926}, chr::month{12}, chr::day{25}}},
    {"大正", Date{chr::year{1912}, chr::month{7}, chr::day{30}}},
    {"明治", Date{chr::year{1873}, chr::month{1}, chr::day{1}}},
}};

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() == 10 && (text[4] == '-' || text[4] == '/') && text[7] == text[4]) {
    return make_date(parse_digits(text.substr(0, 4), 4, 4), parse_digits(text.substr(5, 2), 2, 2),
                     parse_digits(text.substr(8, 2), 2, 2));
  }
  constexpr std::string_view kYear = "年", kMonth = "月", kDay = "日";
  const auto y = text.find(kYear);
  const auto m = text.find(kMonth);
  if (y == std::string_view::npos || m == std::string_view::npos || m < y || !text.ends_with(kDay)) return std::nullopt;
  const auto month_at = y + kYear.size();
  const auto day_at = m + kMonth.size();
  if (text.size() < day_at + kDay.size()) return std::nullopt;
  return make_date(parse_digits(text.substr(0, y), 4, 4), parse_digits(text.substr(month_at, m - month_at), 1, 2),
                   parse_digits(text.substr(day_at, text.size() - kDay.size() - day_at), 1, 2));
}

std::string iso_date(Date date) {
  const int year = static_cast<int>(date.year());
  const unsigned month = static_cast<unsigned>(date.month());
  const unsigned day = static_cast<unsigned>(date.day());
  if (year < 0 || year > 9999 || month > 99 || day > 99) return fmt::format("{:04}-{:02}-{:02}", year, month, day);
  auto digit = [](unsigned value) { return static_cast<char>('0' + value % 10); };
  const auto y = static_cast<unsigned>(year);
  return {digit(y / 1000), digit(y / 100), digit(y / 10), digit(y), '-', digit(month / 10), digit(month), '-', digit(day / 10), digit(day)};
}

std::string japanese_date(Date date) {
  std::string out = std::to_string(static_cast<int>(date.year()));
  out += "年";
  out += std::to_string(static_cast<unsigned>(date.month()));
  out += "月";
  out += std::to_string(static_cast<unsigned>(date.day()));
  out += "日";
  return out;
}

std::string english_date(Date date) {
  static constexpr std::array<std::string_view, 12> kMonths{"January", "February", "March",     "April",   "May",      "June",
                                                            "July",    "August",   "September", "October", "November", "December"};
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()));
}

std::string era_date(Date date) {
  for (const Era& era : kEras) {
    if (date < era.first) continue;
    // Meiji counts from 1868 although the calendar begins in its sixth year.
    const int first_year = era.name == "明治" ? 1868 : static_cast<int>(era.first.year());
    const int year = static_cast<int>(date.year()) - first_year + 1;
    return fmt::format("{}{}年{}月{}日", era.name, year == 1 ? std::string("元") : std::to_string(year),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  }
  return japanese_date(date);
}

Date date_at(std::int64_t unix_seconds, int utc_offset_minutes) {
  const chr::sys_seconds local{chr::seconds{unix_seconds} + chr::minutes{utc_offset_minutes}};
  return Date{chr::floor<chr::days>(local)};
}

std::optional<int> parse_utc_offset(std::string_view text) {
  if (text == "Z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = parse_digits(text.substr(1, 2), 2, 2);
  const auto minutes = parse_digits(text.substr(4, 2), 2, 2);
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  const int value = *hours * 60 + *minutes;
  return text[0] == '-' ? -value : value;
}

Date add_months(Date date, int months) {
  const Date moved = date + chr::months{months};
  return moved.ok() ? moved : Date{moved.year() / moved.month() / chr::last};
}

Date add_days(Date date, int days) { return Date{chr::sys_days{date} + chr::days{days}}; }

int days_between(Date from, Date to) { return static_cast<int>((chr::sys_days{to} - chr::sys_days{from}).count()); }

}  // namespace kitei::base
