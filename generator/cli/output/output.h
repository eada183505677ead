// The output folder: takes finished files from any thread, writes those whose bytes changed, and keeps manifest.json, the
// list of everything that kitei made. Only what an earlier manifest lists, or the record of an earlier build, is ever removed.
#pragma once
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sha256.h"
#include "base/file_tree.h"
#include "cli/machine/build_record.h"
#include "cli/machine/file_table.h"
#include "cli/machine/tree_writer.h"
#include "pack/manifest.h"

namespace kitei::cli {

class Output {
 public:
  // Changed leaves files alone that hold the same bytes already; All writes every one (--clean).
  enum class Rewrite { Changed, All };

  // Reads the earlier manifest, if there is one. `last` may be nullptr: the record of a build into this folder, which saves
  // the reading when the manifest is still the one that this build wrote, and says what it made when the manifest does not.
  Output(std::filesystem::path root, Rewrite rewrite, const BuildRecord* last = nullptr);

  // Nothing is written: finished files go to `sink`, one after the other, and finish() has nothing to do.
  explicit Output(base::FileSink sink);

  struct File {
    std::string_view path, bytes;
  };
  void add(std::string_view path, std::string_view bytes);
  // The same as adding one after the other, for less work.
  void add_two(const File& a, const File& b);

  // A file that is written as it is made, for those too large to be held; by one thread at a time. It is in the output with finish().
  class Growing {
   public:
    Growing(Output& output, std::string path);
    void add(std::string_view bytes);
    void finish();

   private:
    Output& output_;
    std::string path_;
    std::optional<TreeWriter::Growing> file_;
    adapters::Sha256OfPieces hash_;
    std::uint64_t size_ = 0;
    std::string kept_;  // where nothing is written: all of it, for the sink
  };

  // The bytes of a file that was added or kept, read back from where it lies; nothing when it is gone.
  std::optional<std::string> read(std::string_view path);

  // A file that the last build made and that lies there as it made it; once or more often. The table is always the same one, and must
  // be there until finish().
  void keep(const FileTable& last_made, std::size_t file);

  // Every file that the last build made, that `stands` says is still to be there, and that this build has not made.
  void keep_rest(const FileTable& last_made, const std::function<bool(std::string_view path)>& stands);

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

  // After finish(), for the record: what was made, with the manifest; and what the manifest lists besides.
  FileTable take_files() { return std::move(made_); }
  FileTable take_others() { return std::move(others_); }

 private:
  void give(std::string path, std::string bytes);
  void put(const File& file, const Hash& hash);
  void note(std::string_view path, std::uint64_t size, const TreeWriter::Result& result, const Hash& hash);
  void add_kept();
  Compare compare() const { return rewrite_ == Rewrite::All ? Compare::No : Compare::Yes; }

  std::filesystem::path root_;
  Rewrite rewrite_;
  base::FileSink sink_;
  std::optional<TreeWriter> writer_;
  FileTable before_;  // what the earlier manifest lists
  bool manifest_stands_ = false;  // it lies there as the last build wrote it
  FileTable made_;    // until finish() without what is kept
  FileTable others_;
  const FileTable* last_made_ = nullptr;
  std::vector<char> kept_;  // of last_made_
  Totals totals_;
  std::mutex mutex_;
};

// Writes manifest.json into the folder, for the files of two sorted tables that have no path in common; the manifest itself stands in `made`,
// is not listed and gets its stamp. `changes`, by path, are what differs from the manifest that lies there, which is then copied but for
// these; nothing where nobody knows what lies there.
void write_manifest(const std::filesystem::path& folder, TreeWriter& writer, const std::optional<std::vector<pack::ManifestChange>>& changes,
                    FileTable& made, const FileTable& others);

}  // namespace kitei::cli
