// Whole numbers as Japanese texts write them: 12, １２, 十二, 百二十, 二〇二六, and dates with them.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "base/date.h"

namespace kitei::base {

struct ReadNumber {
  unsigned value = 0;
  std::size_t length = 0;  // bytes
};
// The number that begins at byte `at`: ASCII or full-width digits, or kanji numerals (not mixed). At most 9999.
std::optional<ReadNumber> read_number(std::string_view text, std::size_t at);

struct ReadDate {
  Date date{};
  std::size_t length = 0;  // bytes
};
// The date that begins at byte `at`: 2026年4月1日, 令和8年4月1日, 令和元年五月一日 (blanks between are allowed), 2026-04-01,
// 2026/4/1, 2026.4.1, in any of the numerals above. Only days that exist.
std::optional<ReadDate> read_date(std::string_view text, std::size_t at);

}  // namespace kitei::base
