// The only code that touches the disk. Reading: a folder becomes a FileTree; symbolic links that leave it, unreadable names
// and oversized files are reported, not followed. Writing: each file by write-then-rename, and only when its bytes changed.
// A failure of the world (permissions, full disk) is a WorldError that names the path.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "base/for_each.h"
#include "cli/machine/tree_scan.h"

namespace kitei::cli {

struct WorldError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// All regular files under `root`. Hidden names (.git …) are left out, and every folder for which `skip` says so (its path
// inside the tree). Files above 64 MiB are source-unreadable.
base::Read<base::FileTree> read_tree(const std::filesystem::path& root,
                                     const std::function<bool(std::string_view folder)>& skip);

// The same for a folder that was looked at before, with the SHA-256 of each file in the order of the scan. Where `known`
// gives a hash (an index of the scan → nullptr, or the file's hash), the file is not read. Where `later` says so, it is among
// the files without its bytes and without a hash: whoever needs it reads it.
struct FilesRead {
  base::FileTree files;
  std::vector<std::array<unsigned char, 32>> hashes;
};
using KnownHash = std::function<const std::array<unsigned char, 32>*(std::size_t)>;
using ReadLater = std::function<bool(std::size_t)>;
FilesRead read_files(const std::filesystem::path& root, const TreeScan& scan, const base::ForEach& for_each, const KnownHash& known = {},
                     const ReadLater& later = {});

// The bytes of one file; WorldError when it cannot be read.
std::string read_file(const std::filesystem::path& path);

// The bytes of a file, mapped into memory. Changes to them stay in this process. Empty and not open when there is no such
// file; WorldError when it cannot be read.
class MappedFile {
 public:
  MappedFile() = default;
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept { swap(other); }
  MappedFile& operator=(MappedFile&& other) noexcept {
    swap(other);
    return *this;
  }

  bool is_open() const { return open_; }
  std::span<char> bytes() const { return bytes_; }

 private:
  void swap(MappedFile& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(open_, other.open_);
  }

  std::span<char> bytes_;
  bool open_ = false;
};

// Writes to a temporary neighbour and renames. With Compare::Yes nothing is written when the file holds these bytes already.
enum class Written { Same, New, Changed };
enum class Compare { Yes, No };
Written write_file(const std::filesystem::path& path, std::string_view bytes, Compare compare = Compare::Yes);

// The same without looking at what is there; the file is all pieces in order.
void replace_file(const std::filesystem::path& path, std::span<const std::string_view> pieces);

// Removes a file and every folder above it that this leaves empty, up to `root`. A missing file is no error.
void remove_file(const std::filesystem::path& root, std::string_view path);

}  // namespace kitei::cli
