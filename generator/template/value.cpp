#include "template/value.h"

#include <algorithm>
#include <type_traits>

namespace kitei::templates {

namespace {

std::uint64_t mark_of(std::string_view key) {
  if (key.empty()) return 1;
  const std::size_t mixed = key.size() * 7 + static_cast<unsigned char>(key.front()) * 5 +
                            static_cast<unsigned char>(key[key.size() / 2]) * 3 + static_cast<unsigned char>(key.back());
  return std::uint64_t{1} << (mixed % 64);
}

inline __attribute__((always_inline)) bool is_key(const Entry& entry, std::string_view key) {
  return entry.key.size() == key.size() && (key.empty() || (entry.key.front() == key.front() && entry.key == key));
}

}  // namespace

void Map::set(std::string_view key, Value value) {
  const std::uint64_t mark = mark_of(key);
  if (marks_ & mark) {
    for (Entry& entry : entries_) {
      if (!is_key(entry, key)) continue;
      entry.value = std::move(value);
      return;
    }
  }
  marks_ |= mark;
  if (entries_.empty()) entries_.reserve(14);
  entries_.push_back({std::string(key), std::move(value)});
}

const Value* Map::find(std::string_view key) const {
  if (!(marks_ & mark_of(key))) return nullptr;
  for (const Entry& entry : entries_) {
    if (is_key(entry, key)) return &entry.value;
  }
  return nullptr;
}

const std::string* Value::text() const {
  if (const auto* safe = std::get_if<Safe>(&data)) return &safe->text;
  return std::get_if<std::string>(&data);
}

bool Value::truthy() const {
  return std::visit(
      [](const auto& v) {
        using T = std::remove_cvref_t<decltype(v)>;
        if constexpr (std::is_same_v<T, std::monostate>) {
          return false;
        } else if constexpr (std::is_same_v<T, bool>) {
          return v;
        } else if constexpr (std::is_same_v<T, std::int64_t>) {
          return v != 0;
        } else if constexpr (std::is_same_v<T, Safe>) {
          return !v.text.empty();
        } else if constexpr (std::is_same_v<T, Map>) {
          return !v.entries().empty();
        } else {
          return !v.empty();
        }
      },
      data);
}

std::string_view Value::type_name() const {
  return std::visit(
      [](const auto& v) -> std::string_view {
        using T = std::remove_cvref_t<decltype(v)>;
        if constexpr (std::is_same_v<T, std::monostate>) {
          return "null";
        } else if constexpr (std::is_same_v<T, bool>) {
          return "truth";
        } else if constexpr (std::is_same_v<T, std::int64_t>) {
          return "number";
        } else if constexpr (std::is_same_v<T, List>) {
          return "list";
        } else if constexpr (std::is_same_v<T, Map>) {
          return "map";
        } else {
          static_assert(std::is_same_v<T, std::string> || std::is_same_v<T, Safe>);
          return "text";
        }
      },
      data);
}

bool operator==(const Value& a, const Value& b) {
  const std::string* text = a.text();
  if (text && b.text()) return *text == *b.text();
  if (a.data.index() != b.data.index()) return false;
  if (const Map* map = a.map()) {
    const auto& x = map->entries();
    const auto& y = b.map()->entries();
    return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                      [](const Entry& p, const Entry& q) { return p.key == q.key && p.value == q.value; });
  }
  if (const List* list = a.list()) return *list == *b.list();
  if (const auto* number = std::get_if<std::int64_t>(&a.data)) return *number == std::get<std::int64_t>(b.data);
  if (const auto* truth = std::get_if<bool>(&a.data)) return *truth == std::get<bool>(b.data);
  return true;
}

}  // namespace kitei::templates
