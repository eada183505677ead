#include "cli/plan.h"

#include <algorithm>
#include <optional>

#include "diff/document.h"
#include "history/freeze.h"
#include "history/timeline.h"
#include "history/unrevised.h"
#include "resolve/handbook.h"
#include "resolve/restrict.h"

namespace kitei::cli {
namespace {

void set_statuses(Loaded& loaded) {
  std::vector<model::EditionRecord> records;
  for (const model::Edition& edition : loaded.frozen) records.push_back(*edition.record);
  const auto statuses = history::edition_statuses(records, loaded.today);
  for (std::size_t i = 0; i < loaded.frozen.size(); ++i) loaded.frozen[i].status = statuses[i];
  loaded.working.status = model::EditionStatus::Draft;
}

// What is secret anywhere is secret everywhere: also what an edition that is not built says counts, and the working tree.
resolve::Withheld withheld_from(const Loaded& loaded, std::string_view clearance) {
  resolve::Withheld withheld;
  for (const model::Edition& edition : loaded.frozen) resolve::withhold(withheld, edition.handbook, loaded.config(), clearance);
  resolve::withhold(withheld, loaded.working.handbook, loaded.config(), clearance);
  return withheld;
}

model::Edition restricted(const model::Edition& edition, const resolve::Withheld& withheld, const Loaded& loaded,
                          std::string_view clearance) {
  model::Edition seen{edition.id, edition.record, edition.status,
                      resolve::restrict_handbook(edition.handbook, withheld, loaded.config(), clearance),
                      edition.carried_over};
  std::erase_if(seen.carried_over, [&](const std::string& id) { return withheld.documents.contains(id); });
  if (seen.record) seen.record->files.clear();  // paths of withheld sources are among them
  return seen;
}

// Composed from editions that are restricted already: what an edition withholds cannot come back with its text.
std::optional<model::Edition> compose_latest(const std::vector<model::Edition>& frozen,
                                             const std::vector<model::TimelineEntry>& timeline, base::Date today,
                                             const base::ForEach& for_each) {
  auto sources = history::compose_in_force(frozen, timeline, today);
  if (!sources) return std::nullopt;  // nothing is in force
  model::Edition latest;
  latest.id = "latest";
  latest.status = model::EditionStatus::InForce;
  // What this finds was reported, or forgiven, in the edition that a document comes from.
  latest.handbook = resolve::resolve_handbook(std::move(*sources), [](std::string_view) { return true; }, for_each).value;
  return latest;
}

}  // namespace

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
  if (draft) {
    plan.editions.push_back(&loaded.working);
    loaded.working.carried_over = history::carried_over(loaded.working.handbook, loaded.working_files, loaded.frozen);
  }
  plan.timeline = history::build_timeline(loaded.frozen);
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
  for_each(own.size(), [&](std::size_t i) { own[i] = restricted(*plan.editions[i], withheld, loaded, clearance); });
  seen.assign(own.begin(), own.end());
  return seen;
}

View view_for(const Plan& plan, const Loaded& loaded, std::string_view clearance, const base::ForEach& for_each) {
  const resolve::Withheld withheld = withheld_from(loaded, clearance);
  View view;
  std::copy_if(plan.timeline.begin(), plan.timeline.end(), std::back_inserter(view.timeline),
               [&](const model::TimelineEntry& entry) { return !withheld.documents.contains(entry.id.folded()); });
  // All frozen editions, since a document in force may come from one that is not built any more; then the draft.
  std::vector<model::Edition> frozen;
  const model::Edition* draft = &loaded.working;
  const bool everything = resolve::sees_everything(loaded.config(), clearance);
  if (!everything) {
    frozen.resize(loaded.frozen.size());
    model::Edition& own_draft = view.own.emplace_back();
    for_each(frozen.size() + 1, [&](std::size_t i) {
      const bool working = i == frozen.size();
      (working ? own_draft : frozen[i]) = restricted(working ? loaded.working : loaded.frozen[i], withheld, loaded, clearance);
    });
    draft = &own_draft;
  }
  std::optional<model::Edition> latest = compose_latest(everything ? loaded.frozen : frozen, view.timeline, loaded.today, for_each);
  view.latest = latest ? &view.own.emplace_back(std::move(*latest)) : draft;
  for (const model::Edition* built : plan.editions) {
    if (built == &loaded.working) {
      view.editions.push_back(*draft);
    } else {
      view.editions.push_back(everything ? *built : view.own.emplace_back(std::move(frozen[static_cast<std::size_t>(built - loaded.frozen.data())])));
    }
  }
  if (view.editions.size() > 1) {
    view.changes.resize(view.editions.size() - 1);
    for_each(view.changes.size(), [&](std::size_t i) {
      view.changes[i] = diff::diff_editions(view.editions[i], view.editions[i + 1]);
    });
  }
  return view;
}

}  // namespace kitei::cli
