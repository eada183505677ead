#include "base/numerals.h"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace kitei::base {
namespace {

TEST_CASE("whole numbers in the numerals of Japanese texts") {
  const std::vector<std::pair<std::string, unsigned>> cases{
      {"12条", 12}, {"１２条", 12}, {"三条", 3}, {"十条", 10}, {"十二条", 12}, {"二十条", 20}, {"百二十条", 120}, {"千二百三十四", 1234},
      {"二〇二六年", 2026}, {"9999", 9999},
  };
  for (const auto& [text, value] : cases) {
    INFO(text);
    const auto read = read_number(text, 0);
    REQUIRE(read);
    CHECK(read->value == value);
  }
  CHECK(read_number("第12条", 3)->length == 2);
  for (const std::string text : {"", "条", "10000", "九千九百九十九九", "a1"}) CHECK_FALSE(read_number(text, 0));
}

TEST_CASE("dates in western years and eras") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"2026年4月1日から", "2026-04-01"},   {"令和8年4月1日", "2026-04-01"}, {"令和８年４月１日", "2026-04-01"},
      {"令和八年四月一日", "2026-04-01"},   {"令和元年5月1日", "2019-05-01"}, {"平成31年4月30日", "2019-04-30"},
      {"昭和 64年 1月 7日", "1989-01-07"},  {"二〇二六年十二月三十一日", "2026-12-31"},
      {"2026-04-01", "2026-04-01"},         {"2026/4/1", "2026-04-01"},       {"2026.4.1", "2026-04-01"},
  };
  for (const auto& [text, iso] : cases) {
    INFO(text);
    const auto read = read_date(text, 0);
    REQUIRE(read);
    CHECK(iso_date(read->date) == iso);
  }
  CHECK(read_date("2026年4月1日から", 0)->length == std::string("2026年4月1日").size());
  for (const std::string text : {"", "4月1日", "2026年", "2026年4月", "2026年2月30日", "26年4月1日", "令和4月1日", "2026-4/1", "令和8-4-1"}) {
    INFO(text);
    CHECK_FALSE(read_date(text, 0));
  }
}

}  // namespace
}  // namespace kitei::base
