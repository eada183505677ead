#include "cli/machine/parallel.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

namespace kitei {
namespace {

TEST_CASE("every index is done once, with any number of threads") {
  for (const unsigned jobs : {1u, 2u, 7u}) {
    std::vector<std::atomic<int>> done(1000);
    cli::parallel(jobs)(done.size(), [&](std::size_t i) { ++done[i]; });
    for (const auto& count : done) REQUIRE(count == 1);
  }
}

TEST_CASE("an exception ends the work and reaches the caller") {
  CHECK_THROWS_WITH(cli::parallel(4)(100, [](std::size_t i) {
    if (i == 13) throw std::runtime_error("thirteen");
  }),
                    "thirteen");
}

}  // namespace
}  // namespace kitei
