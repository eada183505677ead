// What two sequences have in common, in order: the ground on which blocks, list items, rows and words are compared.
//
// In:  two sequences of small numbers; equal numbers are equal elements.
// Out: stretches (start in a, start in b, length ≥ 1) of equal elements, ascending in both; elements between them
// differ.
//
// The result is a longest common subsequence as long as the two differ in less than about a thousand elements; beyond
// that a good one, found in bounded time. Memory is linear. It does not know what the elements mean, and cleans nothing
// up.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kitei::diff {

struct Common {
  std::size_t before = 0;
  std::size_t after = 0;
  std::size_t length = 0;
  bool operator==(const Common&) const = default;
};

std::vector<Common> common_stretches(const std::vector<std::uint32_t>& before, const std::vector<std::uint32_t>& after);

// The same stretches, seen from the other side.
std::vector<Common> mirrored(std::vector<Common> stretches);

// Gives equal texts equal numbers, counted from 0 in the order of first sight.
class Numbering {
 public:
  std::uint32_t operator()(std::string_view text);

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

}  // namespace kitei::diff
