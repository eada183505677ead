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
#include <span>
#include <utility>

#include "base/utf8.h"
#include "cli/machine/descriptor.h"
#include "cli/machine/disk.h"
#include "cli/machine/neighbours.h"

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

void report(base::Diagnostics& diagnostics, std::string path, base::Message message, base::Message hint) {
  diagnostics.push_back({"source-unreadable", std::move(path), {1, 1, 0}, std::move(message), std::move(hint)});
}

bool is_inside(const fs::path& path, const fs::path& root) {
  const auto [end, unused] = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
  return end == root.end();
}

// Names, folder by folder.
class Lister {
 public:
  Lister(const fs::path& root, const Listing& listing) : root_(root), listing_(listing) {}

  TreeScan run() {
    folder(AT_FDCWD, root_.c_str(), "");
    return std::move(out_);
  }

 private:
  void folder(int above, const char* name, const std::string& path) {
    const int fd = ::openat(above, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const OpenFolder folder_handle(fd < 0 ? nullptr : ::fdopendir(fd));
    if (!folder_handle) {
      throw WorldError(fmt::format("{}: cannot read the folder: {}", (root_ / path).string(), std::strerror(errno)));
    }
    struct stat own {};
    if (!path.empty() && listing_.remembered(path) && ::fstat(fd, &own) == 0) out_.folders.push_back({path, stamp_of(own)});
    std::vector<std::string> names;  // of folders with '/' behind them: as the paths of what lies below will be, "a.md" stands before "a/b.md"
    while (const dirent* entry = ::readdir(folder_handle.get())) {
      const std::string_view found = entry->d_name;
      if (found.empty() || found.front() == '.' || found.back() == '~') continue;
      names.emplace_back(found);
      if (is_folder(fd, *entry)) names.back() += '/';
    }
    std::sort(names.begin(), names.end());
    for (std::string& found : names) {
      if (base::find_invalid_utf8(found)) {
        report(out_.diagnostics, path.empty() ? "." : path,
               {"a file name here is not UTF-8", "このフォルダーに UTF-8 でないファイル名があります"},
               {"rename the file", "ファイル名を変更してください"});
        continue;
      }
      const bool below = found.back() == '/';
      if (below) found.pop_back();
      std::string inside;
      inside.reserve(path.size() + 1 + found.size());
      if (!path.empty()) inside.append(path) += '/';
      inside += found;
      if (!below) out_.files.push_back({std::move(inside), {}});
      else if (!listing_.skip(inside) && !listing_.take_known(inside, out_)) folder(fd, found.c_str(), inside);
    }
  }

  static bool is_folder(int fd, const dirent& entry) {
    if (entry.d_type != DT_UNKNOWN) return entry.d_type == DT_DIR;
    struct stat info {};  // a file system that does not say so in its listing
    return ::fstatat(fd, entry.d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode);
  }

  const fs::path& root_;
  const Listing& listing_;
  TreeScan out_;
};

// What lies under some of the names that were listed.
class Look {
 public:
  Look(const fs::path& root, std::span<FoundFile> files) : root_path_(root), root_(::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)), files_(files) {}

  base::Diagnostics run() {
    for (std::size_t first = 0; first < files_.size();) first = folder(first);
    return std::move(diagnostics_);
  }

 private:
  // Looks at the files from `first` that lie in one folder; gives where they end.
  std::size_t folder(std::size_t first) {
    const auto [folder, end] = neighbours(first, files_.size(), [&](std::size_t i) -> std::string_view { return files_[i].path; });
    const std::string folder_path(folder);  // a file that is not to be seen loses its path
    const Descriptor own(folder.empty() ? -1 : ::openat(root_.get(), folder_path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    for (std::size_t i = first; i < end; ++i) {
      look_at(folder_path.empty() ? root_.get() : own.get(), files_[i].path.c_str() + folder_path.size(), files_[i]);
    }
    return end;
  }

  // What is not to be seen loses its path.
  void look_at(int folder, const char* name, FoundFile& file) {
    struct stat info {};
    const bool found = ::fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&  // not gone since it was listed
                       (!S_ISLNK(info.st_mode) || (check_link(file.path) && ::fstatat(folder, name, &info, 0) == 0)) && S_ISREG(info.st_mode);
    if (!found) return file.path.clear();
    file.stamp = stamp_of(info);
    if (file.stamp.size > kLargestFile) {
      report(diagnostics_, std::exchange(file.path, {}), {"the file is larger than 64 MiB", "ファイルが 64 MiB を超えています"}, {});
    }
  }

  // A link may point at a file of the same tree; a link to a folder could make a circle.
  bool check_link(const std::string& inside) {
    std::error_code error;
    const fs::path target = fs::canonical(root_path_ / inside, error);
    if (!error && is_inside(target, fs::canonical(root_path_)) && fs::is_regular_file(target)) return true;
    report(diagnostics_, inside,
           {"a symbolic link that leaves the handbook, or leads nowhere", "規程集の外を指すか、リンク先のないシンボリックリンクです"},
           {"copy the file instead", "ファイルをコピーして置いてください"});
    return false;
  }

  const fs::path& root_path_;
  Descriptor root_;
  std::span<FoundFile> files_;
  base::Diagnostics diagnostics_;
};

}  // namespace

TreeScan list_tree(const fs::path& root, const Listing& listing) { return Lister(root, listing).run(); }

void look_at_files(const fs::path& root, TreeScan& listed, const base::ForEach& for_each) {
  constexpr std::size_t kRun = 256;  // files
  std::vector<base::Diagnostics> found((listed.files.size() + kRun - 1) / kRun);
  for_each(found.size(), [&](std::size_t run) {
    const std::span<FoundFile> files = std::span(listed.files).subspan(run * kRun);
    found[run] = Look(root, files.first(std::min(kRun, files.size()))).run();
  });
  std::erase_if(listed.files, [](const FoundFile& file) { return file.path.empty(); });
  for (base::Diagnostics& diagnostics : found) base::append(listed.diagnostics, std::move(diagnostics));
}

TreeScan scan_tree(const fs::path& root, const Listing& listing, const base::ForEach& for_each) {
  TreeScan scan = list_tree(root, listing);
  look_at_files(root, scan, for_each);
  return scan;
}

Stamp stamp_of(const fs::path& file) {
  struct stat info {};
  return ::stat(file.c_str(), &info) == 0 ? stamp_of(info) : Stamp{};
}

}  // namespace kitei::cli
