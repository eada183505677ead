#include "cli/output/search_index.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <set>
#include <unordered_map>

#include "cli/output/reach.h"
#include "search/encode.h"
#include "search/head.h"
#include "search/index.h"
#include "search/layout.h"
#include "search/update.h"

namespace kitei::cli {
namespace {

// Whether the two hold the same documents under the same names, so that one index serves both. (What is in force today may have the
// documents of an edition that is to come, and the glossary of the one before.)
bool have_same_index(const model::Handbook& a, const model::Handbook& b) {
  return search::name_the_same(a, b) &&
         std::equal(a.documents.begin(), a.documents.end(), b.documents.begin(), b.documents.end(),
                    [](const model::Document& x, const model::Document& y) {
                      return x.id == y.id && x.origin == y.origin && x.sha256 == y.sha256 && x.status == y.status;
                    });
}

}  // namespace

SearchFiles add_search(const View& view, const std::string& root, const Parts& parts, Output& output, const base::ForEach& for_each) {
  std::vector<std::pair<std::string, const model::Handbook*>> editions;  // folder, what it shows
  const model::Edition* except = view.reach ? &view.editions.back().get() : nullptr;
  std::set<std::string, std::less<>> written;  // files of search/, inside the site: editions share those that are equal
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
  if (view.reach) {
    for (const auto& [path, bytes] : view.reach->search.files) {
      if (written.insert(path.substr(root.size())).second) output.add(path, bytes);
    }
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
    const auto same = std::find_if(made.begin(), made.end(), [&, shown = handbook](const Made& other) { return other.handbook == shown || have_same_index(*other.handbook, *shown); });
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

namespace {

// The index that several folders of a site share, as it lies there.
struct OldIndex {
  std::vector<std::string> entries;  // in the output
  std::string entry;
  search::ReadFile read;
};

std::optional<OldIndex> find_index(const std::filesystem::path& output, const FileTable& outputs, const std::string& root, const std::vector<std::string>& folders) {
  OldIndex index;
  for (const std::string& folder : folders) index.entries.push_back(root + folder + "/search-index.js");
  index.entry = read_file(output / index.entries.front());
  for (const std::string& entry : index.entries) {
    if (read_file(output / entry) != index.entry) return std::nullopt;
  }
  index.read = [&output, &outputs, root](const std::string& path) -> std::optional<std::string> {
    if (!outputs.find(root + path)) return std::nullopt;
    return read_file(output / (root + path));
  };
  return index;
}

// The files of search/ that an index names, by their paths in the output.
std::set<std::string, std::less<>> files_of(std::string_view entry, const std::string& root) {
  std::set<std::string, std::less<>> files;
  const std::optional<search::Layout> layout = search::read_layout(entry);
  for (std::size_t at = 0; layout && at < layout->names.size(); at += search::kNameLength) {
    files.insert(root + search::path_of(std::string_view(layout->names).substr(at, search::kNameLength)));
  }
  return files;
}

}  // namespace

std::optional<SearchChange> change_search(const std::filesystem::path& output, const FileTable& outputs, const std::string& root,
                                          const std::vector<std::string>& folders, const std::vector<search::DocumentIndex>& changed,
                                          const model::Config& config, const std::vector<model::Catalog>& catalogs) {
  const std::optional<OldIndex> old = find_index(output, outputs, root, folders);
  if (!old) return std::nullopt;
  auto update = search::update_index(old->entry, changed, config, catalogs, old->read);
  if (!update) return std::nullopt;
  SearchChange change;
  change.all = files_of(update->entry, root);
  if (update->entry == old->entry) return change;
  for (search::IndexUpdate::File& file : update->files) change.files[root + file.path] = std::move(file.bytes);
  for (const std::string& path : update->gone) change.gone.insert(root + path);
  for (const std::string& entry : old->entries) change.files[entry] = update->entry;
  for (const auto& [path, bytes] : change.files) change.gone.erase(path);
  return change;
}

std::optional<SearchChange> remake_search(const std::filesystem::path& output, const FileTable& outputs, const std::string& root,
                                          const std::vector<std::string>& folders, std::vector<search::DocumentIndex> changed,
                                          const std::vector<std::string>& before, const model::Handbook& handbook, const base::ForEach& for_each) {
  const std::optional<OldIndex> old = find_index(output, outputs, root, folders);
  if (!old) return std::nullopt;
  std::optional<std::vector<std::string>> records = search::read_records(old->entry, old->read, for_each);
  if (!records || records->size() != before.size()) return std::nullopt;
  std::unordered_map<std::string_view, std::string*> record_by_id;
  for (std::size_t i = 0; i < before.size(); ++i) record_by_id[before[i]] = &(*records)[i];
  for (search::DocumentIndex& document : changed) record_by_id[document.id] = &document.record;
  const std::vector<const model::Document*> documents = search::searched_documents(handbook);
  const auto known = [&](const model::Document* document) { return record_by_id.contains(document->id.text); };
  if (!std::all_of(documents.begin(), documents.end(), known)) return std::nullopt;
  SearchChange change;
  std::mutex mutex;
  const std::string entry = search::write_index(
      handbook, [&](std::size_t place) { return *record_by_id.at(documents[place]->id.text); }, for_each,
      [&](const std::string& path, std::string bytes) {
        if (outputs.find(root + path)) return;  // it lies there: its name is made from its bytes
        const std::scoped_lock lock(mutex);
        change.files[root + path] = std::move(bytes);
      });
  change.all = files_of(entry, root);
  const std::set<std::string, std::less<>> old_files = files_of(old->entry, root);
  std::set_difference(old_files.begin(), old_files.end(), change.all.begin(), change.all.end(), std::inserter(change.gone, change.gone.end()));
  for (const std::string& path : old->entries) change.files[path] = entry;
  return change;
}

}  // namespace kitei::cli
