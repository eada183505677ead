#include "cli/output/plan.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/utf8.h"
#include "cli/output/frozen_keys.h"
#include "cli/output/reach.h"
#include "diff/document.h"
#include "history/freeze.h"
#include "history/timeline.h"
#include "render/html/urls.h"
#include "resolve/handbook.h"
#include "resolve/restrict.h"

namespace kitei::cli {
namespace {

void set_statuses(Loaded& loaded) {
  std::vector<base::Date> effective;
  for (const model::Edition& edition : loaded.frozen) effective.push_back(edition.record->effective);
  const auto statuses = history::edition_statuses(effective, loaded.today);
  for (std::size_t i = 0; i < loaded.frozen.size(); ++i) loaded.frozen[i].status = statuses[i];
  loaded.working.status = model::EditionStatus::Draft;
}

// Composed from editions that are restricted already: what an edition withholds cannot come back with its text.
std::optional<model::Edition> compose_latest(const std::vector<model::Edition>& frozen,
                                             const std::vector<model::TimelineEntry>& timeline, base::Date today,
                                             history::Documents documents, const base::ForEach& for_each) {
  auto sources = history::compose_in_force(frozen, timeline, today, documents);
  if (!sources) return std::nullopt;  // nothing is in force
  model::Edition latest;
  latest.id = "latest";
  latest.status = model::EditionStatus::InForce;
  if (documents == history::Documents::Named) {
    latest.handbook = resolve::resolve_names(std::move(*sources), for_each);
  } else {  // what this finds was reported, or forgiven, in the edition that a document comes from
    latest.handbook = resolve::resolve_handbook(std::move(*sources), [](std::string_view) { return true; }, for_each).value;
  }
  return latest;
}

// The built frozen editions by index of Loaded::frozen, in order.
std::vector<std::size_t> built_frozen(const Plan& plan, const Loaded& loaded) {
  std::vector<std::size_t> built;
  for (const model::Edition* edition : plan.editions) {
    if (edition != &loaded.working) built.push_back(static_cast<std::size_t>(edition - loaded.frozen.data()));
  }
  return built;
}

// Takes over what stands of the site's frozen editions and of the comparisons between them, and reads the texts that are needed
// for the rest. `unchanged` gets the comparisons that stand.
void take_standing(const SiteStanding& from, const Plan& plan, Loaded& loaded, std::string_view clearance,
                   const resolve::Withheld& withheld, const model::Edition& draft, View& view, std::vector<const Group*>& unchanged,
                   const base::ForEach& for_each) {
  const bool draft_is_built = plan.has_draft(loaded);
  const Hash site = site_key(from.everything, from.site, from.folder, clearance, withheld);
  const std::vector<std::size_t> built = built_frozen(plan, loaded);
  std::vector<char> needed(loaded.frozen.size(), 0);
  view.standing.resize(plan.editions.size());
  view.keys.resize(plan.editions.size());
  for (std::size_t i = 0; i < built.size(); ++i) {
    const std::string& id = loaded.frozen[built[i]].id;
    view.keys[i] = edition_key(site, loaded, built[i]);
    view.standing[i] = from.standing.take(from.folder + id + "/", view.keys[i], edition_folders(from.folder, id), from.output);
    if (view.standing[i]) {
      view.standing_folders.push_back(id + "/");
    } else {
      needed[built[i]] = 1;
    }
  }
  // What is in force today; a comparison is shown in the frame of latest/, which must not be the draft's.
  const std::vector<model::TimelineEntry> in_force = history::in_force(view.timeline, loaded.today);
  unchanged.assign(built.empty() ? 0 : built.size() - 1, nullptr);
  for (std::size_t i = 0; i < unchanged.size(); ++i) {
    const std::string folder = comparison_folder(loaded.frozen[built[i]], loaded.frozen[built[i + 1]]);
    if (!in_force.empty()) {
      const Hash key = comparison_key(view.keys[i], view.keys[i + 1]);
      unchanged[i] = from.standing.take(from.folder + folder, key, {from.folder + folder}, from.output);
    }
    if (unchanged[i]) {
      view.standing_folders.push_back(folder);
    } else {
      needed[built[i]] = needed[built[i + 1]] = 1;
    }
  }
  // It is compared with the draft: what differs has its text already.
  if (draft_is_built && !built.empty() && draft.untouched.empty()) needed[built.back()] = 1;
  for (std::size_t i = 0; i < loaded.frozen.size(); ++i) {
    if (needed[i]) loaded.read_texts(i, for_each);
  }
}

// The same for latest/, where something is in force.
void take_in_force(const SiteStanding& from, const Plan& plan, const Loaded& loaded, const resolve::Withheld& withheld,
                   std::string_view clearance, View& view) {
  const Hash site = site_key(from.everything, from.site, from.folder, clearance, withheld);
  view.in_force_key = latest_key(site, plan.has_draft(loaded) ? Draft::Built : Draft::None);
  view.in_force = from.standing.take(from.folder + "latest/", *view.in_force_key, {from.folder + "latest/"}, from.output);
  if (view.in_force) view.standing_folders.emplace_back("latest/");
}

// And then for the histories.
void take_histories(const SiteStanding& from, const Plan& plan, const Loaded& loaded, const std::vector<history::DocumentInForce>& in_force, View& view) {
  const model::Edition* draft = plan.has_draft(loaded) ? &view.editions.back().get() : nullptr;
  const model::EditionChange* comparison = draft && !view.changes.empty() ? &view.changes.back() : nullptr;
  std::map<std::string, Hash> parts;
  if (draft) parts = history_keys(in_force, *draft, comparison);
  view.changed_histories = from.standing.take_parts(from.folder + "id/", *view.in_force_key, std::move(parts),
                                                    [](std::string_view path) { return base::ascii_lower(render::html::id_of_path(path)); },
                                                    from.output);
}

// The newest frozen edition and the draft, of which a part may be without texts.
model::EditionChange compare_with_draft(const model::Edition& from, const model::Edition& to, const SiteReach* reach) {
  if (!reach) return diff::diff_editions(from, to);
  static const model::DocumentChange kNone = [] {
    model::DocumentChange none;
    none.kind = model::ChangeKind::Same;
    return none;
  }();
  return diff::diff_editions(from, to, [&](const model::DocumentId& id) -> const model::DocumentChange* {
    const auto standing = reach->redlines.find(render::html::redline_path(from.id, to.id, id));
    if (standing != reach->redlines.end()) return &standing->second;
    const model::Document* now = to.handbook.find_own(id.folded());
    return now && !reach->texts[static_cast<std::size_t>(now - to.handbook.documents.data())] ? &kNone : nullptr;
  });
}

}  // namespace

const Group* View::group_of(const model::Edition& edition) const {
  if (&edition == latest && in_force) return in_force;
  for (std::size_t i = 0; i < standing.size(); ++i) {
    if (&editions[i].get() == &edition) return standing[i];
  }
  return nullptr;
}

std::vector<model::DocumentChange> summary_of(const model::EditionChange& comparison) {
  std::vector<model::DocumentChange> summary;
  for (const model::DocumentChange& change : comparison.documents) {
    summary.push_back({change.id, change.title, change.kind, change.before, change.after, change.bookkeeping, {}, {}, {}});
  }
  return summary;
}

std::string comparison_folder(const model::Edition& from, const model::Edition& to) { return "changes/" + from.id + "_" + to.id + "/"; }

// What two editions hold alike their readers see alike (read_compared_texts).
model::Edition seen_edition(const model::Edition& edition, const resolve::Withheld& withheld, const model::Config& config,
                            std::string_view clearance, const std::vector<resolve::DocumentUses>* uses) {
  model::Edition seen{edition.id, edition.record, edition.status,
                      resolve::restrict_handbook(edition.handbook, withheld, config, clearance, uses),
                      edition.carried_over, edition.untouched, edition.left_out};
  for (auto* ids : {&seen.carried_over, &seen.untouched}) {
    std::erase_if(*ids, [&](const std::string& id) { return withheld.documents.contains(id); });
  }
  for (model::Document& document : seen.handbook.documents) document.positions = {};  // nobody reports about it
  if (seen.record) seen.record->files.clear();  // paths of withheld sources are among them
  return seen;
}

resolve::Withheld withheld_from(const Loaded& loaded, std::string_view clearance) {
  resolve::Withheld withheld;
  for (const model::Edition& edition : loaded.frozen) resolve::withhold(withheld, edition.handbook, loaded.config(), clearance);
  resolve::withhold(withheld, loaded.working.handbook, loaded.config(), clearance);
  return withheld;
}

Plan plan_build(Loaded& loaded) {
  Plan plan;
  set_statuses(loaded);
  const auto keep = static_cast<std::size_t>(std::max(1, loaded.config().editions_keep));
  const std::size_t from = loaded.frozen.size() > keep ? loaded.frozen.size() - keep : 0;
  bool draft = true;
  for (std::size_t i = 0; i < loaded.frozen.size(); ++i) {
    const model::Edition& frozen = loaded.frozen[i];
    if (i >= from) plan.editions.push_back(&frozen);
    if (frozen.id != loaded.config().edition) continue;
    if (history::same_sources(loaded.working_files, *frozen.record)) {
      draft = false;
    } else {
      loaded.working.id = "draft";
    }
  }
  if (draft) plan.editions.push_back(&loaded.working);
  else loaded.working.carried_over.clear();
  plan.timeline = loaded.timeline ? std::move(*loaded.timeline) : history::build_timeline(loaded.frozen);
  loaded.timeline.reset();
  return plan;
}

SeenEditions restrict_editions(const Plan& plan, const Loaded& loaded, std::string_view clearance,
                               std::deque<model::Edition>& own, const base::ForEach& for_each) {
  SeenEditions seen;
  if (resolve::sees_everything(loaded.config(), clearance)) {
    for (const model::Edition* edition : plan.editions) seen.push_back(*edition);
    return seen;
  }
  const resolve::Withheld withheld = withheld_from(loaded, clearance);
  own.resize(plan.editions.size());
  for_each(own.size(), [&](std::size_t i) { own[i] = seen_edition(*plan.editions[i], withheld, loaded.config(), clearance); });
  seen.assign(own.begin(), own.end());
  return seen;
}

View view_for(const Plan& plan, Loaded& loaded, std::string_view clearance, const base::ForEach& for_each,
              const SiteStanding* standing) {
  const resolve::Withheld withheld = withheld_from(loaded, clearance);
  View view;
  std::copy_if(plan.timeline.begin(), plan.timeline.end(), std::back_inserter(view.timeline),
               [&](const model::TimelineEntry& entry) { return !withheld.documents.contains(entry.id.folded()); });
  const model::Edition* draft = &loaded.working;
  const bool everything = resolve::sees_everything(loaded.config(), clearance);
  if (standing && loaded.reach) view.reach = &loaded.reach->sites.at(standing->folder);
  if (!everything) {
    draft = view.reach ? &*view.reach->seen : &view.own.emplace_back(seen_edition(loaded.working, withheld, loaded.config(), clearance));
  }
  std::vector<const Group*> unchanged;  // comparisons between frozen editions that stand
  if (standing) take_standing(*standing, plan, loaded, clearance, withheld, *draft, view, unchanged, for_each);
  if (const model::Edition* frame = history::edition_in_force(loaded.frozen, loaded.today)) {
    loaded.read_cards(static_cast<std::size_t>(frame - loaded.frozen.data()), for_each);
  }
  // All frozen editions, since a document in force may come from one that is not built any more.
  if (!everything) {
    view.frozen.resize(loaded.frozen.size());
    for_each(view.frozen.size(), [&](std::size_t i) { view.frozen[i] = seen_edition(loaded.frozen[i], withheld, loaded.config(), clearance); });
  }
  const std::vector<model::Edition>& frozen = everything ? loaded.frozen : view.frozen;
  for (const model::Edition* built : plan.editions) {
    view.editions.push_back(built == &loaded.working ? *draft : frozen[static_cast<std::size_t>(built - loaded.frozen.data())]);
  }
  std::vector<history::DocumentInForce> in_force = history::documents_in_force(frozen, view.timeline, loaded.today);
  if (standing && !in_force.empty()) take_in_force(*standing, plan, loaded, withheld, clearance, view);
  if (!view.in_force) {
    std::set<std::size_t> holders;
    for (const history::DocumentInForce& found : in_force) holders.insert(static_cast<std::size_t>(found.edition - frozen.data()));
    for (const std::size_t i : holders) {
      if (loaded.read_texts(i, for_each) && !everything) view.frozen[i] = seen_edition(loaded.frozen[i], withheld, loaded.config(), clearance);
    }
    in_force = history::documents_in_force(frozen, view.timeline, loaded.today);  // some may lie elsewhere now
  }
  // Comparisons, and beside them what is in force as one handbook.
  view.changes.resize(std::max<std::size_t>(view.editions.size(), 1) - 1);
  std::optional<model::Edition> latest;
  for_each(view.changes.size() + 1, [&](std::size_t i) {
    if (i == view.changes.size()) {
      latest = compose_latest(frozen, view.timeline, loaded.today, view.in_force ? history::Documents::Named : history::Documents::Whole, for_each);
      return;
    }
    const model::Edition& from = view.editions[i];
    const model::Edition& to = view.editions[i + 1];
    if (&to == draft) view.changes[i] = compare_with_draft(from, to, view.reach);
    else if (i < unchanged.size() && unchanged[i]) view.changes[i] = {from.id, to.id, unchanged[i]->changes};
    else view.changes[i] = diff::diff_editions(from, to);
  });
  if (standing && !in_force.empty()) take_histories(*standing, plan, loaded, in_force, view);
  view.latest = latest ? &view.own.emplace_back(std::move(*latest)) : draft;
  if (standing && latest) {
    for (std::size_t i = 0; i < view.changes.size(); ++i) {
      if (i < unchanged.size() && unchanged[i]) continue;
      const model::Edition& to = view.editions[i + 1];
      const std::string name = standing->folder + comparison_folder(view.editions[i], to);
      standing->standing.add({name, &to == draft ? Hash{} : comparison_key(view.keys[i], view.keys[i + 1]), {}, {}, summary_of(view.changes[i]), {}});
    }
  }
  return view;
}

}  // namespace kitei::cli
