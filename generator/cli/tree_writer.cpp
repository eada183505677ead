#include "cli/tree_writer.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <mutex>

#include "cli/descriptor.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostOpenFolders = 400;  // of the 1,024 descriptors that a process has at least
constexpr std::string_view kNew = "new-";

[[noreturn]] void fail(const std::string& path, std::string_view what, int error) {
  throw WorldError(fmt::format("{}: {}: {}", path, what, std::strerror(error)));
}

TreeWriter::Result result_of(Written written, const struct stat& info) {
  return {written, std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec, static_cast<std::uint64_t>(info.st_ino)};
}

bool same_bytes(int folder, const char* name, std::string_view bytes, struct stat& info) {
  if (::fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(info.st_mode)) return false;
  if (static_cast<std::size_t>(info.st_size) != bytes.size()) return false;
  const Descriptor file(::openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (file.get() < 0) return false;
  char buffer[32768];
  while (!bytes.empty()) {
    const ssize_t n = ::read(file.get(), buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0 || static_cast<std::size_t>(n) > bytes.size()) return false;
    if (std::memcmp(buffer, bytes.data(), static_cast<std::size_t>(n)) != 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return ::read(file.get(), buffer, 1) == 0;
}

// What builds that were killed left behind; a folder of a process that still runs is its own business.
void remove_leftovers(const fs::path& folder) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kNew)) continue;
    int process = 0;
    const auto read = std::from_chars(name.data() + kNew.size(), name.data() + name.size(), process);
    const bool alive = read.ec == std::errc{} && process > 0 && process != ::getpid() && (::kill(process, 0) == 0 || errno == EPERM);
    if (!alive) fs::remove_all(entry.path(), error);
  }
}

}  // namespace

struct TreeWriter::Folder {
  Descriptor descriptor{-1};  // -1: too many are open; `place` is used
  std::string place;          // with '/' at the end
  bool staged = false;        // nobody sees it yet

  explicit Folder(int fd) : descriptor(fd) {}
  // A name for the *at() calls, with the folder they are relative to.
  int at() const { return descriptor.get() >= 0 ? descriptor.get() : AT_FDCWD; }
  std::string name(std::string_view file) const {
    return descriptor.get() >= 0 ? std::string(file) : place + std::string(file);
  }
};

TreeWriter::TreeWriter(fs::path root) : root_(std::move(root)) { remove_leftovers(root_ / ".kitei"); }

TreeWriter::~TreeWriter() {
  folders_.clear();
  std::error_code error;
  if (!staged_.empty()) fs::remove_all(staging(), error);
}

fs::path TreeWriter::staging() const { return root_ / ".kitei" / fmt::format("{}{}", kNew, ::getpid()); }

const TreeWriter::Folder& TreeWriter::folder(std::string_view path) {
  {
    const std::shared_lock lock(mutex_);
    if (const auto found = folders_.find(path); found != folders_.end()) return *found->second;
  }
  const std::unique_lock lock(mutex_);
  if (const auto found = folders_.find(path); found != folders_.end()) return *found->second;
  return make_folder(path);
}

const TreeWriter::Folder& TreeWriter::make_folder(std::string_view path) {
  const std::string top(path.substr(0, path.find('/')));
  std::error_code error;
  if (!top.empty() && !staged_.contains(top) && !fs::exists(fs::symlink_status(root_ / top, error))) staged_.insert(top);
  const bool staged = staged_.contains(top);
  const fs::path place = (staged ? staging() : root_) / path;
  fs::create_directories(place, error);
  if (error) fail(place.string(), "cannot create the folder", error.value());
  int fd = -1;
  if (folders_.size() < kMostOpenFolders) {
    fd = ::open(place.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) fail(place.string(), "cannot open the folder", errno);
  }
  auto made = std::make_unique<Folder>(fd);
  made->place = place.string() + "/";
  made->staged = staged;
  return *folders_.emplace(path, std::move(made)).first->second;
}

TreeWriter::Result TreeWriter::write(std::string_view path, std::string_view bytes, Compare compare) {
  const auto slash = path.rfind('/');
  const Folder& into = folder(slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash));
  const std::string_view file_name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const std::string name = into.name(file_name);
  struct stat info {};
  if (!into.staged && compare == Compare::Yes && same_bytes(into.at(), name.c_str(), bytes, info)) return result_of(Written::Same, info);
  // The permissions do not depend on the caller's umask beyond what the umask takes away from 0644.
  const std::string written = into.staged ? name : into.name(fmt::format(".{}.{}.tmp", file_name, ::getpid()));
  Descriptor file(::openat(into.at(), written.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644));
  if (file.get() < 0) fail(into.place + std::string(file_name), "cannot write", errno);
  if (!write_all(file.get(), bytes) || ::fstat(file.get(), &info) != 0 || file.close() != 0) {
    const int cause = errno;
    ::unlinkat(into.at(), written.c_str(), 0);
    fail(into.place + std::string(file_name), "cannot write", cause);
  }
  if (into.staged) return result_of(Written::New, info);
  if (::renameat(into.at(), written.c_str(), into.at(), name.c_str()) != 0) {
    const int cause = errno;
    ::unlinkat(into.at(), written.c_str(), 0);
    fail(into.place + std::string(file_name), "cannot replace", cause);
  }
  return result_of(Written::Changed, info);
}

void TreeWriter::commit() {
  folders_.clear();
  for (const std::string& top : staged_) {
    const fs::path from = staging() / top;
    const fs::path to = root_ / top;
    if (::rename(from.c_str(), to.c_str()) != 0) fail(to.string(), "cannot put the new folder here", errno);
  }
  std::error_code error;
  if (!staged_.empty()) fs::remove(staging(), error);
  staged_.clear();
}

}  // namespace kitei::cli
