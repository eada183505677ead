#include "cli/machine/parallel.h"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace kitei::cli {
namespace {

// A thread that begins beside the one that makes it, not behind it. A Linux guest takes a processor that its host has put to sleep for
// a busy one (vcpu_is_preempted) and starts a thread where its maker runs: on two idle processors it began half a millisecond to some
// milliseconds later, which is much of a short build. So it is told to begin on any other processor; from there on it may go where it
// likes. (std::thread cannot be told where to begin, and when it is moved later it may have begun.)
class Thread {
 public:
  explicit Thread(std::function<void()> body) : body_(std::move(body)) {
    may_choose_ = ::sched_getaffinity(0, sizeof allowed_, &allowed_) == 0 && CPU_COUNT(&allowed_) > 1;
    pthread_attr_t beside;
    ::pthread_attr_init(&beside);
    const int here = may_choose_ ? ::sched_getcpu() : -1;
    if (here >= 0 && here < CPU_SETSIZE) {
      cpu_set_t others = allowed_;
      CPU_CLR(here, &others);
      ::pthread_attr_setaffinity_np(&beside, sizeof others, &others);
    }
    int error = ::pthread_create(&thread_, &beside, run, this);
    ::pthread_attr_destroy(&beside);
    if (error != 0) error = ::pthread_create(&thread_, nullptr, run, this);  // what was allowed a moment ago may not be any more
    if (error != 0) throw std::system_error(error, std::generic_category(), "a thread");
  }
  ~Thread() { ::pthread_join(thread_, nullptr); }
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

 private:
  static void* run(void* self) {
    const Thread& thread = *static_cast<const Thread*>(self);
    if (thread.may_choose_) ::sched_setaffinity(0, sizeof thread.allowed_, &thread.allowed_);
    thread.body_();
    return nullptr;
  }

  std::function<void()> body_;
  cpu_set_t allowed_{};
  bool may_choose_ = false;
  pthread_t thread_{};
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
      std::deque<Thread> pool;  // that they stay where they are
      for (std::size_t i = 1; i < std::min<std::size_t>(threads, count); ++i) pool.emplace_back(work);
      work();
    }
    if (failure) std::rethrow_exception(failure);
  };
}

}  // namespace kitei::cli
