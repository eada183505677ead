// A tree of files as a value: path → bytes, in the order of the paths' bytes. Paths are relative, use '/', and never hold
// ".", ".." or an empty part. Only cli/ and serve/ know how such a tree comes from or goes to a disk.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace kitei::base {

using FileTree = std::map<std::string, std::string, std::less<>>;

// Takes finished files one by one, from any thread. Each path is given once.
using FileSink = std::function<void(std::string path, std::string bytes)>;

// The bytes of one file, or nullptr.
inline const std::string* find_file(const FileTree& tree, std::string_view path) {
  const auto found = tree.find(path);
  return found == tree.end() ? nullptr : &found->second;
}

}  // namespace kitei::base
