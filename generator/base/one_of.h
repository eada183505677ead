// A closed set of alternatives, as std::variant, whose large members lie in a box of their own: a tree of many small nodes
// does not pay for the largest kind of node. It is read with get_if, get, holds_alternative and visit of this namespace,
// which work as those of std and see the members themselves, never the boxes.
#pragma once
#include <memory>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/box.h"

namespace kitei::base {

inline constexpr std::size_t kLargestUnboxed = 32;  // bytes
// A type may say that it lies apart although it is not that large: one of which there are few among many smaller ones.
template <typename T>
inline constexpr bool kLiesApart = sizeof(T) > kLargestUnboxed;

template <typename T>
using Stored = std::conditional_t<kLiesApart<T>, Box<T>, T>;

template <typename... Ts>
class OneOf {
 public:
  OneOf() = default;
  template <typename T>
    requires(std::is_same_v<std::remove_cvref_t<T>, Ts> || ...)
  OneOf(T&& value) : value_(std::in_place_type<Stored<std::remove_cvref_t<T>>>, std::forward<T>(value)) {}

  std::size_t index() const { return value_.index(); }
  std::variant<Stored<Ts>...>& stored() { return value_; }
  const std::variant<Stored<Ts>...>& stored() const { return value_; }

 private:
  std::variant<Stored<Ts>...> value_;
};

template <typename T>
T& unboxed(T& value) {
  return value;
}
template <typename T>
T& unboxed(Box<T>& box) {
  return *box;
}
template <typename T>
const T& unboxed(const Box<T>& box) {
  return *box;
}

template <typename T, typename... Ts>
bool holds_alternative(const OneOf<Ts...>& one) {
  return std::holds_alternative<Stored<T>>(one.stored());
}

template <typename T, typename... Ts>
T* get_if(OneOf<Ts...>* one) {
  auto* stored = std::get_if<Stored<T>>(&one->stored());
  return stored ? &unboxed(*stored) : nullptr;
}
template <typename T, typename... Ts>
const T* get_if(const OneOf<Ts...>* one) {
  const auto* stored = std::get_if<Stored<T>>(&one->stored());
  return stored ? &unboxed(*stored) : nullptr;
}

// Throws std::bad_variant_access when it is another alternative.
template <typename T, typename... Ts>
T& get(OneOf<Ts...>& one) {
  return unboxed(std::get<Stored<T>>(one.stored()));
}
template <typename T, typename... Ts>
const T& get(const OneOf<Ts...>& one) {
  return unboxed(std::get<Stored<T>>(one.stored()));
}
template <typename T, typename... Ts>
T&& get(OneOf<Ts...>&& one) {
  return std::move(get<T>(one));
}

template <typename Visitor, typename... Ts>
decltype(auto) visit(Visitor&& visitor, OneOf<Ts...>& one) {
  return std::visit([&](auto& stored) -> decltype(auto) { return visitor(unboxed(stored)); }, one.stored());
}
template <typename Visitor, typename... Ts>
decltype(auto) visit(Visitor&& visitor, const OneOf<Ts...>& one) {
  return std::visit([&](const auto& stored) -> decltype(auto) { return visitor(unboxed(stored)); }, one.stored());
}

}  // namespace kitei::base
