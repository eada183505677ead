#include "adapters/json.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/diagnostics.h"

using namespace kitei;
using adapters::Json;
using adapters::JsonArray;
using adapters::JsonObject;
using adapters::parse_json;
using adapters::to_text;

namespace {

const Json& sample() {
  static const Json value(JsonObject{{"schema", 1},
                                     {"題名", "規程「A」\n\"x\"\\"},
                                     {"none", nullptr},
                                     {"flags", JsonArray{true, false}},
                                     {"empty", JsonArray{}},
                                     {"nothing", JsonObject{}},
                                     {"big", std::int64_t{9'223'372'036'854'775'807}},
                                     {"a", JsonObject{{"b", -5}}}});
  return value;
}

}  // namespace

TEST_CASE("JSON is written in the order given, compact or indented") {
  CHECK(to_text(sample(), 0) ==
        R"({"schema":1,"題名":"規程「A」\n\"x\"\\","none":null,"flags":[true,false],"empty":[],"nothing":{},)"
        R"("big":9223372036854775807,"a":{"b":-5}})");
  CHECK(to_text(JsonObject{{"a", JsonArray{1, JsonObject{{"b", "c"}}}}, {"d", JsonArray{}}}, 2) ==
        "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"c\"\n    }\n  ],\n  \"d\": []\n}");
  CHECK(to_text("\x01\x7F\xE2\x80\xA8\xFFz", 0) == "\"\\u0001\\u007f\\u2028\xEF\xBF\xBDz\"");
}

TEST_CASE("JSON round trip") {
  for (const unsigned indent : {0u, 2u, 4u}) {
    const auto read = parse_json(to_text(sample(), indent), "a.json", "json-invalid");
    CHECK(tests::shown(read.diagnostics) == "");
    CHECK(read.value == sample());
  }
  const auto read = parse_json("\xEF\xBB\xBF {\"a\": [1, \"\\u898f\\u7a0b\"]} ", "a.json", "json-invalid");
  REQUIRE(read.diagnostics.empty());
  REQUIRE(read.value.find("a"));
  CHECK(*read.value.find("a")->array()->at(0).integer() == 1);
  CHECK(*read.value.find("a")->array()->at(1).text() == "規程");
  CHECK(read.value.find("b") == nullptr);
}

TEST_CASE("JSON faults have a place") {
  struct Case {
    std::string text;
    std::string diagnostics;
  };
  const std::vector<Case> cases{
      {"", "a.json:1:1: the JSON text ends too early [json-invalid]\n"},
      {"{\"a\": 1,\n \"b\" 2}", "a.json:2:6: this is not valid JSON [json-invalid]\n"},
      {"[1, 2", "a.json:1:6: the JSON text ends too early [json-invalid]\n"},
      {"[1] x", "a.json:1:5: this is not valid JSON [json-invalid]\n"},
      {"{\"a\": 1, \"a\": 2}", "a.json:1:12: the member \"a\" is given twice [json-invalid]\n"},
      {"[1.5]", "a.json:1:5: only integers of at most 64 bits are expected here [json-invalid]\n"},
      {"[18446744073709551615]", "a.json:1:22: only integers of at most 64 bits are expected here [json-invalid]\n"},
      {"\"\xFF\"", "a.json:1:2: this is not valid JSON [json-invalid]\n"},
      {std::string(100'000, '['), "a.json:1:201: this is nested deeper than 200 levels [json-invalid]\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text.substr(0, 100));
    CHECK(tests::shown(parse_json(c.text, "a.json", "json-invalid").diagnostics) == c.diagnostics);
  }
}
