#include "cli/machine/parallel.h"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace kitei::cli {
namespace {

// Lets new threads begin beside the one that makes them, not behind it. A Linux guest takes a processor that its host has put to sleep
// for a busy one (vcpu_is_preempted) and starts a thread where its maker runs: on two idle processors it began half a millisecond to
// some milliseconds later, which is much of a short build. So a new thread is told to begin on any other processor; from there
// on it may go where it likes.
class Processors {
 public:
  Processors() : may_choose_(::sched_getaffinity(0, sizeof allowed_, &allowed_) == 0 && CPU_COUNT(&allowed_) > 1) {}

  void begin_elsewhere(std::jthread& thread) const {
    const int here = may_choose_ ? ::sched_getcpu() : -1;
    if (here < 0 || here >= CPU_SETSIZE) return;
    cpu_set_t others = allowed_;
    CPU_CLR(here, &others);
    ::pthread_setaffinity_np(thread.native_handle(), sizeof others, &others);
  }

  // For the thread that began.
  void go_anywhere() const {
    if (may_choose_) ::sched_setaffinity(0, sizeof allowed_, &allowed_);
  }

 private:
  cpu_set_t allowed_{};
  bool may_choose_;
};

}  // namespace

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
      const Processors processors;
      std::vector<std::jthread> pool;
      for (std::size_t i = 1; i < std::min<std::size_t>(threads, count); ++i) {
        processors.begin_elsewhere(pool.emplace_back([&] {
          processors.go_anywhere();
          work();
        }));
      }
      work();
    }
    if (failure) std::rethrow_exception(failure);
  };
}

}  // namespace kitei::cli
