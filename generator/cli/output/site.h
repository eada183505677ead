// One site of the output: pages, assets and JSON, all made from one View; its Word files are made in word_files.h.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/for_each.h"
#include "cli/load/document_files.h"
#include "cli/load/load.h"
#include "cli/output/output.h"
#include "cli/output/plan.h"
#include "cli/output/share.h"
#include "render/html/site.h"

namespace kitei::cli {

// What a build was asked to make: everything, or what --only and --edition name.
struct Parts {
  bool site = true;
  bool docx = true;
  bool packs = true;
  bool exports = true;
  std::string edition;  // empty: all editions

  // Whether a file of the output belongs to it; the others are neither written nor tidied away.
  bool cover(std::string_view path) const;
};

// What editions refer to in their own trees, each.
using EditionFiles = std::vector<std::set<FileKey>>;

// The pages of one site and the files beside them, planned and not yet made. Refers to what it was planned from.
struct SitePlan {
  render::html::AssetNames names;
  std::map<std::string, const std::string*> assets;  // path inside the site → content
  std::vector<render::html::Page> pages;
  // What each edition of the view, and then latest/ when it is none of them, refers to: origin, path.
  EditionFiles files;
};
// `before`, when given, is a plan of the same site whose documents refer to the same files: these are not looked through again.
// Without the pages that know nothing of the draft only what lies outside of frozen_folders() is planned.
enum class FrozenPages { Planned, Left };
std::unique_ptr<const SitePlan> plan_site(const Loaded& loaded, const View& view, const Share& share, const std::string& site_id,
                                          const base::ForEach& for_each, const SitePlan* before = nullptr, FrozenPages frozen = FrozenPages::Planned);

// Of a view with a draft: the folders inside the site whose pages know nothing of what the draft holds ("2025.1/", "latest/",
// "changes/2025.1_2025.2/").
std::vector<std::string> frozen_folders(const View& view);

// "site", "site-<id>": the folder of the site at an index of Config::sites.
std::string site_folder(const model::Config& config, std::size_t site);

// By edition: the files outside its folder ("search/….js", inside the site) in which its search index lies, sorted.
using SearchFiles = std::map<std::string, std::vector<std::string>, std::less<>>;

// The data files beside the pages (JSON, the editions' script): whether `path` inside the site is one, and all of them.
bool is_extra(std::string_view path);
// Returns what add_search() does.
SearchFiles add_data(const Loaded& loaded, const View& view, const std::string& root, const Parts& parts, Output& output,
                     const base::ForEach& for_each);

// Work that can be done at any time and by any thread; the longest first.
using Jobs = std::vector<std::function<void()>>;

// Writes site/ (or site-<id>/) into `output`, except Word files and what stands, and tells `standing` of what it made. `jobs` are
// done beside. Faults of templates come back as diagnostics.
base::Diagnostics build_site(const Loaded& loaded, const View& view, const Share& share, const std::string& site_id,
                             const std::string& folder, const Parts& parts, const Jobs& jobs, Output& output, Standing& standing,
                             const base::ForEach& for_each);

// The bytes of a file of the tree that a document was read from, or nullptr.
const std::string* asset_bytes(const Loaded& loaded, const std::string& origin, const std::string& path);

}  // namespace kitei::cli
