#include "base/box.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using kitei::base::Maybe;
using kitei::base::Rare;

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

TEST_CASE("a Rare that nobody has edited is as its type's first value, and copies are apart") {
  Rare<std::string> usual;
  CHECK(usual->empty());
  CHECK(&*usual == &*Rare<std::string>());
  Rare<std::string> edited = usual;
  edited.edit() = "別表";
  CHECK(*edited == "別表");
  CHECK(usual->empty());
  CHECK_FALSE(edited == usual);

  Rare<std::string> copy = edited;
  CHECK(copy == edited);
  copy.edit() += "第1";
  CHECK(*copy == "別表第1");
  CHECK(*edited == "別表");
  copy = usual;
  CHECK(copy == usual);
  copy.edit();
  CHECK(copy == usual);  // it lies apart, and says the same
  CHECK(*Rare(std::string("附則")) == "附則");
}
