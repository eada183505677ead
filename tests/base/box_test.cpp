#include "base/box.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using kitei::base::Maybe;

TEST_CASE("a Maybe holds one value or none, and copies deeply") {
  Maybe<std::string> none;
  CHECK_FALSE(none);
  CHECK_FALSE(none.has_value());
  Maybe<std::string> one = std::string("題名");
  REQUIRE(one);
  CHECK(*one == "題名");
  CHECK(one->size() == 6);

  Maybe<std::string> copy = one;
  CHECK(copy == one);
  *copy += "二";
  CHECK(*one == "題名");
  CHECK_FALSE(copy == one);
  copy = one;
  CHECK(copy == one);
  copy = none;
  CHECK(copy == none);
  CHECK_FALSE(copy == one);

  const Maybe<std::string> moved = std::move(one);
  CHECK(*moved == "題名");
  CHECK(none.emplace().empty());
  CHECK(none);
  CHECK_FALSE(none == copy);
  none.reset();
  CHECK_FALSE(none);
}
