// The only code that touches the disk. Reading: a folder becomes a FileTree; symbolic links that leave it, unreadable names
// and oversized files are reported, not followed. Writing: each file by write-then-rename, and only when its bytes changed.
// A failure of the world (permissions, full disk) is a WorldError that names the path.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "base/for_each.h"
#include "cli/tree_scan.h"

namespace kitei::cli {

struct WorldError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// All regular files under `root`. Hidden names (.git …) are left out, and every folder for which `skip` says so (its path
// inside the tree). Files above 64 MiB are source-unreadable.
base::Read<base::FileTree> read_tree(const std::filesystem::path& root,
                                     const std::function<bool(std::string_view folder)>& skip);

// The same for a folder that was looked at before, with the SHA-256 of each file in the order of the scan.
struct FilesRead {
  base::FileTree files;
  std::vector<std::array<unsigned char, 32>> hashes;
};
FilesRead read_files(const std::filesystem::path& root, const TreeScan& scan, const base::ForEach& for_each);

// The bytes of one file; WorldError when it cannot be read.
std::string read_file(const std::filesystem::path& path);

// Writes to a temporary neighbour and renames. With Compare::Yes nothing is written when the file holds these bytes already.
enum class Written { Same, New, Changed };
enum class Compare { Yes, No };
Written write_file(const std::filesystem::path& path, std::string_view bytes, Compare compare = Compare::Yes);

// Removes a file and every folder above it that this leaves empty, up to `root`. A missing file is no error.
void remove_file(const std::filesystem::path& root, std::string_view path);

}  // namespace kitei::cli
