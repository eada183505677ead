#include "cli/machine/changes.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "adapters/sha256.h"
#include "cli/machine/descriptor.h"
#include "cli/machine/disk.h"
#include "cli/machine/neighbours.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

// File systems and kernels tell times in steps of up to 10 ms (FAT: 2 s, network shares: 1 s).
constexpr std::int64_t kTimeStep = 2'000'000'000;

bool could_hide_a_change(const Stamp& stamp, std::int64_t looked_at) {
  return std::max(stamp.modified, stamp.changed) + kTimeStep > looked_at;
}

// Looks at files of one table, relative to the output folder or, where many neighbours follow each other, to their own.
class OutputLook {
 public:
  OutputLook(int root, const FileTable& files) : root_(root), files_(files) {}

  // Looks at the files from `first` that lie in one folder, at most up to `end`; gives where they end.
  std::size_t folder(std::size_t first, std::size_t end, std::vector<std::size_t>& disturbed) const {
    const Neighbours run = neighbours(first, end, [&](std::size_t i) { return files_.path(i); });
    const bool open = !run.folder.empty() && run.end - first >= kWorthOpening;
    const Descriptor own(open ? ::openat(root_, std::string(run.folder).c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC) : -1);
    for (std::size_t i = first; i < run.end; ++i) {
      const char* const name = files_.path(i).data();
      const bool stands = own.get() >= 0 ? is_as_made(own.get(), name + run.folder.size(), i) : is_as_made(root_, name, i);
      if (!stands) disturbed.push_back(i);
    }
    return run.end;
  }

 private:
  static constexpr std::size_t kWorthOpening = 8;

  bool is_as_made(int folder, const char* name, std::size_t i) const {
    struct stat info {};
    const Stamp& stamp = files_.stamp(i);
    return ::fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(info.st_mode) &&
           static_cast<std::uint64_t>(info.st_size) == stamp.size && static_cast<std::uint64_t>(info.st_ino) == stamp.inode &&
           std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec == stamp.modified;
  }

  int root_;
  const FileTable& files_;
};

}  // namespace

KnownFolders known_folders(const TreeScan& scan, std::int64_t looked_at) {
  KnownFolders known;
  if (!scan.diagnostics.empty()) return known;  // what was left out is to be found, and said, again
  for (const FoundFile& folder : scan.folders) known.folders.add(folder.path, folder.stamp, {});
  known.folders.sort();
  known.looked_at = looked_at;
  return known;
}

namespace {

// Whether the remembered folders from this one down stand; they are in `out` then. `inside` is the folder with '/' behind it.
bool take_known_folders(const FileTable& folders, std::int64_t looked_at, const fs::path& root, std::string_view inside, TreeScan& out) {
  const auto top = folders.find(inside.substr(0, inside.size() - 1));
  if (!top) return false;
  std::vector<std::size_t> all{*top};
  for (auto [i, end] = folders.below(inside); i < end; ++i) all.push_back(i);
  const bool stand = std::all_of(all.begin(), all.end(), [&](std::size_t i) {
    return !could_hide_a_change(folders.stamp(i), looked_at) && stamp_of(root / folders.path(i)) == folders.stamp(i);
  });
  for (std::size_t i = 0; stand && i < all.size(); ++i) out.folders.push_back({std::string(folders.path(all[i])), folders.stamp(all[i])});
  return stand;
}

}  // namespace

bool take_known_names(const FileTable& folders, std::int64_t looked_at, const FileTable& files, const fs::path& root,
                      std::string_view folder, TreeScan& out) {
  const std::string inside = std::string(folder) + "/";
  if (!take_known_folders(folders, looked_at, root, inside, out)) return false;
  for (auto [i, end] = files.below(inside); i < end; ++i) out.files.push_back({std::string(files.path(i)), {}});
  return true;
}

bool take_known_names(const KnownFolders& known, const std::vector<FoundFile>& files, const fs::path& root, std::string_view folder, TreeScan& out) {
  const std::string inside = std::string(folder) + "/";
  if (!take_known_folders(known.folders, known.looked_at, root, inside, out)) return false;
  auto file = std::partition_point(files.begin(), files.end(), [&](const FoundFile& each) { return each.path < inside; });
  for (; file != files.end() && file->path.starts_with(inside); ++file) out.files.push_back({file->path, {}});
  return true;
}

const Hash* known_hash(const FileTable& before, std::int64_t looked_at, const FoundFile& now) {
  const auto entry = before.find(now.path);
  if (!entry || before.stamp(*entry) != now.stamp || could_hide_a_change(now.stamp, looked_at)) return nullptr;
  return &before.hash(*entry);
}

Difference compare_inputs(const FileTable& before, std::int64_t looked_at, const TreeScan& now, const fs::path& root,
                          const base::ForEach& for_each) {
  Difference difference;
  struct Doubtful {
    std::size_t before, now;
  };
  std::vector<Doubtful> doubtful;
  for (std::size_t i = 0, j = 0; i < before.size() || j < now.files.size();) {  // both are in the order of paths
    const int order = i == before.size() ? 1 : j == now.files.size() ? -1 : before.path(i).compare(now.files[j].path);
    if (order < 0) {
      difference.removed.push_back(i++);
    } else if (order > 0) {
      difference.added.push_back(j++);
    } else {
      if (before.stamp(i) != now.files[j].stamp || could_hide_a_change(before.stamp(i), looked_at)) doubtful.push_back({i, j});
      ++i, ++j;
    }
  }
  std::vector<char> differs(doubtful.size(), 0);
  for_each(doubtful.size(), [&](std::size_t i) {
    const auto [old, file] = doubtful[i];
    differs[i] = before.stamp(old).size != now.files[file].stamp.size ||
                 adapters::sha256(read_file(root / now.files[file].path)) != before.hash(old);
  });
  for (std::size_t i = 0; i < doubtful.size(); ++i) {
    if (differs[i]) difference.changed.push_back(doubtful[i].now);
  }
  difference.doubtful = !doubtful.empty();
  return difference;
}

std::vector<std::size_t> disturbed_outputs(const fs::path& output, const FileTable& files, std::size_t first, std::size_t end) {
  std::vector<std::size_t> disturbed;
  const Descriptor root(::open(output.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  const OutputLook look(root.get(), files);
  while (first < end) {
    if (root.get() >= 0) first = look.folder(first, end, disturbed);
    else disturbed.push_back(first++);
  }
  return disturbed;
}

}  // namespace kitei::cli
