#include "cli/search_index.h"

#include <algorithm>
#include <mutex>
#include <set>

#include "search/encode.h"
#include "search/index.h"
#include "search/layout.h"
#include "search/update.h"

namespace kitei::cli {
namespace {

// Whether the two hold the same documents, so that one index serves both.
bool same_documents(const model::Handbook& a, const model::Handbook& b) {
  return std::equal(a.documents.begin(), a.documents.end(), b.documents.begin(), b.documents.end(),
                    [](const model::Document& x, const model::Document& y) {
                      return x.id == y.id && x.origin == y.origin && x.sha256 == y.sha256 && x.status == y.status;
                    });
}

}  // namespace

SearchFiles add_search(const View& view, const std::string& root, const Parts& parts, Output& output, const base::ForEach& for_each,
                       const model::Edition* except, std::set<std::string, std::less<>> written) {
  std::vector<std::pair<std::string, const model::Handbook*>> editions;  // folder, what it shows
  SearchFiles files;
  for (const model::Edition& edition : view.editions) {
    if (&edition == except) continue;
    const Group* group = view.group_of(edition);
    if (!group) {
      editions.emplace_back(edition.id, &edition.handbook);
      continue;
    }
    for (const std::string& path : group->shared) written.insert(path.substr(root.size()));
  }
  if (view.in_force) {
    for (const std::string& path : view.in_force->shared) written.insert(path.substr(root.size()));
  } else if (view.latest != except) {
    editions.emplace_back("latest", &view.latest->handbook);
  }
  std::mutex mutex;
  std::vector<std::string>* own = nullptr;  // of the edition whose index is being made
  const base::FileSink sink = [&](std::string path, std::string bytes) {
    {
      const std::scoped_lock lock(mutex);
      own->push_back(path);
      if (!written.insert(path).second) return;
    }
    output.add(root + path, bytes);
  };
  struct Made {
    const model::Handbook* handbook;
    std::string entry;
    std::string folder;
  };
  std::vector<Made> made;
  for (const auto& [folder, handbook] : editions) {
    const std::string entry = root + folder + "/search-index.js";
    if (!parts.cover(entry)) continue;
    const auto same = std::find_if(made.begin(), made.end(), [&, shown = handbook](const Made& other) { return other.handbook == shown || same_documents(*other.handbook, *shown); });
    if (same == made.end()) {
      own = &files[folder];
      made.push_back({handbook, search::write_index(*handbook, for_each, sink), folder});
      std::sort(own->begin(), own->end());
      own->erase(std::unique(own->begin(), own->end()), own->end());
      output.add(entry, made.back().entry);
    } else {
      files[folder] = files[same->folder];
      output.add(entry, same->entry);
    }
  }
  return files;
}

std::optional<SearchChange> change_search(const std::filesystem::path& output, const FileTable& outputs, const std::string& root,
                                          const std::vector<std::string>& folders, const std::vector<search::DocumentIndex>& changed,
                                          const model::Config& config, const std::vector<model::Catalog>& catalogs) {
  SearchChange change;
  std::vector<std::string> entries;  // the same in each folder
  for (const std::string& folder : folders) entries.push_back(root + folder + "/search-index.js");
  const std::string before = read_file(output / entries.front());
  for (const std::string& entry : entries) {
    if (read_file(output / entry) != before) return std::nullopt;
  }
  auto update = search::update_index(before, changed, config, catalogs, [&](const std::string& path) -> std::optional<std::string> {
    if (!outputs.find(root + path)) return std::nullopt;
    return read_file(output / (root + path));
  });
  if (!update) return std::nullopt;
  const std::optional<search::Layout> layout = search::read_layout(update->entry);
  for (std::size_t at = 0; layout && at < layout->names.size(); at += search::kNameLength) {
    change.all.insert(root + search::path_of(std::string_view(layout->names).substr(at, search::kNameLength)));
  }
  if (update->entry == before) return change;
  for (search::IndexUpdate::File& file : update->files) change.files[root + file.path] = std::move(file.bytes);
  for (const std::string& path : update->gone) change.gone.insert(root + path);
  for (const std::string& entry : entries) change.files[entry] = update->entry;
  for (const auto& [path, bytes] : change.files) change.gone.erase(path);
  return change;
}

}  // namespace kitei::cli
