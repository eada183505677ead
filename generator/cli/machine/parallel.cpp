#include "cli/machine/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace kitei::cli {

base::ForEach parallel(unsigned jobs) {
  const unsigned threads = jobs != 0 ? jobs : std::max(1u, std::thread::hardware_concurrency());
  return [threads](std::size_t count, const std::function<void(std::size_t)>& body) {
    if (threads == 1 || count < 2) return base::in_order(count, body);
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failure_mutex;
    auto work = [&] {
      for (std::size_t i = next++; i < count; i = next++) {
        try {
          body(i);
        } catch (...) {
          const std::scoped_lock lock(failure_mutex);
          if (!failure) failure = std::current_exception();
          next = count;
        }
      }
    };
    {
      std::vector<std::jthread> pool;
      for (std::size_t i = 1; i < std::min<std::size_t>(threads, count); ++i) pool.emplace_back(work);
      work();
    }
    if (failure) std::rethrow_exception(failure);
  };
}

}  // namespace kitei::cli
