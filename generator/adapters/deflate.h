// Bytes → deflated bytes (RFC 1951, without a header), through libdeflate. The same bytes always give the same result.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace kitei::adapters {

// What an archive needs to know of deflated bytes.
struct Deflated {
  std::string bytes;
  std::uint32_t crc = 0;  // CRC-32 of what was deflated
};

// `bytes` of the result is empty where deflating would make them longer.
Deflated deflate(std::string_view bytes);

std::uint32_t crc32(std::string_view bytes);

}  // namespace kitei::adapters
