// Waits until something happens in one of several trees. It tells that, not what: whoever waits looks for himself.
// Saving through a temporary file, moving, deleting and new folders are seen; so is what happens in a folder before it is
// watched, because a new folder counts as something that happened. Where the kernel cannot watch (too many folders,
// network file systems), wait() returns twice a second.
#pragma once
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace kitei::serve {

class Watcher {
 public:
  // Hidden folders are not watched, nor those for which `skip` says so.
  Watcher(std::vector<std::filesystem::path> roots, std::function<bool(const std::filesystem::path&)> skip);
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  // Returns when something happened and then nothing for a moment (a save is often several steps), or after `longest`.
  // True: something happened, or may have.
  bool wait(int longest_milliseconds);

 private:
  void watch(const std::filesystem::path& folder);
  void watch_all();
  bool drain();  // true when a folder came

  std::vector<std::filesystem::path> roots_;
  std::function<bool(const std::filesystem::path&)> skip_;
  int queue_ = -1;
  bool blind_ = false;  // not everything can be watched
};

}  // namespace kitei::serve
