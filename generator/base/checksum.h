// A sum of bytes that tells whether a file of our own is as we wrote it.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>

namespace kitei::base {

// Against damage, not against malice: as fast as memory is read, which SHA-256 is not. Four sums side by side, so that the
// processor need not wait for one product to begin the next. `seed` is the sum of what comes before. In the order of bytes that
// the processor has.
inline std::uint64_t checksum(std::uint64_t seed, std::string_view bytes) {
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15;
  std::uint64_t sums[4] = {seed, seed + 1, seed + 2, seed + 3 + bytes.size()};
  auto mix = [](std::uint64_t& sum, std::uint64_t word) {
    sum = (sum ^ word) * kFactor;
    sum ^= sum >> 32;
  };
  auto mix_all = [&](const std::uint64_t (&words)[4]) {
    for (int i = 0; i < 4; ++i) mix(sums[i], words[i]);
  };
  for (; bytes.size() >= sizeof sums; bytes.remove_prefix(sizeof sums)) {
    std::uint64_t words[4];
    std::memcpy(words, bytes.data(), sizeof words);
    mix_all(words);
  }
  if (!bytes.empty()) {
    std::uint64_t words[4] = {};
    std::memcpy(words, bytes.data(), bytes.size());
    mix_all(words);
  }
  for (int i = 1; i < 4; ++i) mix(sums[0], sums[i]);
  return sums[0];
}

}  // namespace kitei::base
