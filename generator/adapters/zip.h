// ZIP archives in memory, through libzip.
//
// Writing: the same files give the same bytes, in any time zone, at any time: entries in the order given, dated
// 1980-01-01, mode 0644, deflate level 6 or stored, non-ASCII names flagged as UTF-8. Empty lists, duplicate names and
// names that do not stay inside the folder they are unpacked in are refused by an exception (ZipError), as is any
// failure of the library.
//
// Reading: for archives from outside. Names with "..", a root, a drive, a backslash or control characters, names given
// twice, symbolic links, encrypted entries, damaged archives and archives beyond the limits are refused as a whole,
// with a reason for the reader. Folder entries are skipped; names become NFC.
#pragma once
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"

namespace kitei::adapters {

enum class Compression { Deflate, Store };

struct ZipFile {
  std::string path;  // relative, with '/'
  std::string bytes;
  Compression compression = Compression::Deflate;
};

struct ZipError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string write_zip(const std::vector<ZipFile>& files);

struct ZipLimits {
  std::size_t entries = 20'000;
  std::uint64_t entry_bytes = std::uint64_t{256} << 20;  // inflated
  std::uint64_t total_bytes = std::uint64_t{512} << 20;  // inflated
  std::uint64_t ratio = 400;                             // inflated : packed, for entries above `ratio_from_bytes`
  std::uint64_t ratio_from_bytes = std::uint64_t{4} << 20;
};

struct ZipContents {
  base::FileTree files;
  std::optional<base::Message> problem;  // then `files` is empty
};

ZipContents read_zip(std::string_view bytes, const ZipLimits& limits = {});

}  // namespace kitei::adapters
