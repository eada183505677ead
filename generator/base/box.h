// Values that lie apart, so that what holds them stays small. All copy deeply and compare by value.
#pragma once
#include <memory>
#include <utility>

namespace kitei::base {

// One T on the heap. Never empty, except after it was moved from: then it may only be assigned to or go.
template <typename T>
class Box {
 public:
  Box() : value_(std::make_unique<T>()) {}
  Box(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Box(const Box& other) : value_(std::make_unique<T>(*other.value_)) {}
  Box(Box&& other) noexcept = default;
  Box& operator=(const Box& other) {
    if (this != &other) value_ = std::make_unique<T>(*other.value_);
    return *this;
  }
  Box& operator=(Box&& other) noexcept = default;
  ~Box() = default;

  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }

 private:
  std::unique_ptr<T> value_;
};

// A T or none, as std::optional<T>, for large ones that are most often none.
template <typename T>
class Maybe {
 public:
  Maybe() = default;
  Maybe(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Maybe(const Maybe& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Maybe(Maybe&& other) noexcept = default;
  Maybe& operator=(const Maybe& other) {
    if (this != &other) value_ = other.value_ ? std::make_unique<T>(*other.value_) : nullptr;
    return *this;
  }
  Maybe& operator=(Maybe&& other) noexcept = default;
  ~Maybe() = default;

  explicit operator bool() const { return value_ != nullptr; }
  bool has_value() const { return value_ != nullptr; }
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }
  T& emplace() { return *(value_ = std::make_unique<T>()); }
  void reset() { value_ = nullptr; }
  friend bool operator==(const Maybe& a, const Maybe& b) { return a && b ? *a == *b : !a && !b; }

 private:
  std::unique_ptr<T> value_;
};

// A T that most often is as T{}: it takes memory only once somebody has edited it.
template <typename T>
class Rare {
 public:
  Rare() = default;
  Rare(T value) : value_(std::move(value)) {}

  const T& operator*() const { return value_ ? *value_ : usual(); }
  const T* operator->() const { return &**this; }
  T& edit() { return value_ ? *value_ : value_.emplace(); }
  bool operator==(const Rare& other) const { return **this == *other; }

 private:
  static const T& usual() {
    static const T value{};
    return value;
  }
  Maybe<T> value_;
};

}  // namespace kitei::base
