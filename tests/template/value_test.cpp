#include "template/value.h"

#include <catch2/catch.hpp>

namespace kitei::templates {
namespace {

TEST_CASE("a string is copied, a string_view is referred to") {
  std::string text = "規程の題名、十六バイトより長い";
  const Value copied(text);
  const Value referred(refer(text));
  text[0] = 'x';
  CHECK(copied.text() == "規程の題名、十六バイトより長い");
  CHECK(referred.text().data() == text.data());
  CHECK(referred.text() == text);
  CHECK_FALSE(copied == referred);
}

TEST_CASE("copies of values stand alone, whatever they hold") {
  Map row(1);
  row.set("title", std::string("題名"));
  row.set("list", List{1, std::string("二"), Safe{"<b>"}});
  Value original(row);
  const Value copy = original;
  CHECK(copy == original);
  original = Value(7);
  CHECK(original == Value(7));
  REQUIRE(copy.map());
  CHECK(copy.map()->find("title")->text() == "題名");
  CHECK(copy.map()->find("list")->list()->at(2).is_safe());
  Value moved = std::move(original);
  CHECK(*moved.number() == 7);
}

TEST_CASE("a key is set once and found by its text") {
  Map map;
  for (int i = 0; i < 2; ++i) {
    map.set("a", i);
    map.set("", i + 10);
    map.set("bc", i + 20);
  }
  CHECK(map.entries().size() == 3);
  CHECK(*map.find("a")->number() == 1);
  CHECK(*map.find("")->number() == 11);
  CHECK(*map.find(std::string("b") + "c")->number() == 21);
  CHECK(map.find("b") == nullptr);
  CHECK(Map().find("") == nullptr);
}

TEST_CASE("every key of a large map is found") {
  Map map;
#define SET(k)            \
  map.set(k "a", k "a1"); \
  map.set(k "b", k "b1"); \
  map.set(k "c", k "c1"); \
  map.set(k "d", k "d1"); \
  map.set(k "e", k "e1")
  SET("1");
  SET("2");
  SET("3");
  SET("4");
  SET("5");
  SET("6");
  SET("7");
  SET("8");
  SET("9");
#define MANY(k) \
  SET(k "1");   \
  SET(k "2");   \
  SET(k "3");   \
  SET(k "4");   \
  SET(k "5")
  MANY("p");
  MANY("q");
  MANY("r");
  MANY("s");
  MANY("t");
  MANY("u");
  MANY("v");
  MANY("w");
  MANY("o");
  MANY("n");
#undef MANY
  SET("x");
  SET("y");
  SET("z");
#undef SET
  map.set("3c", "again");
  map.set("zd", "zd1");
  REQUIRE(map.entries().size() == 310);
  for (const Entry& entry : map.entries()) {
    const std::string key(entry.key.text());
    REQUIRE(map.find(key) != nullptr);
    CHECK(map.find(key) == &entry.value);
    CHECK(entry.value.text() == (key == "3c" ? "again" : key + "1"));
  }
  CHECK(map.find("3f") == nullptr);
  const Map copy = map;
  CHECK(copy.find("za")->text() == "za1");
}

TEST_CASE("what counts as true, and as equal") {
  CHECK_FALSE(Value().truthy());
  CHECK_FALSE(Value(false).truthy());
  CHECK_FALSE(Value(0).truthy());
  CHECK_FALSE(Value("").truthy());
  CHECK_FALSE(Value(List()).truthy());
  CHECK_FALSE(Value(Map()).truthy());
  CHECK(Value(std::string("0")).truthy());
  CHECK(Value(List{Value()}).truthy());
  CHECK(Value(true) == Value(true));
  CHECK_FALSE(Value(true) == Value(1));
  CHECK_FALSE(Value(2) == Value(3));
  CHECK(Value("a") == Value(Safe{"a"}));
  CHECK(Value() == Value());
}

}  // namespace
}  // namespace kitei::templates
