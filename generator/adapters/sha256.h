// SHA-256 of bytes in memory. Uses the processor's own instructions for it where there are some (x86 with SHA extensions),
// which is about five times as fast as portable code; otherwise libsodium. Both give the same 32 bytes.
#pragma once
#include <array>
#include <string_view>

namespace kitei::adapters {

using Sha256 = std::array<unsigned char, 32>;

Sha256 sha256(std::string_view bytes);
// The same of two texts at once, for little more than one costs: most for texts of about the same length.
std::array<Sha256, 2> sha256_of_two(std::string_view a, std::string_view b);
Sha256 sha256_portable(std::string_view bytes);  // libsodium alone; for tests

}  // namespace kitei::adapters
