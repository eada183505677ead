// Values as bytes and back, for files that only this program writes and reads (the cache): whole numbers as 7 bits a byte,
// texts with their length before them. A reader never goes beyond its bytes: what does not fit makes it failed(), and it
// gives zeros and empty texts from there on.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace kitei::base {

class BinaryWriter {
 public:
  void number(std::uint64_t value) {
    while (value >= 0x80) {
      bytes_ += static_cast<char>(value | 0x80);
      value >>= 7;
    }
    bytes_ += static_cast<char>(value);
  }
  void whole(std::int64_t value) {  // small negative numbers stay short
    number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  void raw(const void* value, std::size_t size) { bytes_.append(static_cast<const char*>(value), size); }
  void fixed(std::uint64_t value) { raw(&value, sizeof value); }

  void reserve(std::size_t size) { bytes_.reserve(size); }

  const std::string& bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class BinaryReader {
 public:
  explicit BinaryReader(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number() {
    if (!rest_.empty() && static_cast<unsigned char>(rest_.front()) < 0x80) {  // nearly all
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      return byte;
    }
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return value;
    }
    fail();
    return 0;
  }
  std::int64_t whole() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  // How many entries follow: never more than there are bytes, so that a damaged file cannot ask for all memory.
  std::size_t count() {
    const std::uint64_t value = number();
    if (value <= rest_.size()) return static_cast<std::size_t>(value);
    fail();
    return 0;
  }
  std::string_view text() {
    const std::size_t size = count();
    const std::string_view value = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return value;
  }
  void raw(void* value, std::size_t size) {
    if (size > rest_.size()) {
      fail();
      std::memset(value, 0, size);
      return;
    }
    std::memcpy(value, rest_.data(), size);
    rest_.remove_prefix(size);
  }
  std::uint64_t fixed() {
    std::uint64_t value = 0;
    raw(&value, sizeof value);
    return value;
  }

  bool failed() const { return failed_; }
  bool at_end() const { return rest_.empty() && !failed_; }

  // For what reads values that it finds to be wrong.
  void fail() {
    failed_ = true;
    rest_ = {};
  }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

// Takes what a BinaryWriter takes, and tells whether that would write these bytes.
class BinaryComparer {
 public:
  explicit BinaryComparer(std::string_view bytes) : expected_(bytes) {}

  void number(std::uint64_t value) { note(expected_.number() == value); }
  void whole(std::int64_t value) { note(expected_.whole() == value); }
  void text(std::string_view value) { note(expected_.text() == value); }
  void fixed(std::uint64_t value) { note(expected_.fixed() == value); }

  bool are_same() const { return same_ && expected_.at_end(); }

 private:
  void note(bool same) { same_ = same_ && same; }

  BinaryReader expected_;
  bool same_ = true;
};

}  // namespace kitei::base
