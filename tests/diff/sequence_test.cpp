#include "diff/sequence.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <random>

using kitei::diff::Common;
using kitei::diff::common_stretches;

namespace {

using Sequence = std::vector<std::uint32_t>;

Sequence letters(std::string_view text) { return Sequence(text.begin(), text.end()); }

std::size_t common_length(const Sequence& a, const Sequence& b) {
  std::size_t length = 0;
  for (const Common& c : common_stretches(a, b)) length += c.length;
  return length;
}

// The textbook table: slow, and obviously right.
std::size_t slow_common_length(const Sequence& a, const Sequence& b) {
  std::vector<std::vector<std::size_t>> best(a.size() + 1, std::vector<std::size_t>(b.size() + 1, 0));
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      best[i][j] = a[i - 1] == b[j - 1] ? best[i - 1][j - 1] + 1 : std::max(best[i - 1][j], best[i][j - 1]);
    }
  }
  return best[a.size()][b.size()];
}

void check_stretches(const Sequence& a, const Sequence& b) {
  std::size_t i = 0, j = 0;
  bool first = true;
  for (const Common& c : common_stretches(a, b)) {
    REQUIRE(c.length > 0);
    REQUIRE((c.before >= i && c.after >= j));
    REQUIRE((first || c.before > i || c.after > j));  // stretches that touch on both sides are one
    REQUIRE((c.before + c.length <= a.size() && c.after + c.length <= b.size()));
    for (std::size_t k = 0; k < c.length; ++k) REQUIRE(a[c.before + k] == b[c.after + k]);
    i = c.before + c.length, j = c.after + c.length;
    first = false;
  }
}

Sequence random_sequence(std::mt19937& random, std::size_t size, std::uint32_t letters) {
  Sequence made(size);
  for (auto& element : made) element = static_cast<std::uint32_t>(random() % letters);
  return made;
}

}  // namespace

TEST_CASE("common stretches of small sequences") {
  struct Case {
    std::string_view before, after;
    std::vector<Common> expected;
  };
  const std::vector<Case> cases{
      {"", "", {}},
      {"a", "", {}},
      {"", "a", {}},
      {"abc", "abc", {{0, 0, 3}}},
      {"abc", "xyz", {}},
      {"abc", "abxc", {{0, 0, 2}, {2, 3, 1}}},
      {"xabc", "abcy", {{1, 0, 3}}},
      {"aXbXc", "aYbYc", {{0, 0, 1}, {2, 2, 1}, {4, 4, 1}}},
  };
  for (const Case& c : cases) {
    INFO(c.before << " | " << c.after);
    CHECK(common_stretches(letters(c.before), letters(c.after)) == c.expected);
  }
}

TEST_CASE("the stretches are valid and as long as a slow search finds them") {
  std::mt19937 random(1);
  for (int round = 0; round < 400; ++round) {
    const Sequence a = random_sequence(random, random() % 40, 1 + static_cast<std::uint32_t>(random() % 6));
    const Sequence b = random_sequence(random, random() % 40, 1 + static_cast<std::uint32_t>(random() % 6));
    check_stretches(a, b);
    REQUIRE(common_length(a, b) == slow_common_length(a, b));
  }
}

TEST_CASE("a search that is cut short still gives valid stretches") {
  std::mt19937 random(2);
  for (const std::uint32_t alphabet : {2u, 30u, 3000u}) {
    const Sequence a = random_sequence(random, 5000, alphabet), b = random_sequence(random, 4000, alphabet);
    check_stretches(a, b);
    check_stretches(b, a);
    CHECK(common_length(a, a) == a.size());
  }
}

TEST_CASE("20,000 elements of which half changed are compared in well under a second") {
  std::mt19937 random(3);
  const Sequence a = random_sequence(random, 20000, 3000);
  Sequence b = a;
  for (auto& element : b) {
    if (random() % 2 == 0) element = static_cast<std::uint32_t>(random() % 3000);
  }
  const auto start = std::chrono::steady_clock::now();
  const std::size_t common = common_length(a, b);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  CHECK(common > 9000);
  // Generous, for builds without optimisation on a busy machine.
  CHECK(took.count() < 5.0);
}
