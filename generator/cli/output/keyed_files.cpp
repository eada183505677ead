#include "cli/output/keyed_files.h"

#include <algorithm>

#include "adapters/sha256.h"
#include "base/binary.h"
#include "cli/machine/changes.h"

namespace kitei::cli {

KeyedFiles::KeyedFiles(std::filesystem::path output, const BuildRecord* last) : output_(std::move(output)), last_(last) {
  if (!last_) return;
  base::BinaryReader in(last_->keys);
  before_.resize(in.count());
  for (Before& file : before_) {
    file.path = in.text();
    in.raw(file.key.data(), file.key.size());
  }
  if (!in.at_end()) before_.clear();
}

const KeyedFiles::Before* KeyedFiles::find_before(std::string_view path) const {
  const auto found = std::partition_point(before_.begin(), before_.end(), [&](const Before& file) { return file.path < path; });
  return found != before_.end() && found->path == path ? &*found : nullptr;
}

void KeyedFiles::put(const std::string& path, const Hash& key, std::optional<Hash> bytes) {
  const auto added = files_.emplace(path, key).first;
  places_.emplace(key, Place{added->first, std::move(bytes)});
}

bool KeyedFiles::keep(const std::string& path, const Hash& key, Output& output) {
  const Before* before = find_before(path);
  if (!before || before->key != key) return false;
  const auto file = last_->outputs.find(path);
  if (!file || !disturbed_outputs(output_, last_->outputs, *file, *file + 1).empty()) return false;
  output.keep(last_->outputs, *file);
  const std::scoped_lock lock(mutex_);
  put(path, key, last_->outputs.hash(*file));
  return true;
}

void KeyedFiles::add(const std::string& path, const Hash& key) {
  const std::scoped_lock lock(mutex_);
  put(path, key, std::nullopt);
  made_ += 1;
}

void KeyedFiles::add_standing(const std::string& path) {
  const Before* before = find_before(path);
  const auto file = before ? last_->outputs.find(path) : std::nullopt;
  if (!file) return;
  const std::scoped_lock lock(mutex_);
  put(path, before->key, last_->outputs.hash(*file));
}

std::optional<Hash> KeyedFiles::key_of(const std::string& path) const {
  const std::scoped_lock lock(mutex_);
  const auto found = files_.find(path);
  return found == files_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> KeyedFiles::find(const Hash& key, Output& output) const {
  std::string path;
  std::optional<Hash> known;
  {
    const std::scoped_lock lock(mutex_);
    const auto found = places_.find(key);
    if (found == places_.end()) return std::nullopt;
    path = found->second.path;
    known = found->second.bytes;
  }
  auto bytes = output.read(path);
  if (bytes && known && adapters::sha256(*bytes) != *known) return std::nullopt;
  return bytes;
}

std::size_t KeyedFiles::made() const {
  const std::scoped_lock lock(mutex_);
  return made_;
}

std::string KeyedFiles::bytes() const {
  const std::scoped_lock lock(mutex_);
  base::BinaryWriter out;
  out.number(files_.size());
  for (const auto& [path, key] : files_) {
    out.text(path);
    out.raw(key.data(), key.size());
  }
  return out.take();
}

}  // namespace kitei::cli
