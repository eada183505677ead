// The last build of the same kind into the same folder, and whether it still stands: then a build has nothing to do but to
// say what it said. Used by build.cpp; the record itself is build_record.h.
#pragma once
#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/for_each.h"
#include "cli/load/load.h"
#include "cli/machine/build_record.h"
#include "cli/output/output.h"
#include "cli/terminal/arguments.h"

namespace kitei::cli {

// The program's templates and themes as they lie there; which of them a handbook uses is not asked.
TreeScan scan_share(const std::filesystem::path& folder);

class LastBuild {
 public:
  // Looks at the handbook, the program's share folder and the record in `output`. A record that cannot be used is left
  // alone with a note on stderr; --clean does not look for one.
  LastBuild(const Arguments& arguments, const std::filesystem::path& handbook, const std::filesystem::path& output,
            base::Language language, const base::ForEach& for_each);

  // What lies in the handbook's folder, looked at before anything was read.
  const TreeScan& sources() const { return sources_; }

  // No input differs from the record, and every file of the output is as it was made.
  bool stands(const base::ForEach& for_each);

  // Every file of its output is as it was made, whatever became of the inputs. Each is looked at once; `beside` is done
  // meanwhile.
  bool outputs_stand(const base::ForEach& for_each, const std::function<void()>& beside = [] {});

  // What that build said about the sources, and how many files it made. Only with a record.
  std::string_view report() const { return record_->report; }
  std::size_t output_files() const { return record_->outputs.size() - 1; }  // the manifest does not count itself

  // When nothing changed but sources: their paths, each list in order. Empty otherwise.
  struct Edited {
    std::vector<std::string> changed, added, removed;

    bool empty() const { return changed.empty() && added.empty() && removed.empty(); }
  };
  const Edited& edited_sources() const { return edited_sources_; }
  // When none came or went: the changed ones by their index in the record. Empty otherwise.
  const std::vector<std::size_t>& changed_sources() const { return changed_sources_; }

  const std::filesystem::path& handbook() const { return handbook_; }
  const std::filesystem::path& output() const { return output_; }
  const std::string& key() const { return key_; }

  // Its record, or nullptr; lies in this object.
  const BuildRecord* record() const { return record_ ? &*record_ : nullptr; }

  // The hash of all templates and themes, as they lay there before anybody read them for this build.
  Hash share_hash() const;

  // Takes its place: `loaded` was read from sources(), `report` is what was said of it, `output` is finished. Their lists of
  // files go into the new record. `groups` is Standing::bytes(), `keys` KeyedFiles::bytes().
  void replace(Loaded& loaded, std::string_view report, std::string_view groups, std::string_view keys, Output& output);

  // The same after a build that took over everything but the changed sources, whose hashes are these.
  void replace_texts(FileTable outputs, const std::vector<Hash>& hashes, std::string_view report);

 private:
  TreeScan list_sources();
  void compare_inputs(const base::ForEach& for_each);
  void look_at_outputs(std::size_t part);
  void write_record_with_new_times();

  const Arguments& arguments_;
  std::filesystem::path handbook_;
  std::filesystem::path output_;
  std::filesystem::path share_folder_;
  std::string origin_, key_;
  std::int64_t looked_at_;
  TreeScan sources_;
  TreeScan share_;
  FileTable share_files_;
  std::optional<BuildRecord> record_;
  std::vector<char> seen_outputs_;  // for each part of them whether it was looked at
  std::atomic<bool> outputs_stand_{true};
  bool inputs_stand_ = false;
  bool doubtful_ = false;  // some inputs had to be read to tell that they stand
  Edited edited_sources_;
  std::vector<std::size_t> changed_sources_;
};

}  // namespace kitei::cli
