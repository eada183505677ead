#include "base/nearest.h"

#include <catch2/catch.hpp>

using namespace kitei;

TEST_CASE("the nearest name is offered when it is near enough") {
  const std::vector<std::string_view> keys{"title", "version", "effective_date", "approver", "版数", "施行日", "5.15"};
  struct Case {
    std::string name, expected;
  };
  const std::vector<Case> cases{
      {"titel", "title"},
      {"Title", "title"},
      {"verson", "version"},
      {"efective_date", "effective_date"},
      {"approvers", "approver"},
      {"版数字", "版数"},
      {"施工日", "施行日"},
      {"5.16", "5.15"},
      {"xyz", ""},
      {"", ""},
      {"本文", ""},
      {std::string(300, 'a'), ""},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(base::nearest_name(c.name, keys) == c.expected);
  }
  CHECK(base::nearest_name("ab", {"ax", "ay"}) == "ax");  // ties go to the first
  CHECK(base::nearest_name("a", {}).empty());
  CHECK(base::did_you_mean("title") == base::Message{"did you mean 'title'?", "「title」ではありませんか"});
  CHECK(base::did_you_mean("").empty());
}
