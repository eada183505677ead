#include "cli/machine/file_table.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace kitei::cli {

// The moves of a table rely on it that a moved vector keeps its place in memory.

void FileTable::own() {
  if (entries_.data() != own_entries_.data()) own_entries_.assign(entries_.begin(), entries_.end());
  if (paths_.data() != own_paths_.data()) own_paths_.assign(paths_.begin(), paths_.end());
  entries_ = own_entries_;
  paths_ = own_paths_;
}

void FileTable::reserve(std::size_t files, std::size_t path_bytes) {
  own();
  own_entries_.reserve(files);
  own_paths_.reserve(path_bytes);
  entries_ = own_entries_;
  paths_ = own_paths_;
}

void FileTable::add(std::string_view path, const Stamp& stamp, const Hash& hash) {
  own();
  assert(own_paths_.size() + path.size() < std::numeric_limits<std::uint32_t>::max());
  own_entries_.push_back({static_cast<std::uint32_t>(own_paths_.size()), static_cast<std::uint32_t>(path.size()), stamp, hash});
  own_paths_.insert(own_paths_.end(), path.begin(), path.end());
  own_paths_.push_back('\0');
  entries_ = own_entries_;
  paths_ = own_paths_;
}

void FileTable::set(std::size_t i, const Stamp& stamp, const Hash& hash) {
  entries_[i].stamp = stamp;
  entries_[i].hash = hash;
}

void FileTable::sort() {
  own();
  std::sort(own_entries_.begin(), own_entries_.end(), [&](const Entry& a, const Entry& b) { return path_of(a) < path_of(b); });
}

std::optional<std::size_t> FileTable::find(std::string_view path) const {
  const auto found = std::partition_point(entries_.begin(), entries_.end(), [&](const Entry& entry) { return path_of(entry) < path; });
  if (found == entries_.end() || path_of(*found) != path) return std::nullopt;
  return static_cast<std::size_t>(found - entries_.begin());
}

std::pair<std::size_t, std::size_t> FileTable::below(std::string_view folder) const {
  const auto first = std::partition_point(entries_.begin(), entries_.end(), [&](const Entry& entry) { return path_of(entry) < folder; });
  const auto end = std::partition_point(first, entries_.end(), [&](const Entry& entry) { return path_of(entry).starts_with(folder); });
  return {static_cast<std::size_t>(first - entries_.begin()), static_cast<std::size_t>(end - entries_.begin())};
}

std::uint64_t FileTable::total_bytes(std::size_t first, std::size_t end) const {
  std::uint64_t bytes = 0;
  for (const Entry& entry : entries_.subspan(first, end - first)) bytes += entry.stamp.size;
  return bytes;
}

}  // namespace kitei::cli
