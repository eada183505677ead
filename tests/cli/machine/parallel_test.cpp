#include "cli/machine/parallel.h"

#include <sched.h>

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

TEST_CASE("a thread may run wherever its maker may") {
  cpu_set_t allowed;
  REQUIRE(::sched_getaffinity(0, sizeof allowed, &allowed) == 0);
  std::atomic<int> others{0};
  for (int round = 0; round < 20; ++round) {
    cli::parallel(3)(3, [&](std::size_t) {
      cpu_set_t own;
      if (::sched_getaffinity(0, sizeof own, &own) != 0 || !CPU_EQUAL(&own, &allowed)) ++others;
    });
  }
  CHECK(others == 0);
}

}  // namespace
}  // namespace kitei
