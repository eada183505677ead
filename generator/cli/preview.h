// The site of `kitei serve`: kept in memory, brought up to date from the disk, made page by page when somebody asks.
//
// update() looks at the disk. Documents that changed, came or went are read again, with those that they concern (working_edit.h);
// any other change reads the handbook anew, but for frozen editions that lie there as they did. A handbook with errors changes nothing: the last good pages stay, and the errors are there to be
// shown.
#pragma once
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"
#include "base/for_each.h"
#include "cli/incremental/working_edit.h"
#include "cli/load/load.h"
#include "cli/machine/changes.h"
#include "cli/output/plan.h"
#include "cli/output/share.h"
#include "cli/output/site.h"
#include "cli/terminal/arguments.h"
#include "resolve/lookup.h"

namespace kitei::cli {

// What a browser must know: both numbers only grow.
struct PreviewState {
  std::uint64_t version = 0;  // of pages and problems together
  std::uint64_t pages = 0;    // of the pages alone
  base::Diagnostics problems; // errors of the sources as they are now, with columns in code points
};

class Preview {
 public:
  Preview(const Arguments& arguments, std::filesystem::path handbook, std::filesystem::path output, base::Language language,
          base::ForEach for_each);

  // Looks at the disk. True when pages or problems changed. One thread at a time.
  bool update();
  // Everything that check would find, into the problems; after update(), when there is time. True when they changed.
  bool check();

  // The bytes of a path, as the site would hold it; from any thread.
  std::optional<std::string> file(std::string_view path) const;
  // Where the working handbook begins: "2026.1/index.html"; "" when there is none yet.
  std::string start() const;
  std::uint64_t pages_version() const;

  // The state once it is another than `since`, or after a while anyway; from any thread.
  PreviewState wait_for(std::uint64_t since) const;

 private:
  // One site, and how its paths begin ("" for the main one).
  struct Site {
    std::string prefix;
    View view;
    resolve::Withheld withheld;  // from its readers
    using Pages = std::unordered_map<std::string, const render::html::Page*, resolve::NameHash, std::equal_to<>>;
    std::unique_ptr<const SitePlan> plan;
    Pages pages;  // a page with a twin under both paths
    // The plan of the view when it was new, once the draft is edited: of it the pages of frozen_folders() are shown, which know nothing
    // of the draft, and of `plan` the others.
    std::unique_ptr<const SitePlan> first_plan;
    Pages frozen_pages;
  };
  struct Snapshot {
    Share share;
    Loaded loaded;
    Plan plan;
    std::vector<Site> sites;
    std::optional<resolve::Lookup> lookup;  // of the working handbook
    mutable std::mutex extra_mutex;
    mutable std::map<std::string, std::string, std::less<>> extra;  // what is made only when somebody asks
  };

  EditedFiles pending_files() const;
  bool edit();
  bool reload();
  void show(Snapshot& snapshot, const WorkingEdit& edit) const;
  void view_anew(Snapshot& snapshot, std::size_t site) const;
  void replace_snapshot(Loaded loaded, Share share);
  std::unique_ptr<Snapshot> make_snapshot(Loaded loaded, Share share) const;
  // As they are now; the files that documents refer to are those of the last plan, or may be others.
  enum class Files { Same, Others };
  void plan_draft_again(Snapshot& snapshot, std::size_t site, Files files) const;
  static Site::Pages pages_by_path(const SitePlan& plan);
  void publish(bool new_pages, base::Diagnostics problems);
  using SourceOf = std::function<const std::string*(const std::string& path, std::string& room)>;  // as Loaded::source
  static base::Diagnostics errors_of(const base::Diagnostics& diagnostics, const SourceOf& source);
  std::optional<std::string> site_file(const Snapshot& snapshot, const Site& site, std::string_view path) const;

  const Arguments& arguments_;
  std::filesystem::path handbook_;
  std::filesystem::path output_;
  std::filesystem::path share_folder_;
  base::Language language_;
  base::ForEach for_each_;
  TreeScan sources_;
  KnownFolders folders_;  // of sources_
  TreeScan share_;
  std::set<std::string> pending_;  // files that changed, came or went since the snapshot was made, …
  bool others_pending_ = false;    // … and whether templates did, or something cannot be read

  mutable std::shared_mutex snapshot_mutex_;  // shared: somebody reads it
  std::unique_ptr<Snapshot> snapshot_;
  mutable std::mutex state_mutex_;
  mutable std::condition_variable state_changed_;
  PreviewState state_;
};

}  // namespace kitei::cli
