#include "model/cadence.h"

#include <catch2/catch.hpp>

using namespace kitei;

TEST_CASE("a cadence is a number and a unit, or the Japanese words for it") {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"1y", "1y"},       {"12m", "1y"},       {"24か月", "2y"},   {"6m", "6m"},        {"3m", "3m"},     {"1m", "1m"},
      {"1w", "1w"},       {"7d", "1w"},        {"1d", "1d"},       {"10d", "10d"},      {" 1 y ", "1y"},  {"１Ｙ", "1y"},
      {"毎年", "1y"},     {"年1回", "1y"},     {"年２回", "6m"},   {"年に4回", "3m"},   {"半年", "6m"},   {"半年ごと", "6m"},
      {"四半期ごと", "3m"}, {"3か月ごと", "3m"}, {"6ヶ月に1回", "6m"}, {"毎月", "1m"},  {"月1回", "1m"},  {"隔週", "2w"},
      {"毎週", "1w"},     {"2週間ごと", "2w"}, {"毎日", "1d"},     {"3年ごと", "3y"},   {"随時", "as-needed"},
      {"2 years", "2y"}};
  for (const auto& [written, expected] : cases) {
    INFO(written);
    const auto cadence = model::parse_cadence(written);
    REQUIRE(cadence);
    CHECK(model::cadence_text(*cadence) == expected);
    CHECK(model::parse_cadence(model::cadence_text(*cadence)) == cadence);
  }
}

TEST_CASE("what is no cadence") {
  for (const char* written : {"", "y", "1", "0m", "-1m", "1.5y", "1000y", "99999999999999999999y", "1q", "年5回", "年回", "ときどき",
                              "1y1m", "ごと", "1 year 2"}) {
    INFO(written);
    CHECK_FALSE(model::parse_cadence(written));
  }
}

TEST_CASE("how people read a cadence") {
  using base::Language;
  const auto label = [](const char* written, Language language) {
    return model::cadence_label(*model::parse_cadence(written), language);
  };
  CHECK(label("1y", Language::Japanese) == "年1回");
  CHECK(label("6m", Language::Japanese) == "6か月ごと");
  CHECK(label("1m", Language::Japanese) == "毎月");
  CHECK(label("2w", Language::Japanese) == "2週間ごと");
  CHECK(label("随時", Language::Japanese) == "随時");
  CHECK(label("1y", Language::English) == "every year");
  CHECK(label("6m", Language::English) == "every 6 months");
  CHECK(label("随時", Language::English) == "as needed");
  CHECK(model::cadence_days({6, model::CadenceUnit::Month}) == 182);
}
