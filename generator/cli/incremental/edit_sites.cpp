#include "cli/incremental/edit_sites.h"

#include <algorithm>

#include "adapters/hash.h"
#include "cli/output/plan.h"
#include "cli/output/search_index.h"
#include "cli/output/site.h"
#include "render/html/site.h"
#include "render/html/urls.h"
#include "search/document.h"
#include "search/index.h"

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
EditSites::Order EditSites::order_of(std::size_t site, Order whole) const {
  for (std::vector<std::size_t>& kind : whole) {
    std::erase_if(kind, [&](std::size_t document) { return resolve::is_withheld(withheld_[site], loaded_.working.handbook.documents[document]); });
  }
  return whole;
}

std::vector<std::string> EditSites::searched_ids(const model::Handbook& handbook, std::size_t site) const {
  std::vector<std::string> ids;
  for (const model::Document* document : search::searched_documents(handbook)) {
    if (!resolve::is_withheld(withheld_[site], *document)) ids.push_back(document->id.text.str());
  }
  return ids;
}

void EditSites::look_at_lists() {
  const Order whole = render::html::reading_order(loaded_.working.handbook, true);
  for (std::size_t i = 0; i < withheld_.size(); ++i) {
    orders_.push_back(order_of(i, whole));
    searched_.push_back(searched_ids(loaded_.working.handbook, i));
  }
}

bool EditSites::add_neighbours(const Moves& moves, const std::vector<std::size_t>& edited, std::set<std::size_t>& shown) const {
  const Order whole = render::html::reading_order(loaded_.working.handbook, true);
  for (std::size_t i = 0; i < orders_.size(); ++i) {
    const Order order = order_of(i, whole);
    const auto both_empty = [](const auto& before, const auto& after) { return before.empty() == after.empty(); };
    if (!std::equal(orders_[i].begin(), orders_[i].end(), order.begin(), order.end(), both_empty)) return false;
    const std::vector<std::size_t> found = with_other_neighbours(orders_[i], order, moves, edited);
    shown.insert(found.begin(), found.end());
  }
  return true;
}

std::optional<SiteReach> EditSites::reach_of(std::size_t site, const EditedDocuments& documents, const LastBuild& last,
                                             const std::vector<std::string>& folders, const base::ForEach& for_each) const {
  const model::Handbook& whole = loaded_.working.handbook;
  SiteReach reach;
  for (std::size_t i = 0; i < whole.documents.size(); ++i) {
    if (resolve::is_withheld(withheld_[site], whole.documents[i])) continue;
    reach.texts.push_back(documents.texts[i]);
    reach.pages.push_back(documents.pages[i]);
    if (documents.texts[i]) continue;
    for (const std::string& path : documents.files[i]) {
      if (const auto input = loaded_.inputs.find(path)) reach.assets.insert(render::html::asset_name(path, adapters::hex_of(loaded_.inputs.hash(*input))));
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
  const model::Handbook& seen = reach.seen ? reach.seen->handbook : whole;
  const std::string root = site_folder(loaded_.config(), site) + "/";
  const FileTable& outputs = last.record()->outputs;
  std::optional<SearchChange> search;
  if (documents.same_searched) search = change_search(last.output(), outputs, root, folders, changed, whole.config, whole.catalogs);
  if (!search) {
    const std::vector<std::string> before = searched_.empty() ? searched_ids(seen, site) : searched_[site];
    search = remake_search(last.output(), outputs, root, folders, std::move(changed), before, seen, for_each);
  }
  if (!search) return std::nullopt;
  reach.search = std::move(*search);
  return reach;
}

}  // namespace kitei::cli
