// Writes many files below one folder, from any thread: each folder is looked up once, each file is written to a temporary
// neighbour and renamed, and one that holds the same bytes already is left alone.
//
// A top folder that does not exist yet ("site" of a first build) is written under .kitei/new-<process>/ and moved to its
// place as a whole by commit(): readers see all of it or nothing, and no file needs a rename of its own. What an
// interrupted build left there is removed by the next one.
// A failure of the world (permissions, full disk) is a WorldError that names the path.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>

#include "cli/machine/descriptor.h"
#include "cli/machine/disk.h"

namespace kitei::cli {

class TreeWriter {
 private:
  struct Folder;

 public:
  explicit TreeWriter(std::filesystem::path root);
  ~TreeWriter();  // without commit(): what was staged is thrown away
  TreeWriter(const TreeWriter&) = delete;
  TreeWriter& operator=(const TreeWriter&) = delete;

  // How a file was written, and what tells later whether it is still the same one.
  struct Result {
    Written written = Written::Same;
    std::int64_t modified = 0;  // nanoseconds since 1970
    std::uint64_t inode = 0;
  };

  // `path` is relative, with '/'. Compare::Yes: Same when the file holds these bytes.
  Result write(std::string_view path, std::string_view bytes, Compare compare);

  // The bytes of a file below the folder, also of one that was written and is not at its place yet; nothing when there is none.
  std::optional<std::string> read(std::string_view path);

  // A file that is written as it is made, for those too large to be held; by one thread at a time. Without finish(), and after
  // a failure, nothing is left of it.
  class Growing {
   public:
    Growing(TreeWriter& writer, std::string_view path, Compare compare);  // as write()
    ~Growing();
    Growing(const Growing&) = delete;
    Growing& operator=(const Growing&) = delete;
    void add(std::string_view bytes);
    Result finish();  // once, and before commit()

   private:
    friend TreeWriter;
    Growing(const Folder& into, std::string_view file_name, Compare compare);

    const Folder& into_;
    std::string file_name_;
    std::string written_;  // the name while it grows
    Descriptor file_;
    Descriptor before_;  // the file that is there, as long as it has the same bytes; -1: there is none
    bool done_ = false;
  };

  // Moves staged folders to their places. Files written after it go to their places one by one.
  void commit();

 private:
  const Folder& folder_of(std::string_view file);
  const Folder& folder(std::string_view path);
  const Folder& make_folder(std::string_view path);
  std::filesystem::path staging() const;

  std::filesystem::path root_;
  std::map<std::string, std::unique_ptr<Folder>, std::less<>> folders_;
  std::set<std::string, std::less<>> staged_;  // top folders under staging()
  std::shared_mutex mutex_;
};

}  // namespace kitei::cli
