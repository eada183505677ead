#include "base/nearest.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace kitei::base {
namespace {

std::u32string fold(std::string_view text) {
  std::u32string out = decode_utf8(text);
  for (char32_t& c : out) {
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
  }
  return out;
}

// Optimal string alignment distance; gives up (returns limit + 1) when a whole row is above the limit.
std::size_t distance(const std::u32string& a, const std::u32string& b, std::size_t limit) {
  std::vector<std::size_t> two(b.size() + 1), one(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) one[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    std::size_t smallest = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({one[j] + 1, row[j - 1] + 1, one[j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], two[j - 2] + 1);
      smallest = std::min(smallest, row[j]);
    }
    if (smallest > limit) return limit + 1;
    std::swap(two, one);
    std::swap(one, row);
  }
  return one[b.size()];
}

}  // namespace

std::string nearest_name(std::string_view name, const std::vector<std::string_view>& candidates) {
  const std::u32string wanted = fold(name);
  if (wanted.size() > 200) return {};
  std::size_t limit = std::max<std::size_t>(1, (wanted.size() + 2) / 3);
  std::string_view best;
  for (const std::string_view candidate : candidates) {
    const std::u32string other = fold(candidate);
    const std::size_t gap = other.size() > wanted.size() ? other.size() - wanted.size() : wanted.size() - other.size();
    if (gap > limit) continue;
    const std::size_t d = distance(wanted, other, limit);
    if (d > limit || (d == limit && !best.empty()) || d >= wanted.size()) continue;
    best = candidate;
    limit = d;
  }
  return std::string(best);
}

Message did_you_mean(std::string_view nearest) {
  if (nearest.empty()) return {};
  return {fmt::format("did you mean '{}'?", nearest), fmt::format("「{}」ではありませんか", nearest)};
}

}  // namespace kitei::base
