#include "cli/output/reach.h"

#include <algorithm>

namespace kitei::cli {

bool Reach::stays(std::string_view path) const {
  const auto slash = path.find('/');
  if (slash == std::string_view::npos) return false;
  const auto site = sites.find(path.substr(0, slash + 1));
  if (site == sites.end()) return false;
  const std::string_view inside = path.substr(slash + 1);
  if (inside.starts_with("assets/")) return site->second.assets.contains(inside);
  if (inside.starts_with("changes/")) return site->second.redlines.contains(inside);
  if (inside.starts_with("search/")) return site->second.search.all.contains(path);
  if (std::any_of(places.begin(), places.end(), [&](const std::string& place) { return inside.starts_with(place); })) return false;
  if (inside.starts_with("id/")) return histories_stay;
  return std::find(folders.begin(), folders.end(), inside.substr(0, inside.find('/'))) != folders.end();
}

std::set<model::ControlId> with_counterparts(const std::set<model::ControlId>& controls, const std::vector<model::Catalog>& catalogs) {
  std::set<model::ControlId> all = controls;
  for (const model::Catalog& catalog : catalogs) {
    for (const model::Control& control : catalog.controls) {
      const model::ControlId id{catalog.id, control.id};
      for (const auto& [other, ids] : control.maps) {
        const auto target = std::find_if(catalogs.begin(), catalogs.end(), [&, &name = other](const model::Catalog& each) { return each.id == name; });
        for (const std::string& mapped : ids) {
          const model::Control* found = target == catalogs.end() ? nullptr : target->find(mapped);
          const model::ControlId counterpart{other, found ? found->id : mapped};
          if (controls.contains(id)) all.insert(counterpart);
          if (controls.contains(counterpart)) all.insert(id);
        }
      }
    }
  }
  return all;
}

std::set<model::ControlId> controls_of_pages(const std::vector<model::Document>& documents, const std::vector<model::Catalog>& catalogs) {
  std::set<model::ControlId> named;
  for (const model::Document& document : documents) {
    for (const model::ControlReference& reference : document.controls) named.insert(reference.id);
    for (const model::ClauseEntry& entry : document.clauses) named.insert(entry.controls.begin(), entry.controls.end());
  }
  return with_counterparts(named, catalogs);
}

}  // namespace kitei::cli
