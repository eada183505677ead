#include "base/compact_text.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "base/position.h"

using kitei::base::CompactText;
using kitei::base::Position;

TEST_CASE("a text is the same whether it lies in place or apart") {
  STATIC_REQUIRE(sizeof(CompactText) == 16);
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string bytes(size, '\xE3');
    const CompactText text(bytes);
    CHECK(text.view() == bytes);
    CHECK(text.empty() == bytes.empty());
    CompactText copy(text);
    copy.append("x");
    CHECK(copy == bytes + "x");
    CHECK(text == bytes);
    const CompactText moved(std::move(copy));
    CHECK(moved == bytes + "x");
    CHECK(copy.empty());
    CHECK(text < moved);
  }
}

TEST_CASE("a text may be assigned a part of itself") {
  CompactText text("a text that is longer than fifteen bytes");
  text = text.substr(2);
  CHECK(text == "text that is longer than fifteen bytes");
  text = text.substr(0, 4);
  CHECK(text == "text");
}

TEST_CASE("a position far behind stays within its line and file") {
  const Position far = Position(3, 1, 2).behind(std::size_t{1} << 40);
  CHECK(far == Position(3, Position::kLastColumn, 2));
  CHECK(Position(3, 5, 0).behind(2) == Position(3, 7, 0));
  CHECK(Position(3, 5, 1) < Position(3, 6, 0));
}
