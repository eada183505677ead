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
#include "base/for_each.h"

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
  std::vector<FoundFile> folders; // those that Listing::remembered names, as they were before they were listed
  base::Diagnostics diagnostics;  // source-unreadable: what is not read, and why
};

// Folders are called by their paths inside the tree.
using IsFolder = std::function<bool(std::string_view folder)>;
inline bool no_folder(std::string_view) { return false; }

// Which folders of a tree are listed.
struct Listing {
  IsFolder skip = no_folder;        // not these
  IsFolder remembered = no_folder;  // the stamps of these are wanted
  // Puts the names of all files below a folder, and the folders that are remembered, into a scan, for somebody who knows that they are
  // what they were; false: it is listed.
  std::function<bool(std::string_view folder, TreeScan& out)> take_known = [](std::string_view, TreeScan&) { return false; };
};

// The names of all files under `root`, with empty stamps, for look_at_files(). Hidden names (.git …) and names ending in ~ are left
// out. WorldError when a folder cannot be read.
TreeScan list_tree(const std::filesystem::path& root, const Listing& listing);

// Gives each file its stamp, and leaves out what is no regular file. A link is followed only to a file of the same tree. Files above
// 64 MiB are source-unreadable.
void look_at_files(const std::filesystem::path& root, TreeScan& listed, const base::ForEach& for_each);

// Both.
TreeScan scan_tree(const std::filesystem::path& root, const Listing& listing = {}, const base::ForEach& for_each = base::in_order);

// The stamp of one file; all zeros when there is none.
Stamp stamp_of(const std::filesystem::path& file);

}  // namespace kitei::cli
