// Reads ZIP archives in memory, through libzip; zip_writer.h makes them.
//
// For archives from outside: names with "..", a root, a drive, a backslash or control characters, names given twice,
// symbolic links, encrypted entries, damaged archives and archives beyond the limits are refused as a whole, with a
// reason for the reader. Folder entries are skipped; names become NFC. ZipError: the library has no memory, or cannot be found.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "adapters/zip_names.h"
#include "base/diagnostic.h"
#include "base/file_tree.h"

namespace kitei::adapters {

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
