// What is not any more as a build record says.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "base/for_each.h"
#include "cli/machine/file_table.h"
#include "cli/machine/tree_scan.h"

namespace kitei::cli {

// Which of the inputs are not as they were, by content. A file whose times are those of the record is taken as unchanged,
// unless it was touched so shortly before the record was made that its times could not tell.
struct Difference {
  std::vector<std::size_t> changed;  // indexes into the files of `now`
  std::vector<std::size_t> added;    // the same of those that were not there before
  std::vector<std::size_t> removed;  // indexes into `before`
  bool doubtful = false;             // some files had to be read to tell

  bool empty() const { return changed.empty() && added.empty() && removed.empty(); }
};
Difference compare_inputs(const FileTable& before, std::int64_t looked_at, const TreeScan& now,
                          const std::filesystem::path& root, const base::ForEach& for_each);

// The folders of a tree that were remembered (TreeScan::folders), and when they were looked at.
struct KnownFolders {
  FileTable folders;
  std::int64_t looked_at = 0;
};
KnownFolders known_folders(const TreeScan& scan, std::int64_t looked_at);

// Puts the names of `files`, the sorted ones of that look, that lie below a folder of the tree, and the folders that were remembered
// there, into `out`, when these stand as they did: then nothing came and nothing went (POSIX: whoever makes, removes or renames a file
// changes the times of its folder). False, and `out` as it was, when one does not, or was touched so shortly before the look that its
// times could not tell. Files: FileTable, or a vector of FoundFile.
bool take_known_names(const FileTable& folders, std::int64_t looked_at, const FileTable& files, const std::filesystem::path& root,
                      std::string_view folder, TreeScan& out);
bool take_known_names(const KnownFolders& known, const std::vector<FoundFile>& files, const std::filesystem::path& root,
                      std::string_view folder, TreeScan& out);

// The hash that a file had, when it was not touched since; nullptr when it must be read to tell.
const Hash* known_hash(const FileTable& before, std::int64_t looked_at, const FoundFile& now);

// Which files do not lie there as they were made, by index: removed, written anew, or touched. Looks at the files from
// `first` up to `end`.
std::vector<std::size_t> disturbed_outputs(const std::filesystem::path& output, const FileTable& files, std::size_t first, std::size_t end);

}  // namespace kitei::cli
