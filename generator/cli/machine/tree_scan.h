// What lies in a folder, without reading it: every file with what tells a later look whether it was touched. The one place
// that decides which files of a tree are seen at all.
#pragma once
#include <compare>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace kitei::cli {

// A file as the disk knows it. Editors that restore the time of a file cannot restore `changed`.
struct Stamp {
  std::uint64_t size = 0;
  std::int64_t modified = 0;  // nanoseconds since 1970
  std::int64_t changed = 0;   // of the inode
  std::uint64_t inode = 0;

  auto operator<=>(const Stamp&) const = default;
};

struct FoundFile {
  std::string path;  // inside the tree, with '/'
  Stamp stamp;

  auto operator<=>(const FoundFile&) const = default;
};

struct TreeScan {
  std::vector<FoundFile> files;   // by path
  base::Diagnostics diagnostics;  // source-unreadable: what is not read, and why
};

// All regular files under `root`. Hidden names (.git …) and names ending in ~ are left out, and every folder for which
// `skip` says so (its path inside the tree). A link is followed only to a file of the same tree. Files above 64 MiB are
// source-unreadable. WorldError when a folder cannot be read.
TreeScan scan_tree(const std::filesystem::path& root, const std::function<bool(std::string_view folder)>& skip);

// The stamp of one file; all zeros when there is none.
Stamp stamp_of(const std::filesystem::path& file);

}  // namespace kitei::cli
