#include "cli/plan.h"

#include <algorithm>

#include "diff/document.h"
#include "history/freeze.h"
#include "history/timeline.h"
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

model::Edition compose_latest(const Loaded& loaded, const Plan& plan, const base::ForEach& for_each) {
  model::Edition latest;
  auto sources = history::compose_in_force(loaded.frozen, plan.timeline, loaded.today);
  if (!sources) {
    latest = loaded.working;  // nothing is in force: the draft, with its banner
    latest.id = "latest";
    return latest;
  }
  latest.id = "latest";
  latest.status = model::EditionStatus::InForce;
  // What this finds was reported, or forgiven, in the edition that a document comes from.
  latest.handbook =
      resolve::resolve_handbook(std::move(*sources), [](std::string_view) { return true; }, for_each).value;
  return latest;
}

}  // namespace

Plan plan_build(Loaded& loaded, const base::ForEach& for_each) {
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
  plan.timeline = history::build_timeline(loaded.frozen);
  plan.latest = compose_latest(loaded, plan, for_each);
  return plan;
}

View view_for(const Plan& plan, const Loaded& loaded, std::string_view clearance, const base::ForEach& for_each) {
  const model::Config& config = loaded.config();
  // What is secret anywhere is secret everywhere: also what an edition that is not built says counts, and the working tree.
  resolve::Withheld withheld;
  for (const model::Edition& edition : loaded.frozen) resolve::withhold(withheld, edition.handbook, config, clearance);
  resolve::withhold(withheld, loaded.working.handbook, config, clearance);

  View view;
  view.editions.resize(plan.editions.size());
  auto restricted = [&](const model::Edition& edition) {
    model::Edition seen{edition.id, edition.record, edition.status,
                        resolve::restrict_handbook(edition.handbook, withheld, config, clearance)};
    if (seen.record) seen.record->files.clear();  // paths of withheld sources are among them
    return seen;
  };
  for_each(plan.editions.size() + 1, [&](std::size_t i) {
    if (i == plan.editions.size()) {
      view.latest = restricted(plan.latest);
    } else {
      view.editions[i] = restricted(*plan.editions[i]);
    }
  });
  std::copy_if(plan.timeline.begin(), plan.timeline.end(), std::back_inserter(view.timeline),
               [&](const model::TimelineEntry& entry) { return !withheld.documents.contains(entry.id.folded()); });
  if (view.editions.size() > 1) {
    view.changes.resize(view.editions.size() - 1);
    for_each(view.changes.size(), [&](std::size_t i) {
      view.changes[i] = diff::diff_editions(view.editions[i], view.editions[i + 1]);
    });
  }
  return view;
}

}  // namespace kitei::cli
