// Files of the output that have a key of their own: the hash of all that a file is made from (Word files, packs). One that the
// last build made under the same key, and that lies there as it made it, is kept and nobody makes it again; and whoever needs the
// bytes of a key that has a file already reads that.
#pragma once
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/machine/build_record.h"
#include "cli/output/output.h"

namespace kitei::cli {

class KeyedFiles {
 public:
  // `last` may be nullptr: then nothing is kept. It must outlive this object.
  KeyedFiles(std::filesystem::path output, const BuildRecord* last);

  // All that follows may be called from any thread.

  // Whether the file at `path` was made under this key and stands; then it is in `output`, as made by this build.
  bool keep(const std::string& path, const Hash& key, Output& output);

  // This build made the file. A file that stays for other reasons keeps the key that it had.
  void add(const std::string& path, const Hash& key);
  void add_standing(const std::string& path);

  // The key of a file of this build.
  std::optional<Hash> key_of(const std::string& path) const;

  // The bytes made under this key, when a file of this build has them. What an earlier build made is looked at: a damage that
  // nobody could see from outside does not spread.
  std::optional<std::string> find(const Hash& key, Output& output) const;

  // How many add() took.
  std::size_t made() const;

  // All of this build, for its record.
  std::string bytes() const;

 private:
  struct Before {
    std::string_view path;
    Hash key;
  };
  const Before* find_before(std::string_view path) const;

  std::filesystem::path output_;
  const BuildRecord* last_;
  std::vector<Before> before_;  // by path
  std::map<std::string, Hash> files_;
  struct Place {
    std::string_view path;   // of files_
    std::optional<Hash> bytes;  // of a file that was kept
  };
  void put(const std::string& path, const Hash& key, std::optional<Hash> bytes);  // with the lock held
  std::map<Hash, Place> places_;
  std::size_t made_ = 0;
  mutable std::mutex mutex_;
};

}  // namespace kitei::cli
