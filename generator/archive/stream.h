// How values become bytes and come back: one rule for each kind of value, and for a struct one function `fields`, which
// names its members once for both directions (document_fields.h …). Internal to this layer.
//
//   void fields(auto& archive, Is<model::Target> auto& value) {
//     auto& [kind, id, address, version] = value;   // does not compile when the struct has another member
//     archive(kind, id, address, version);
//   }
//
// Equal values give equal bytes. Reading never fails but through the BinaryReader: from the first byte that does not
// fit on everything is zero or empty.
#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/binary.h"
#include "base/box.h"
#include "base/compact_text.h"
#include "base/date.h"
#include "base/one_of.h"
#include "base/position.h"

namespace kitei::archive {

template <typename T, typename Struct>
concept Is = std::same_as<std::remove_const_t<T>, Struct>;

template <typename T>
concept Scalar = std::is_arithmetic_v<T> || std::is_enum_v<T>;

template <typename Bytes>  // a BinaryWriter or BinaryComparer
class Out {
 public:
  explicit Out(Bytes& bytes) : bytes_(bytes) {}

  template <typename... Ts>
  void operator()(const Ts&... values) {
    (write(values), ...);
  }

 private:
  template <typename T>
  void write(const T& value) {
    fields(*this, value);
  }
  template <Scalar T>
  void write(const T& value) {
    if constexpr (std::is_floating_point_v<T>) {
      bytes_.fixed(std::bit_cast<std::uint64_t>(value));
    } else if constexpr (std::is_signed_v<T> && !std::is_same_v<T, char>) {
      bytes_.whole(value);
    } else {
      bytes_.number(static_cast<std::uint64_t>(value));
    }
  }
  void write(const std::string& value) { bytes_.text(value); }
  void write(const base::CompactText& value) { bytes_.text(value); }
  void write(base::Position value) {
    bytes_.number(value.line);
    bytes_.number(value.column);
    bytes_.number(value.file);
  }
  void write(const base::Date& value) {
    bytes_.whole(static_cast<int>(value.year()));
    bytes_.number(static_cast<unsigned>(value.month()));
    bytes_.number(static_cast<unsigned>(value.day()));
  }
  template <typename T>
  void write(const std::optional<T>& value) {
    bytes_.number(value.has_value());
    if (value) write(*value);
  }
  template <typename T>
  void write(const base::Maybe<T>& value) {
    bytes_.number(value.has_value());
    if (value) write(*value);
  }
  template <typename T>
  void write(const base::Rare<T>& value) {
    const bool usual = &*value == &*base::Rare<T>();  // all that nobody has edited are one and the same T
    bytes_.number(!usual);
    if (!usual) write(*value);
  }
  template <typename T>
  void write(const std::vector<T>& values) {
    bytes_.number(values.size());
    for (const T& value : values) write(value);
  }
  template <typename T, std::size_t N>
  void write(const std::array<T, N>& values) {
    for (const T& value : values) write(value);
  }
  template <typename A, typename B>
  void write(const std::pair<A, B>& value) {
    write(value.first);
    write(value.second);
  }
  template <typename K, typename V>
  void write(const std::map<K, V>& values) {
    bytes_.number(values.size());
    for (const auto& value : values) write(value);
  }
  template <typename K, typename V>
  void write(const std::unordered_map<K, V>& values) {
    std::vector<std::pair<K, V>> in_order(values.begin(), values.end());
    std::sort(in_order.begin(), in_order.end());
    write(in_order);
  }
  template <typename... Ts>
  void write(const base::OneOf<Ts...>& value) {
    bytes_.number(value.index());
    base::visit([&](const auto& alternative) { write(alternative); }, value);
  }

  Bytes& bytes_;
};

class In {
 public:
  explicit In(base::BinaryReader& bytes) : bytes_(bytes) {}

  template <typename... Ts>
  void operator()(Ts&... values) {
    (read(values), ...);
  }

 private:
  static constexpr unsigned kDeepest = 1000;      // no reader makes trees that are deeper; damaged bytes could
  static constexpr std::size_t kReserved = 1024;  // damaged bytes could promise more entries than there are

  template <typename T>
  void read(T& value) {
    fields(*this, value);
  }
  template <Scalar T>
  void read(T& value) {
    if constexpr (std::is_floating_point_v<T>) {
      value = std::bit_cast<T>(bytes_.fixed());
    } else if constexpr (std::is_same_v<T, bool>) {
      value = bytes_.number() != 0;
    } else if constexpr (std::is_signed_v<T> && !std::is_same_v<T, char>) {
      value = static_cast<T>(bytes_.whole());
    } else {
      value = static_cast<T>(bytes_.number());
    }
  }
  void read(std::string& value) { value = bytes_.text(); }
  void read(base::CompactText& value) { value = bytes_.text(); }
  void read(base::Position& value) {
    std::uint32_t line = 0, column = 0, file = 0;
    (*this)(line, column, file);
    value = {line, column, file};
  }
  void read(base::Date& value) {
    const std::chrono::year year(static_cast<int>(bytes_.whole()));
    const std::chrono::month month(static_cast<unsigned>(bytes_.number()));
    value = {year, month, std::chrono::day(static_cast<unsigned>(bytes_.number()))};
  }
  template <typename T>
  void read(std::optional<T>& value) {
    if (bytes_.number() == 0) return value.reset();
    read(value.emplace());
  }
  template <typename T>
  void read(base::Maybe<T>& value) {
    if (bytes_.number() == 0) return value.reset();
    read(value.emplace());
  }
  template <typename T>
  void read(base::Rare<T>& value) {
    if (bytes_.number() == 0) return;
    read(value.edit());
  }
  template <typename T>
  void read(std::vector<T>& values) {
    const std::size_t count = bytes_.count();
    values.reserve(std::min(count, kReserved));
    for (std::size_t i = 0; i < count && !bytes_.failed(); ++i) read(values.emplace_back());
  }
  template <typename T, std::size_t N>
  void read(std::array<T, N>& values) {
    for (T& value : values) read(value);
  }
  template <typename A, typename B>
  void read(std::pair<A, B>& value) {
    read(value.first);
    read(value.second);
  }
  template <typename K, typename V>
  void read(std::map<K, V>& values) {
    const std::size_t count = bytes_.count();
    for (std::size_t i = 0; i < count && !bytes_.failed(); ++i) {
      std::pair<K, V> value;
      read(value);
      values.insert(values.end(), std::move(value));
    }
  }
  template <typename K, typename V>
  void read(std::unordered_map<K, V>& values) {
    const std::size_t count = bytes_.count();
    values.reserve(std::min(count, kReserved));
    for (std::size_t i = 0; i < count && !bytes_.failed(); ++i) {
      std::pair<K, V> value;
      read(value);
      values.insert(std::move(value));
    }
  }
  template <typename T, typename One>
  static void read_alternative(In& in, One& one) {
    T alternative;
    in.read(alternative);
    one = std::move(alternative);
  }
  template <typename... Ts>
  void read(base::OneOf<Ts...>& value) {
    static constexpr void (*kReaders[])(In&, base::OneOf<Ts...>&) = {read_alternative<Ts, base::OneOf<Ts...>>...};
    const std::uint64_t index = bytes_.number();
    if (index >= sizeof...(Ts) || depth_ == kDeepest) return bytes_.fail();
    ++depth_;
    kReaders[index](*this, value);
    --depth_;
  }

  base::BinaryReader& bytes_;
  unsigned depth_ = 0;
};

}  // namespace kitei::archive
