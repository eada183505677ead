// Files of one folder that follow each other in a list of paths.
#pragma once
#include <cstddef>
#include <string_view>

namespace kitei::cli {

struct Neighbours {
  std::string_view folder;  // with '/' behind it; empty for files of the root. Lies in the path of the first
  std::size_t end = 0;
};

// Those from `first` on, at most up to `end`, that lie in the folder of the first and not below it. `path(i)` is the path of a file.
template <class PathOf>
Neighbours neighbours(std::size_t first, std::size_t end, const PathOf& path) {
  const std::string_view begin = path(first);
  const std::string_view folder = begin.substr(0, begin.rfind('/') + 1);
  std::size_t last = first + 1;
  while (last < end && path(last).starts_with(folder) && path(last).find('/', folder.size()) == std::string_view::npos) ++last;
  return {folder, last};
}

}  // namespace kitei::cli
