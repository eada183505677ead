// What a template can show: null, truth, whole numbers, text, text that is finished markup, lists and maps.
//
// Values are immutable once handed to a renderer; rendering refers to them and copies nothing, so one big map may be
// shared by every page through a Scope chain. A Safe text is printed as it is (markup that another writer made); any
// other text is escaped in templates named *.html and *.xml. Maps keep the order in which keys were set and are meant for
// tens of keys: nearly each is found at the first place, and one that is not there is mostly known at once. Dates are
// texts "YYYY-MM-DD", which the `date` filter prints. A list may be rows that are made while a loop goes through them,
// one at a time.
//
// A page has hundreds of values, most of them texts of the handbook: a value is 16 bytes, and a text may be referred to
// where it lies. What a value refers to must outlive it.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/compact_text.h"
#include "template/kept_texts.h"

namespace kitei::templates {

class Value;
struct Entry;
class Map;
struct Rows;
using List = std::vector<Value>;

constexpr std::uint32_t hash_of(std::string_view name) {
  std::uint32_t hash = 2166136261U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

// A key of a map: a literal, so that it costs nothing to set and little to find.
class Key {
 public:
  template <std::size_t Size>
  consteval Key(const char (&literal)[Size]) : text_(literal), size_(Size - 1), hash_(hash_of({literal, Size - 1})) {}

  constexpr std::string_view text() const { return {text_, size_}; }
  constexpr std::uint32_t hash() const { return hash_; }

 private:
  const char* text_;
  std::uint32_t size_;
  std::uint32_t hash_;
};

// A text that lies elsewhere and outlives the value, which refers to it: refer(document.title).
inline std::string_view refer(const std::string& text) { return text; }
std::string_view refer(const std::string&& text) = delete;
inline std::string_view refer(const base::CompactText& text) { return text; }
std::string_view refer(const base::CompactText&& text) = delete;

// Finished markup: never escaped again.
struct Safe {
  std::string text;
};
struct SafeRef {
  std::string_view text;  // lies elsewhere
};

enum class ValueKind : std::uint8_t { Null, Truth, Number, Text, Safe, Listing, Rows, Mapping };

class Value {
 public:
  // Implicit, all of them, so that maps and lists are filled with what is at hand. A string is copied; literals and
  // string_views are referred to.
  Value() = default;
  Value(bool truth) : number_(truth), kind_(ValueKind::Truth) {}
  Value(int number) : Value(std::int64_t{number}) {}
  Value(unsigned number) : Value(std::int64_t{number}) {}
  Value(std::int64_t number) : number_(number), kind_(ValueKind::Number) {}
  Value(std::size_t number) : Value(static_cast<std::int64_t>(number)) {}
  Value(const char* literal) : Value(std::string_view(literal)) {}
  Value(std::string_view text) : text_(text.data()), size_(static_cast<std::uint32_t>(text.size())), kind_(ValueKind::Text) {}
  Value(const std::string& text) : Value(std::string_view(text)) { own_text(); }
  Value(std::string&& text) : Value(std::as_const(text)) {}
  Value(const Safe& safe) : Value(safe.text) { kind_ = ValueKind::Safe; }
  Value(SafeRef safe) : Value(safe.text) { kind_ = ValueKind::Safe; }
  Value(List list);
  Value(Map map);
  Value(Rows rows);

  Value(const Value& other);
  Value(Value&& other) noexcept { swap(other); }
  Value& operator=(Value other) noexcept {
    swap(other);
    return *this;
  }
  ~Value() {
    if (owned_) release();
  }

  ValueKind kind() const { return kind_; }
  bool is_null() const { return kind_ == ValueKind::Null; }
  bool is_text() const { return kind_ == ValueKind::Text || kind_ == ValueKind::Safe; }
  bool is_safe() const { return kind_ == ValueKind::Safe; }
  // Of a text or a Safe; empty otherwise.
  std::string_view text() const { return is_text() ? std::string_view(text_, size_) : std::string_view(); }
  const std::int64_t* number() const { return kind_ == ValueKind::Number ? &number_ : nullptr; }
  const List* list() const { return kind_ == ValueKind::Listing ? list_ : nullptr; }
  const Rows* rows() const { return kind_ == ValueKind::Rows ? rows_ : nullptr; }
  const Map* map() const { return kind_ == ValueKind::Mapping ? map_ : nullptr; }
  // False for null, false, 0, and for an empty text, list or map.
  bool truthy() const;
  // "null", "truth", "number", "text", "list", "map": for messages.
  std::string_view type_name() const;

 private:
  void own_text();
  void release();
  void swap(Value& other) noexcept {
    std::swap(number_, other.number_);  // the largest member of the union: all of its bytes
    std::swap(size_, other.size_);
    std::swap(kind_, other.kind_);
    std::swap(owned_, other.owned_);
  }

  union {
    std::int64_t number_ = 0;  // also of a truth
    const char* text_;
    const List* list_;
    const Rows* rows_;
    const Map* map_;
  };
  std::uint32_t size_ = 0;  // of a text
  ValueKind kind_ = ValueKind::Null;
  bool owned_ = false;
};

class Map {
 public:
  Map() = default;
  explicit Map(std::size_t keys) { entries_.reserve(keys); }

  // Sets or replaces.
  void set(Key key, Value value);
  const Value* find(std::string_view key) const { return find(key, hash_of(key)); }  // nullptr when absent
  const Value* find(std::string_view key, std::uint32_t hash) const {
    const std::size_t place = places_[hash % kPlaces];
    return place == 0 ? nullptr : search(place - 1, key, hash);
  }
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  const Value* search(std::size_t from, std::string_view key, std::uint32_t hash) const;

  std::vector<Entry> entries_;
  // By the lowest bits of a hash: 1 + the place of the first entry with these bits, or one before it; 0: there is none.
  static constexpr std::size_t kPlaces = 128;
  std::array<std::uint8_t, kPlaces> places_{};
};

struct Entry {
  Key key;
  Value value;
};

// A list of which nobody holds more than one row: make(i, texts) gives the row at i, for 0 <= i < size, the same each time. What
// is made for the row may lie in `texts` and lives as long as these.
struct Rows {
  std::size_t size = 0;
  std::function<Map(std::size_t i, KeptTexts& texts)> make;

  // One row, and all of them, with texts of their own: for the few who need more than a loop.
  Value item(std::size_t i) const;
  List all() const;
};

// The items of a list, which for rows are made in `made`; nullptr for anything else.
const List* items_of(const Value& value, List& made);

// Same type and content; a Safe equals a text with the same bytes.
bool operator==(const Value& a, const Value& b);

// What names mean: the nearest scope wins. Built by the caller on its stack; outlives the rendering.
struct Scope {
  const Map& values;
  const Scope* outer = nullptr;
};

}  // namespace kitei::templates
