// JSON as a plain value, and its text. Objects keep the order in which their members were given, so the same value is
// always the same bytes. Numbers are integers: nothing kitei writes or reads back has fractions. Writing: strings are
// UTF-8 (ill-formed bytes become U+FFFD); control characters and U+2028/2029 are escaped. Reading: strict JSON in
// UTF-8; a fault is one diagnostic with its place. Duplicate members, fractions, integers beyond 64 bits and nesting
// deeper than 200 are faults.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/diagnostic.h"

namespace kitei::adapters {

struct Json;
using JsonArray = std::vector<Json>;
using JsonMember = std::pair<std::string, Json>;
using JsonObject = std::vector<JsonMember>;

struct Json {
  std::variant<std::nullptr_t, bool, std::int64_t, std::string, JsonArray, JsonObject> node;

  Json();
  Json(std::nullptr_t);
  Json(bool value);
  Json(int value);
  Json(unsigned value);
  Json(std::int64_t value);
  Json(std::uint64_t value);  // values above 2^63-1 do not occur
  Json(const char* text);
  Json(std::string_view text);
  Json(std::string text);
  Json(JsonArray items);
  Json(JsonObject members);

  const std::string* text() const;  // nullptr for every other kind
  const std::int64_t* integer() const;
  const bool* boolean() const;
  const JsonArray* array() const;
  const JsonObject* object() const;
  const Json* find(std::string_view key) const;  // a member of an object, or nullptr

  bool operator==(const Json& other) const;
};

// `indent` blanks for each level and one value a line; 0 puts everything on one line without blanks. No newline at the
// end.
std::string to_text(const Json& json, unsigned indent);
// The same, as it stands `depth` levels deep in a larger text: for texts that are put together from many values.
void append_text(std::string& out, const Json& json, unsigned indent, unsigned depth);

// One string with its quotes, as above: for texts that are written without a value in between.
void append_json_string(std::string& out, std::string_view text);

base::Read<Json> parse_json(std::string_view text, std::string_view path, std::string_view code);

}  // namespace kitei::adapters
