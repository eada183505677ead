#include "template/value.h"

#include <algorithm>
#include <cstring>

namespace kitei::templates {

Value::Value(List list) : list_(new List(std::move(list))), kind_(ValueKind::Listing), owned_(true) {}
Value::Value(Map map) : map_(new Map(std::move(map))), kind_(ValueKind::Mapping), owned_(true) {}

Value::Value(Rows rows) : rows_(new Rows(std::move(rows))), kind_(ValueKind::Rows), owned_(true) {}

Value::Value(const Value& other) : number_(other.number_), size_(other.size_), kind_(other.kind_) {
  if (!other.owned_) return;
  if (kind_ == ValueKind::Listing) {
    list_ = new List(*other.list_);
    owned_ = true;
  } else if (kind_ == ValueKind::Rows) {
    rows_ = new Rows(*other.rows_);
    owned_ = true;
  } else if (kind_ == ValueKind::Mapping) {
    map_ = new Map(*other.map_);
    owned_ = true;
  } else {
    own_text();
  }
}

void Value::own_text() {
  if (size_ == 0) return;
  char* copy = new char[size_];
  std::memcpy(copy, text_, size_);
  text_ = copy;
  owned_ = true;
}

void Value::release() {
  if (kind_ == ValueKind::Listing) {
    delete list_;
  } else if (kind_ == ValueKind::Rows) {
    delete rows_;
  } else if (kind_ == ValueKind::Mapping) {
    delete map_;
  } else {
    delete[] text_;
  }
}

bool Value::truthy() const {
  switch (kind_) {
    case ValueKind::Null:
      return false;
    case ValueKind::Truth:
    case ValueKind::Number:
      return number_ != 0;
    case ValueKind::Text:
    case ValueKind::Safe:
      return size_ != 0;
    case ValueKind::Listing:
      return !list_->empty();
    case ValueKind::Rows:
      return rows_->size != 0;
    case ValueKind::Mapping:
      return !map_->entries().empty();
  }
  return false;
}

std::string_view Value::type_name() const {
  switch (kind_) {
    case ValueKind::Null:
      return "null";
    case ValueKind::Truth:
      return "truth";
    case ValueKind::Number:
      return "number";
    case ValueKind::Text:
    case ValueKind::Safe:
      return "text";
    case ValueKind::Listing:
    case ValueKind::Rows:
      return "list";
    case ValueKind::Mapping:
      return "map";
  }
  return "null";
}

void Map::set(Key key, Value value) {
  std::uint8_t& place = places_[key.hash() % kPlaces];
  if (place == 0) {
    place = static_cast<std::uint8_t>(std::min<std::size_t>(entries_.size() + 1, UINT8_MAX));
  } else if (const Value* known = search(place - std::size_t{1}, key.text(), key.hash())) {
    const_cast<Value&>(*known) = std::move(value);  // ours
    return;
  }
  entries_.push_back({key, std::move(value)});
}

const Value* Map::search(std::size_t from, std::string_view key, std::uint32_t hash) const {
  for (std::size_t i = from; i < entries_.size(); ++i) {
    if (entries_[i].key.hash() == hash && entries_[i].key.text() == key) return &entries_[i].value;
  }
  return nullptr;
}

namespace {

// The same value with texts of its own.
Value on_its_own(const Value& value) {
  if (value.is_safe()) return Safe{std::string(value.text())};
  if (value.is_text()) return std::string(value.text());
  if (const Rows* rows = value.rows()) return rows->all();
  if (const List* list = value.list()) {
    List own;
    for (const Value& item : *list) own.push_back(on_its_own(item));
    return own;
  }
  if (const Map* map = value.map()) {
    Map own(map->entries().size());
    for (const Entry& entry : map->entries()) own.set(entry.key, on_its_own(entry.value));
    return own;
  }
  return value;
}

}  // namespace

Value Rows::item(std::size_t i) const {
  KeptTexts texts;
  return on_its_own(make(i, texts));
}

List Rows::all() const {
  List items;
  items.reserve(size);
  for (std::size_t i = 0; i < size; ++i) items.push_back(item(i));
  return items;
}

const List* items_of(const Value& value, List& made) {
  if (const Rows* rows = value.rows()) return &(made = rows->all());
  return value.list();
}

bool operator==(const Value& a, const Value& b) {
  if (a.is_text() && b.is_text()) return a.text() == b.text();
  List made_a, made_b;
  if (const List* list = items_of(a, made_a)) {
    const List* other = items_of(b, made_b);
    return other && *list == *other;
  }
  if (a.kind() != b.kind()) return false;
  if (const Map* map = a.map()) {
    const auto& x = map->entries();
    const auto& y = b.map()->entries();
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const Entry& p, const Entry& q) {
      return p.key.text() == q.key.text() && p.value == q.value;
    });
  }
  return a.truthy() == b.truthy() && (!a.number() || *a.number() == *b.number());
}

}  // namespace kitei::templates
