#include "serve/watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

namespace kitei::serve {
namespace {

namespace fs = std::filesystem;

constexpr int kQuietMilliseconds = 6;
constexpr int kLongestFlurryMilliseconds = 120;
constexpr int kBlindMilliseconds = 500;
constexpr std::uint32_t kEvents =
    IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

bool readable(int queue, int milliseconds) {
  pollfd poll_queue{queue, POLLIN, 0};
  return ::poll(&poll_queue, 1, milliseconds) > 0;
}

}  // namespace

Watcher::Watcher(std::vector<fs::path> roots, std::function<bool(const fs::path&)> skip)
    : roots_(std::move(roots)), skip_(std::move(skip)), queue_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  watch_all();
}

Watcher::~Watcher() {
  if (queue_ >= 0) ::close(queue_);
}

void Watcher::watch_all() {
  blind_ = queue_ < 0;
  for (const fs::path& root : roots_) watch(root);
}

void Watcher::watch(const fs::path& folder) {
  if (queue_ < 0) return;
  if (::inotify_add_watch(queue_, folder.c_str(), kEvents) < 0 && errno != ENOENT && errno != ENOTDIR) blind_ = true;
  std::error_code error;
  for (fs::directory_iterator entries(folder, error), end; !error && entries != end; entries.increment(error)) {
    const fs::path& path = entries->path();
    if (!entries->is_directory(error) || entries->is_symlink(error)) continue;
    if (path.filename().string().starts_with('.') || skip_(path)) continue;
    watch(path);
  }
}

bool Watcher::drain() {
  alignas(inotify_event) char buffer[16384];
  bool folders = false;
  for (;;) {
    const ssize_t n = ::read(queue_, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return folders;
    for (ssize_t at = 0; at < n;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer + at);
      if (event->mask & (IN_ISDIR | IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF)) folders = true;
      at += static_cast<ssize_t>(sizeof(inotify_event)) + static_cast<ssize_t>(event->len);
    }
  }
}

bool Watcher::wait(int longest_milliseconds) {
  if (queue_ < 0) {
    ::poll(nullptr, 0, std::min(kBlindMilliseconds, longest_milliseconds));
    return true;
  }
  if (!readable(queue_, blind_ ? std::min(kBlindMilliseconds, longest_milliseconds) : longest_milliseconds)) return blind_;
  const auto start = std::chrono::steady_clock::now();
  bool folders = drain();
  while (readable(queue_, kQuietMilliseconds) &&
         std::chrono::steady_clock::now() - start < std::chrono::milliseconds(kLongestFlurryMilliseconds)) {
    folders = drain() || folders;
  }
  if (folders) watch_all();  // adding a watch twice is nothing
  return true;
}

}  // namespace kitei::serve
