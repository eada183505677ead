// What a template can show: null, truth, whole numbers, text, text that is finished markup, lists and maps.
//
// Values are plain and immutable once handed to a renderer; rendering refers to them and copies nothing, so one big map
// may be shared by every page through a Scope chain. A `Safe` text is printed as it is (markup that another writer
// made); any other text is escaped in templates named *.html and *.xml. Maps keep the order in which keys were set and
// are meant for tens of keys: look-up is linear, but a key that is not there is mostly known at once. Dates are texts "YYYY-MM-DD", which the `date` filter prints.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kitei::templates {

struct Value;
struct Entry;
using List = std::vector<Value>;

// Finished markup: never escaped again.
struct Safe {
  std::string text;
  bool operator==(const Safe&) const = default;
};

class Map {
 public:
  // Sets or replaces.
  void set(std::string_view key, Value value);
  const Value* find(std::string_view key) const;  // nullptr when absent
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
  std::uint64_t marks_ = 0;  // one bit for each key, by its length and ends; keys may share a bit
};

struct Value {
  std::variant<std::monostate, bool, std::int64_t, std::string, Safe, List, Map> data;

  // Implicit, all of them, so that maps and lists are filled with what is at hand.
  Value() = default;
  Value(bool truth) : data(truth) {}
  Value(int number) : data(std::int64_t{number}) {}
  Value(unsigned number) : data(std::int64_t{number}) {}
  Value(std::int64_t number) : data(number) {}
  Value(std::size_t number) : data(static_cast<std::int64_t>(number)) {}
  Value(const char* text) : data(std::string(text)) {}
  Value(std::string_view text) : data(std::string(text)) {}
  Value(std::string text) : data(std::move(text)) {}
  Value(Safe safe) : data(std::move(safe)) {}
  Value(List list) : data(std::move(list)) {}
  Value(Map map) : data(std::move(map)) {}

  bool is_null() const { return std::holds_alternative<std::monostate>(data); }
  const std::string* text() const;  // of a text or a Safe; nullptr otherwise
  const List* list() const { return std::get_if<List>(&data); }
  const Map* map() const { return std::get_if<Map>(&data); }
  // False for null, false, 0, and for an empty text, list or map.
  bool truthy() const;
  // "null", "truth", "number", "text", "list", "map": for messages.
  std::string_view type_name() const;
};

struct Entry {
  std::string key;
  Value value;
};

// Same type and content; a Safe equals a text with the same bytes.
bool operator==(const Value& a, const Value& b);

// What names mean: the nearest scope wins. Built by the caller on its stack; outlives the rendering.
struct Scope {
  const Map& values;
  const Scope* outer = nullptr;
};

}  // namespace kitei::templates
