// The output folder: takes finished files from any thread, writes those whose bytes changed, and keeps manifest.json, the
// list of everything that kitei made. Only what an earlier manifest lists is ever removed.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_tree.h"
#include "cli/build_record.h"
#include "cli/tree_writer.h"
#include "pack/manifest.h"

namespace kitei::cli {

class Output {
 public:
  // Changed leaves files alone that hold the same bytes already; All writes every one (--clean).
  enum class Rewrite { Changed, All };

  // Reads the earlier manifest, if there is one; one that cannot be read counts as none.
  Output(std::filesystem::path root, Rewrite rewrite);

  // Nothing is written: finished files go to `sink`, and finish() has nothing to do.
  explicit Output(base::FileSink sink);

  void add(const std::string& path, std::string_view bytes);

  // Removes what was listed before, is not made any more, and belongs to a part that was built; then writes the manifest.
  // Without this call (an interrupted or failed build) the earlier manifest stays.
  void finish(const std::function<bool(std::string_view path)>& was_built);

  struct Totals {
    std::size_t files = 0;
    std::size_t written = 0;
    std::size_t removed = 0;
    std::uint64_t bytes = 0;
  };
  Totals totals() const { return totals_; }

  // What was made, with the manifest, as it lies there; by path. After finish().
  const std::vector<OutputFile>& files() const { return files_; }

 private:
  std::filesystem::path root_;
  Rewrite rewrite_;
  base::FileSink sink_;
  std::optional<TreeWriter> writer_;
  std::map<std::string, pack::ManifestFile, std::less<>> before_;
  std::vector<pack::ManifestFile> made_;
  std::vector<OutputFile> files_;
  Totals totals_;
  std::mutex mutex_;
};

}  // namespace kitei::cli
