// A text for values of which there are very many: 16 bytes, of which up to 15 hold the text itself; a longer one lies apart
// in exactly the memory that it needs. It is read as a std::string_view, which it turns into by itself, and is assigned
// as a whole: whatever is put together from pieces is put together in a std::string first. At most 4 GiB.
#pragma once
#include <fmt/format.h>

#include <cassert>
#include <compare>
#include <cstdint>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace kitei::base {

class CompactText {
 public:
  CompactText() = default;
  CompactText(std::string_view text) { put(text); }
  CompactText(const std::string& text) { put(text); }
  CompactText(const char* text) { put(text); }
  CompactText(const CompactText& other) { copy(other); }
  CompactText(CompactText&& other) noexcept { take(other); }
  CompactText& operator=(const CompactText& other) {
    if (this == &other) return *this;
    drop();
    copy(other);
    return *this;
  }
  CompactText& operator=(CompactText&& other) noexcept {
    if (this == &other) return *this;
    drop();
    take(other);
    return *this;
  }
  ~CompactText() { drop(); }

  std::string_view view() const { return {data(), size()}; }
  operator std::string_view() const { return view(); }
  std::string str() const { return std::string(view()); }

  bool empty() const { return bytes_[kLast] == 0; }  // what lies apart is never empty
  std::size_t size() const { return is_apart() ? length() : static_cast<std::size_t>(bytes_[kLast]); }
  const char* data() const { return is_apart() ? apart() : bytes_; }  // not ended by a NUL
  const char* begin() const { return data(); }
  const char* end() const { return data() + size(); }
  char front() const { return *data(); }
  char back() const { return view().back(); }
  char operator[](std::size_t index) const { return data()[index]; }
  bool starts_with(auto prefix) const { return view().starts_with(prefix); }
  bool ends_with(auto suffix) const { return view().ends_with(suffix); }
  std::size_t find(auto what, std::size_t from = 0) const { return view().find(what, from); }
  std::string_view substr(std::size_t from, std::size_t count = std::string_view::npos) const { return view().substr(from, count); }
  std::size_t find_first_of(std::string_view any) const { return view().find_first_of(any); }
  std::size_t find_first_not_of(std::string_view any) const { return view().find_first_not_of(any); }
  std::size_t find_last_not_of(std::string_view any) const { return view().find_last_not_of(any); }
  // Makes a new text: for the few places that have no std::string at hand.
  void append(std::string_view more) { *this = *this + more; }
  void clear() { *this = CompactText(); }

  friend bool operator==(const CompactText& a, const CompactText& b) { return a.view() == b.view(); }
  friend std::strong_ordering operator<=>(const CompactText& a, const CompactText& b) { return a.view() <=> b.view(); }
  // With whatever else is a text.
  template <typename Other>
    requires(std::is_convertible_v<const Other&, std::string_view> && !std::is_same_v<Other, CompactText>)
  friend bool operator==(const CompactText& a, const Other& b) {
    return a.view() == std::string_view(b);
  }
  template <typename Other>
    requires(std::is_convertible_v<const Other&, std::string_view> && !std::is_same_v<Other, CompactText>)
  friend std::strong_ordering operator<=>(const CompactText& a, const Other& b) {
    return a.view() <=> std::string_view(b);
  }
  friend std::string operator+(std::string a, const CompactText& b) { return std::move(a += b.view()); }
  friend std::string operator+(const char* a, const CompactText& b) { return std::string(a) += b.view(); }
  friend std::string operator+(const CompactText& a, std::string_view b) { return a.str() += b; }

  template <typename Stream>
  friend Stream& operator<<(Stream& stream, const CompactText& text) {
    stream << text.view();
    return stream;
  }

 private:
  static constexpr std::size_t kLast = 15;
  static constexpr char kApart = 16;  // in the last byte, which else says how long the text is

  bool is_apart() const { return bytes_[kLast] == kApart; }
  std::uint32_t length() const {
    std::uint32_t length;
    std::memcpy(&length, bytes_ + sizeof(char*), sizeof length);
    return length;
  }
  char* apart() const {
    char* apart;
    std::memcpy(&apart, bytes_, sizeof apart);
    return apart;
  }
  void copy(const CompactText& other) {
    if (other.is_apart()) return put(other.view());
    std::memcpy(bytes_, other.bytes_, sizeof bytes_);
  }
  void take(CompactText& other) {
    std::memcpy(bytes_, other.bytes_, sizeof bytes_);
    std::memset(other.bytes_, 0, sizeof bytes_);
  }
  void put(std::string_view text) {
    assert(text.size() <= UINT32_MAX);
    if (text.size() <= kLast) {
      if (!text.empty()) std::memcpy(bytes_, text.data(), text.size());
      bytes_[kLast] = static_cast<char>(text.size());
      return;
    }
    char* const apart = static_cast<char*>(::operator new(text.size()));
    std::memcpy(apart, text.data(), text.size());
    const auto length = static_cast<std::uint32_t>(text.size());
    std::memcpy(bytes_, &apart, sizeof apart);
    std::memcpy(bytes_ + sizeof apart, &length, sizeof length);
    bytes_[kLast] = kApart;
  }
  void drop() {
    if (is_apart()) ::operator delete(apart(), std::size_t{length()});
  }

  alignas(char*) char bytes_[16] = {};
};

}  // namespace kitei::base

template <>
struct std::hash<kitei::base::CompactText> {
  std::size_t operator()(const kitei::base::CompactText& text) const { return std::hash<std::string_view>()(text); }
};

template <>
struct fmt::formatter<kitei::base::CompactText> : fmt::formatter<std::string_view> {
  auto format(const kitei::base::CompactText& text, auto& context) const {
    return fmt::formatter<std::string_view>::format(text.view(), context);
  }
};
