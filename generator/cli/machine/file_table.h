// Many files, each with what tells later whether it is as it was: size, times and inode, and the SHA-256 of its bytes.
// The table lies in memory as it lies in the build record: entries of one size, and all paths in one text. So a record is
// used where it was mapped, ten thousand files cost no memory each of their own, and one entry can be set anew in place.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/machine/tree_scan.h"

namespace kitei::cli {

using Hash = std::array<unsigned char, 32>;  // SHA-256

class FileTable {
 public:
  struct Entry {
    std::uint32_t path = 0;  // where it begins in the text of paths; a zero byte follows it
    std::uint32_t length = 0;
    Stamp stamp;
    Hash hash{};
  };

  FileTable() = default;
  // A view of entries and paths that lie elsewhere and stay there. add() and sort() copy them first; set() changes them.
  FileTable(std::span<Entry> entries, std::span<const char> paths) : entries_(entries), paths_(paths) {}
  FileTable(FileTable&& other) noexcept = default;
  FileTable& operator=(FileTable&& other) noexcept = default;

  std::size_t size() const { return entries_.size(); }
  std::string_view path(std::size_t i) const { return path_of(entries_[i]); }  // ends in a zero byte
  const Stamp& stamp(std::size_t i) const { return entries_[i].stamp; }
  const Hash& hash(std::size_t i) const { return entries_[i].hash; }

  void reserve(std::size_t files, std::size_t path_bytes);
  void add(std::string_view path, const Stamp& stamp, const Hash& hash);
  void set(std::size_t i, const Stamp& stamp, const Hash& hash);
  void sort();  // by path; what follows wants tables in this order

  // Where a path stands in a sorted table.
  std::optional<std::size_t> find(std::string_view path) const;

  // The files below a folder ("a/b/") of a sorted table: from the first up to the second.
  std::pair<std::size_t, std::size_t> below(std::string_view folder) const;

  std::uint64_t total_bytes(std::size_t first, std::size_t end) const;  // of the files from the first up to the second

  std::span<const Entry> entries() const { return entries_; }
  std::span<const char> paths() const { return paths_; }

 private:
  void own();
  std::string_view path_of(const Entry& entry) const { return {paths_.data() + entry.path, entry.length}; }

  std::span<Entry> entries_;      // own_entries_, or elsewhere
  std::span<const char> paths_;   // own_paths_, or elsewhere
  std::vector<Entry> own_entries_;
  std::vector<char> own_paths_;
};

}  // namespace kitei::cli
