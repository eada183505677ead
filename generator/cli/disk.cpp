#include "cli/disk.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/utf8.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestFile = 64u << 20;

[[noreturn]] void fail(const fs::path& path, std::string_view what, int error) {
  throw WorldError(fmt::format("{}: {}: {}", path.string(), what, std::strerror(error)));
}

// A file descriptor that is closed on every way out.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  int close() {
    const int result = ::close(fd_);
    fd_ = -1;
    return result;
  }

 private:
  int fd_;
};

bool same_bytes(const fs::path& path, std::string_view bytes) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return false;
  if (static_cast<std::uintmax_t>(info.st_size) != bytes.size()) return false;
  return read_file(path) == bytes;
}

bool is_inside(const fs::path& path, const fs::path& root) {
  const auto [end, unused] = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
  return end == root.end();
}

void report(base::Diagnostics& diagnostics, std::string path, base::Message message, base::Message hint) {
  diagnostics.push_back({"source-unreadable", std::move(path), {1, 1, 0}, std::move(message), std::move(hint)});
}

class TreeReader {
 public:
  TreeReader(const fs::path& root, const std::function<bool(std::string_view)>& skip)
      : root_(root), real_root_(fs::canonical(root)), skip_(skip) {}

  base::Read<base::FileTree> run() {
    folder(root_, "");
    return std::move(out_);
  }

 private:
  void folder(const fs::path& disk, const std::string& path) {
    std::error_code error;
    fs::directory_iterator entries(disk, error);
    if (error) fail(disk, "cannot read the folder", error.value());
    for (const fs::directory_entry& entry : entries) {
      const std::string name = entry.path().filename().string();
      if (name.empty() || name.front() == '.' || name.back() == '~') continue;
      const std::string inside = path.empty() ? name : path + "/" + name;
      if (base::find_invalid_utf8(name)) {
        report(out_.diagnostics, path.empty() ? "." : path,
               {"a file name here is not UTF-8", "このフォルダーに UTF-8 でないファイル名があります"},
               {"rename the file", "ファイル名を変更してください"});
        continue;
      }
      if (entry.is_symlink() && !check_link(entry.path(), inside)) continue;
      if (entry.is_directory()) {
        if (!skip_(inside)) folder(entry.path(), inside);
      } else if (entry.is_regular_file()) {
        file(entry, inside);
      }
    }
  }

  // A link may point at a file of the same tree; a link to a folder could make a circle.
  bool check_link(const fs::path& disk, const std::string& inside) {
    std::error_code error;
    const fs::path target = fs::canonical(disk, error);
    if (!error && is_inside(target, real_root_) && fs::is_regular_file(target)) return true;
    report(out_.diagnostics, inside,
           {"a symbolic link that leaves the handbook, or leads nowhere", "規程集の外を指すか、リンク先のないシンボリックリンクです"},
           {"copy the file instead", "ファイルをコピーして置いてください"});
    return false;
  }

  void file(const fs::directory_entry& entry, const std::string& inside) {
    if (entry.file_size() > kLargestFile) {
      report(out_.diagnostics, inside, {"the file is larger than 64 MiB", "ファイルが 64 MiB を超えています"}, {});
      return;
    }
    out_.value.emplace(inside, read_file(entry.path()));
  }

  fs::path root_;
  fs::path real_root_;
  const std::function<bool(std::string_view)>& skip_;
  base::Read<base::FileTree> out_;
};

}  // namespace

base::Read<base::FileTree> read_tree(const fs::path& root, const std::function<bool(std::string_view)>& skip) {
  return TreeReader(root, skip).run();
}

std::string read_file(const fs::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) fail(path, "cannot open", errno);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) fail(path, "cannot read", errno);
  if (!S_ISREG(info.st_mode)) fail(path, "cannot read", S_ISDIR(info.st_mode) ? EISDIR : EINVAL);
  std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
  std::size_t done = 0;
  for (;;) {
    if (done == bytes.size()) bytes.resize(bytes.size() + 1);  // one more, to notice a file that grew
    const ssize_t n = ::read(file.get(), bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail(path, "cannot read", errno);
    if (n == 0) break;
    done += static_cast<std::size_t>(n);
  }
  bytes.resize(done);
  return bytes;
}

Written write_file(const fs::path& path, std::string_view bytes, Compare compare) {
  if (compare == Compare::Yes && same_bytes(path, bytes)) return Written::Same;
  std::error_code error;
  const bool existed = fs::exists(fs::symlink_status(path, error));
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
  if (error) fail(path.parent_path(), "cannot create the folder", error.value());
  const fs::path temporary = path.parent_path() / fmt::format(".{}.{}.tmp", path.filename().string(), ::getpid());
  {
    // The permissions do not depend on the caller's umask beyond what the umask takes away from 0644.
    Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644));
    if (file.get() < 0) fail(temporary, "cannot write", errno);
    std::size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t n = ::write(file.get(), bytes.data() + done, bytes.size() - done);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) {
        const int cause = errno;
        ::unlink(temporary.c_str());
        fail(path, "cannot write", cause);
      }
      done += static_cast<std::size_t>(n);
    }
    if (file.close() != 0) {
      const int cause = errno;
      ::unlink(temporary.c_str());
      fail(path, "cannot write", cause);
    }
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    const int cause = errno;
    ::unlink(temporary.c_str());
    fail(path, "cannot replace", cause);
  }
  return existed ? Written::Changed : Written::New;
}

void remove_file(const fs::path& root, std::string_view path) {
  fs::path file = root / fs::path(path);
  std::error_code error;
  fs::remove(file, error);
  if (error) fail(file, "cannot remove", error.value());
  for (fs::path folder = file.parent_path(); folder != root; folder = folder.parent_path()) {
    if (!fs::is_empty(folder, error) || error) return;
    fs::remove(folder, error);
    if (error) return;
  }
}

}  // namespace kitei::cli
