#include "cli/machine/tree_writer.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <mutex>

#include "cli/machine/descriptor.h"

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

// Whether these bytes come next in a file.
bool reads(int file, std::string_view bytes) {
  char buffer[32768];
  while (!bytes.empty()) {
    const ssize_t n = ::read(file, buffer, std::min(bytes.size(), sizeof buffer));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0 || std::memcmp(buffer, bytes.data(), static_cast<std::size_t>(n)) != 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

bool at_end(int file) {
  char next = 0;
  return ::read(file, &next, 1) == 0;
}

// A regular file for reading; -1 when there is none.
int open_old(int folder, const char* name) {
  struct stat info {};
  if (::fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(info.st_mode)) return -1;
  return ::openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
}

bool same_bytes(int folder, const char* name, std::string_view bytes, struct stat& info) {
  if (::fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(info.st_mode)) return false;
  if (static_cast<std::size_t>(info.st_size) != bytes.size()) return false;
  const Descriptor file(::openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  return file.get() >= 0 && reads(file.get(), bytes) && at_end(file.get());
}

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

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

const TreeWriter::Folder& TreeWriter::folder_of(std::string_view file) {
  const auto slash = file.rfind('/');
  return folder(slash == std::string_view::npos ? std::string_view{} : file.substr(0, slash));
}

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
  const Folder& into = folder_of(path);
  const std::string_view file_name = name_of(path);
  struct stat info {};
  if (!into.staged && compare == Compare::Yes && same_bytes(into.at(), into.name(file_name).c_str(), bytes, info)) {
    return result_of(Written::Same, info);
  }
  Growing file(into, file_name, Compare::No);
  file.add(bytes);
  return file.finish();
}

std::optional<std::string> TreeWriter::read(std::string_view path) {
  const Folder& from = folder_of(path);
  const Descriptor file(open_old(from.at(), from.name(name_of(path)).c_str()));
  struct stat info {};
  if (file.get() < 0 || ::fstat(file.get(), &info) != 0) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t n = ::read(file.get(), bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return std::nullopt;
    done += static_cast<std::size_t>(n);
  }
  return bytes;
}

// The permissions do not depend on the caller's umask beyond what the umask takes away from 0644.
TreeWriter::Growing::Growing(const Folder& into, std::string_view file_name, Compare compare)
    : into_(into),
      file_name_(file_name),
      written_(into.name(into.staged ? file_name_ : fmt::format(".{}.{}.tmp", file_name, ::getpid()))),
      file_(::openat(into.at(), written_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644)),
      before_(into.staged || compare == Compare::No ? -1 : open_old(into.at(), into.name(file_name).c_str())) {
  if (file_.get() < 0) fail(into_.place + file_name_, "cannot write", errno);
}

TreeWriter::Growing::Growing(TreeWriter& writer, std::string_view path, Compare compare)
    : Growing(writer.folder_of(path), name_of(path), compare) {}

TreeWriter::Growing::~Growing() {
  if (!done_) ::unlinkat(into_.at(), written_.c_str(), 0);
}

void TreeWriter::Growing::add(std::string_view bytes) {
  if (!write_all(file_.get(), bytes)) fail(into_.place + file_name_, "cannot write", errno);
  if (before_.get() >= 0 && !reads(before_.get(), bytes)) before_.close();
}

TreeWriter::Result TreeWriter::Growing::finish() {
  struct stat info {};
  // Nothing is left of what was written when the file that is there has the same bytes.
  if (before_.get() >= 0 && at_end(before_.get()) && ::fstat(before_.get(), &info) == 0) return result_of(Written::Same, info);
  if (::fstat(file_.get(), &info) != 0 || file_.close() != 0) fail(into_.place + file_name_, "cannot write", errno);
  if (!into_.staged && ::renameat(into_.at(), written_.c_str(), into_.at(), into_.name(file_name_).c_str()) != 0) {
    fail(into_.place + file_name_, "cannot replace", errno);
  }
  done_ = true;
  return result_of(into_.staged ? Written::New : Written::Changed, info);
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
