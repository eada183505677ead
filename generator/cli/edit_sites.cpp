#include "cli/edit_sites.h"

#include <algorithm>

#include "adapters/hash.h"
#include "cli/plan.h"
#include "cli/search_index.h"
#include "cli/site.h"
#include "render/html/site.h"
#include "render/html/urls.h"
#include "search/document.h"

namespace kitei::cli {

bool EditSites::sees_everything(std::size_t site) const {
  return resolve::sees_everything(loaded_.config(), loaded_.config().sites[site].clearance);
}

void EditSites::look_at_withheld() {
  for (const model::Site& site : loaded_.config().sites) withheld_.push_back(withheld_from(loaded_, site.clearance));
}

bool EditSites::withhold_the_same() const {
  const std::vector<model::Site>& sites = loaded_.config().sites;
  return std::equal(sites.begin(), sites.end(), withheld_.begin(), withheld_.end(), [&](const model::Site& site, const resolve::Withheld& withheld) {
    return withheld_from(loaded_, site.clearance) == withheld;
  });
}

void EditSites::add_veiled(const std::vector<resolve::DocumentUses>& uses, std::set<std::size_t>& shown) const {
  for (std::size_t i = 0; i < uses.size(); ++i) {
    const bool plain = std::all_of(withheld_.begin(), withheld_.end(), [&](const resolve::Withheld& withheld) {
      return resolve::leads_plainly(uses[i], loaded_.working.handbook, withheld);
    });
    if (!plain) shown.insert(i);
  }
}

// In the list of a site a document stands nearer to others than in the whole handbook.
void EditSites::add_neighbours(const std::vector<std::size_t>& renamed, std::set<std::size_t>& shown) const {
  constexpr std::size_t kEach = render::html::kNeighbours;
  const model::Handbook& handbook = loaded_.working.handbook;
  for (const bool draft : {true, false}) {
    if (renamed.empty()) return;
    const std::vector<std::vector<std::size_t>> kinds = render::html::reading_order(handbook, draft);
    for (const resolve::Withheld& withheld : withheld_) {
      for (std::vector<std::size_t> kind : kinds) {
        std::erase_if(kind, [&](std::size_t document) { return resolve::is_withheld(withheld, handbook.documents[document]); });
        for (std::size_t position = 0; position < kind.size(); ++position) {
          if (!std::binary_search(renamed.begin(), renamed.end(), kind[position])) continue;
          const std::size_t from = position > kEach ? position - kEach : 0, to = std::min(kind.size(), position + kEach + 1);
          for (std::size_t at = from; at < to; ++at) shown.insert(kind[at]);
        }
      }
    }
  }
}

std::optional<SiteReach> EditSites::reach_of(std::size_t site, const EditedDocuments& documents, const LastBuild& last,
                                             const std::vector<std::string>& folders) const {
  const model::Handbook& whole = loaded_.working.handbook;
  const FileTable& sources = last.record()->sources;
  SiteReach reach;
  for (std::size_t i = 0; i < whole.documents.size(); ++i) {
    if (resolve::is_withheld(withheld_[site], whole.documents[i])) continue;
    reach.texts.push_back(documents.texts[i]);
    if (documents.texts[i]) continue;
    for (const std::string& path : documents.files[i]) {
      if (const auto source = sources.find(path)) reach.assets.insert(render::html::asset_name(path, adapters::hex_of(sources.hash(*source))));
    }
  }
  if (!sees_everything(site)) {
    reach.seen = seen_edition(loaded_.working, withheld_[site], loaded_.config(), loaded_.config().sites[site].clearance, &documents.uses);
  }
  std::vector<search::DocumentIndex> changed;
  for (const ReadDocument& read : documents.changed) {
    const model::Document* document = &whole.documents[read.index];
    if (reach.seen) document = reach.seen->handbook.find_own(document->id.folded());
    if (document && search::is_searched(*document)) changed.push_back(search::index_document(*document));
  }
  auto search = change_search(last.output(), last.record()->outputs, site_folder(loaded_.config(), site) + "/", folders, changed, whole.config, whole.catalogs);
  if (!search) return std::nullopt;
  reach.search = std::move(*search);
  return reach;
}

}  // namespace kitei::cli
