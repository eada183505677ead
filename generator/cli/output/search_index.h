// The search index of a site: one for each edition and for latest/. Editions share every file that is equal.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/for_each.h"
#include "cli/output/output.h"
#include "cli/output/plan.h"
#include "cli/output/site.h"
#include "search/document.h"

namespace kitei::cli {

// Writes <edition>/search-index.js and search/*.js under `root` ("site/"), except for editions that stand; of one of which only a part
// is made, what SiteReach::search says. Says which files of search/ each index that it made as a whole lies in.
SearchFiles add_search(const View& view, const std::string& root, const Parts& parts, Output& output, const base::ForEach& for_each);

// The index of one site after a few documents changed, by paths in the output: files that are new or have other bytes, with those
// of `folders`, and files that nobody names any more.
struct SearchChange {
  std::map<std::string, std::string, std::less<>> files;
  std::set<std::string, std::less<>> gone;
  std::set<std::string, std::less<>> all;  // the files of the index, new ones and those that stay
};

// `folders` are those of editions that show the same documents ("draft", "latest"), `changed` is as update_index() has it; `outputs`
// lie in `output` as they were made. Nothing: the index is to be made anew.
std::optional<SearchChange> change_search(const std::filesystem::path& output, const FileTable& outputs, const std::string& root,
                                          const std::vector<std::string>& folders, const std::vector<search::DocumentIndex>& changed,
                                          const model::Config& config, const std::vector<model::Catalog>& catalogs);

// The same when documents came to the search, left it, or have other ids or kinds: the whole index is written, with the records of
// all documents but the changed ones from the old one, which held those with the ids `before`, in its order.
std::optional<SearchChange> remake_search(const std::filesystem::path& output, const FileTable& outputs, const std::string& root,
                                          const std::vector<std::string>& folders, std::vector<search::DocumentIndex> changed,
                                          const std::vector<std::string>& before, const model::Handbook& handbook, const base::ForEach& for_each);

}  // namespace kitei::cli
