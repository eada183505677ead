#include "cli/search_index.h"

#include <algorithm>
#include <mutex>
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

}  // namespace

void add_search(const View& view, const std::string& root, const Parts& parts, Output& output, const base::ForEach& for_each) {
  std::vector<std::pair<std::string, const model::Handbook*>> editions;  // folder, what it shows
  for (const model::Edition& edition : view.editions) editions.emplace_back(edition.id, &edition.handbook);
  editions.emplace_back("latest", &view.latest->handbook);
  std::mutex mutex;
  std::set<std::string, std::less<>> written;  // editions share what is equal
  const base::FileSink sink = [&](std::string path, std::string bytes) {
    {
      const std::scoped_lock lock(mutex);
      if (!written.insert(path).second) return;
    }
    output.add(root + path, bytes);
  };
  std::vector<std::pair<const model::Handbook*, std::string>> made;
  for (const auto& [folder, handbook] : editions) {
    const std::string entry = root + folder + "/search-index.js";
    if (!parts.cover(entry)) continue;
    auto same = std::find_if(made.begin(), made.end(), [&, shown = handbook](const auto& other) { return other.first == shown || same_documents(*other.first, *shown); });
    if (same == made.end()) same = made.insert(same, {handbook, search::write_index(*handbook, for_each, sink)});
    output.add(entry, same->second);
  }
}

}  // namespace kitei::cli
