#include "cli/search_index.h"

#include <algorithm>
#include <set>

#include "search/index.h"

namespace kitei::cli {
namespace {

// Whether the two hold the same documents, so that one index serves both.
bool same_documents(const model::Handbook& a, const model::Handbook& b) {
  return std::equal(a.documents.begin(), a.documents.end(), b.documents.begin(), b.documents.end(),
                    [](const model::Document& x, const model::Document& y) {
                      return x.id == y.id && x.origin == y.origin && x.sha256 == y.sha256 && x.status == y.status;
                    });
}

search::EditionIndex index_of(const model::Handbook& handbook, const base::ForEach& for_each) {
  std::vector<const model::Document*> searched;
  for (const model::Document& document : handbook.documents) {
    if (search::is_searched(document)) searched.push_back(&document);
  }
  std::vector<search::DocumentIndex> documents(searched.size());
  for_each(documents.size(), [&](std::size_t i) { documents[i] = search::index_document(*searched[i], handbook); });
  return search::write_index(search::in_order(documents), handbook, for_each);
}

}  // namespace

void add_search(const View& view, const std::string& root, const Parts& parts, Output& output, const base::ForEach& for_each) {
  std::vector<std::pair<std::string, const model::Handbook*>> editions;  // folder, what it shows
  for (const model::Edition& edition : view.editions) editions.emplace_back(edition.id, &edition.handbook);
  editions.emplace_back("latest", &view.latest->handbook);
  std::set<std::string, std::less<>> written;
  std::vector<std::pair<const model::Handbook*, std::string>> made;
  for (const auto& [folder, handbook] : editions) {
    const std::string entry = root + folder + "/search-index.js";
    if (!parts.cover(entry)) continue;
    const auto same = std::find_if(made.begin(), made.end(), [&, shown = handbook](const auto& other) { return other.first == shown || same_documents(*other.first, *shown); });
    if (same != made.end()) {
      output.add(entry, same->second);
      continue;
    }
    search::EditionIndex index = index_of(*handbook, for_each);
    std::erase_if(index.files, [&](const search::File& file) { return !written.insert(file.path).second; });
    for_each(index.files.size(), [&](std::size_t i) { output.add(root + index.files[i].path, index.files[i].bytes); });
    output.add(entry, index.entry);
    made.emplace_back(handbook, std::move(index.entry));
  }
}

}  // namespace kitei::cli
