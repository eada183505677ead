// A part of a file below .kitei/ that is looked at before it is believed: its size and its sum, and then its bytes.
#pragma once
#include <optional>
#include <string_view>

#include "base/binary.h"
#include "base/checksum.h"

namespace kitei::cli {

inline void write_section(base::BinaryWriter& out, const base::BinaryWriter& section) {
  out.fixed(section.bytes().size());
  out.fixed(base::checksum(section.bytes().size(), section.bytes()));
  out.raw(section.bytes().data(), section.bytes().size());
}

// Takes a section off the front; nothing when it is damaged.
inline std::optional<std::string_view> take_section(std::string_view& bytes) {
  constexpr std::size_t kSums = 2 * sizeof(std::uint64_t);
  base::BinaryReader sums(bytes.substr(0, kSums));
  const std::uint64_t size = sums.fixed();
  const std::uint64_t sum = sums.fixed();
  if (sums.failed() || size > bytes.size() - kSums) return std::nullopt;
  const std::string_view section = bytes.substr(kSums, size);
  if (base::checksum(size, section) != sum) return std::nullopt;
  bytes.remove_prefix(kSums + size);
  return section;
}

}  // namespace kitei::cli
