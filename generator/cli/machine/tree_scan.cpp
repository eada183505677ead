#include "cli/machine/tree_scan.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "base/utf8.h"
#include "cli/machine/disk.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestFile = 64u << 20;

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};
using OpenFolder = std::unique_ptr<DIR, CloseFolder>;

std::int64_t nanoseconds(const timespec& time) { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; }

Stamp stamp_of(const struct stat& info) {
  return {static_cast<std::uint64_t>(info.st_size), nanoseconds(info.st_mtim), nanoseconds(info.st_ctim),
          static_cast<std::uint64_t>(info.st_ino)};
}

bool is_inside(const fs::path& path, const fs::path& root) {
  const auto [end, unused] = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
  return end == root.end();
}

class Scanner {
 public:
  Scanner(const fs::path& root, const std::function<bool(std::string_view)>& skip) : root_(root), skip_(skip) {}

  TreeScan run() {
    folder(AT_FDCWD, root_.c_str(), "");
    // They are found in this order already, unless a listing did not tell what is a folder.
    const auto before = [](const FoundFile& a, const FoundFile& b) { return a.path < b.path; };
    if (!std::is_sorted(out_.files.begin(), out_.files.end(), before)) std::sort(out_.files.begin(), out_.files.end(), before);
    return std::move(out_);
  }

 private:
  struct Entry {
    std::string name;
    bool is_folder = false;
  };

  void folder(int above, const char* name, const std::string& path) {
    const int fd = ::openat(above, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const OpenFolder folder_handle(fd < 0 ? nullptr : ::fdopendir(fd));
    if (!folder_handle) {
      throw WorldError(fmt::format("{}: cannot read the folder: {}", (root_ / path).string(), std::strerror(errno)));
    }
    std::vector<Entry> entries;
    while (const dirent* entry = ::readdir(folder_handle.get())) {
      const std::string_view found = entry->d_name;
      if (!found.empty() && found.front() != '.' && found.back() != '~') entries.push_back({std::string(found), entry->d_type == DT_DIR});
    }
    // As the paths of what lies below will be: "a.md" stands before "a/b.md".
    for (Entry& entry : entries) entry.name += entry.is_folder ? "/" : "";
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
    for (Entry& entry : entries) {
      if (entry.is_folder) entry.name.pop_back();
      look_at(fd, entry, path);
    }
  }

  void look_at(int fd, const Entry& entry, const std::string& path) {
    const std::string& name = entry.name;
    if (base::find_invalid_utf8(name)) {
      return report(path.empty() ? "." : path,
                    {"a file name here is not UTF-8", "このフォルダーに UTF-8 でないファイル名があります"},
                    {"rename the file", "ファイル名を変更してください"});
    }
    std::string inside = path.empty() ? std::string(name) : path + "/" + name;
    if (entry.is_folder) {
      if (!skip_(inside)) folder(fd, name.c_str(), inside);
      return;
    }
    struct stat info {};
    if (::fstatat(fd, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) return;  // gone since it was listed
    if (S_ISLNK(info.st_mode) && (!check_link(inside) || ::fstatat(fd, name.c_str(), &info, 0) != 0)) return;
    if (S_ISDIR(info.st_mode)) {  // a file system that does not say so in its listing
      if (!skip_(inside)) folder(fd, name.c_str(), inside);
      return;
    }
    if (!S_ISREG(info.st_mode)) return;
    const Stamp stamp = stamp_of(info);
    if (stamp.size > kLargestFile) {
      return report(std::move(inside), {"the file is larger than 64 MiB", "ファイルが 64 MiB を超えています"}, {});
    }
    out_.files.push_back({std::move(inside), stamp});
  }

  // A link may point at a file of the same tree; a link to a folder could make a circle.
  bool check_link(const std::string& inside) {
    if (real_root_.empty()) real_root_ = fs::canonical(root_);
    std::error_code error;
    const fs::path target = fs::canonical(root_ / inside, error);
    if (!error && is_inside(target, real_root_) && fs::is_regular_file(target)) return true;
    report(inside,
           {"a symbolic link that leaves the handbook, or leads nowhere", "規程集の外を指すか、リンク先のないシンボリックリンクです"},
           {"copy the file instead", "ファイルをコピーして置いてください"});
    return false;
  }

  void report(std::string path, base::Message message, base::Message hint) {
    out_.diagnostics.push_back({"source-unreadable", std::move(path), {1, 1, 0}, std::move(message), std::move(hint)});
  }

  fs::path root_;
  fs::path real_root_;
  const std::function<bool(std::string_view)>& skip_;
  TreeScan out_;
};

}  // namespace

TreeScan scan_tree(const fs::path& root, const std::function<bool(std::string_view)>& skip) { return Scanner(root, skip).run(); }

Stamp stamp_of(const fs::path& file) {
  struct stat info {};
  return ::stat(file.c_str(), &info) == 0 ? stamp_of(info) : Stamp{};
}

}  // namespace kitei::cli
