// SHA-256 of bytes in memory. Uses the processor's own instructions for it where there are some (x86 with SHA extensions),
// which is about five times as fast as portable code; otherwise libsodium. Both give the same 32 bytes.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kitei::adapters {

using Sha256 = std::array<unsigned char, 32>;

Sha256 sha256(std::string_view bytes);
// The same of two texts at once, for little more than one costs: most for texts of about the same length.
std::array<Sha256, 2> sha256_of_two(std::string_view a, std::string_view b);
Sha256 sha256_portable(std::string_view bytes);  // libsodium alone; for tests

// The same of a text that comes in pieces.
class Sha256OfPieces {
 public:
  Sha256OfPieces();
  void add(std::string_view bytes);
  Sha256 finish();  // once, after the last piece

 private:
  static constexpr std::size_t kBlock = 64;
  bool native_;
  alignas(16) std::array<unsigned char, 128> state_{};  // of the processor's way, or of libsodium's
  std::array<char, kBlock> open_{};                     // begin of a block that is not whole yet
  std::uint64_t size_ = 0;                              // of all pieces
};

}  // namespace kitei::adapters
