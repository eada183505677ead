#include "cli/machine/parallel.h"

#include <sched.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <stdexcept>
#include <thread>
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

TEST_CASE("threads may run where their maker may") {
  cpu_set_t allowed;
  REQUIRE(::sched_getaffinity(0, sizeof allowed, &allowed) == 0);
  std::atomic<int> other{0};
  for (int round = 0; round < 20; ++round) {
    cli::parallel(3)(3, [&](std::size_t) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));  // its maker may still be placing it
      cpu_set_t own;
      CPU_ZERO(&own);
      if (::sched_getaffinity(0, sizeof own, &own) != 0 || CPU_COUNT(&own) == 0) ++other;
      CPU_XOR(&own, &own, &allowed);
      cpu_set_t beyond;
      CPU_AND(&beyond, &own, &allowed);
      if (CPU_COUNT(&beyond) != CPU_COUNT(&own)) ++other;  // outside of what its maker may
    });
  }
  CHECK(other == 0);
}

}  // namespace
}  // namespace kitei
