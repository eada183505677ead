// What is to be built, as values: which editions, what is in force today, and what the readers of one clearance see of it.
#pragma once
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "base/for_each.h"
#include "cli/load.h"
#include "model/change.h"
#include "model/edition.h"

namespace kitei::cli {

// Everything, for eyes without limits.
struct Plan {
  std::vector<const model::Edition*> editions;  // frozen ones oldest first, at most `editions: keep`; the draft last
  std::vector<model::TimelineEntry> timeline;   // over all frozen editions, built or not
};

// Sets the status of every edition of `loaded`, and gives the draft its id: `edition:`, or "draft" when that is frozen with
// other sources. The plan refers to `loaded`, which must outlive it.
Plan plan_build(Loaded& loaded);

// The editions as readers of one clearance see them. Where nothing is withheld from them they are the loaded ones
// themselves, and nothing is copied; so they refer to `Loaded`, which must outlive them.
using SeenEditions = std::vector<std::reference_wrapper<const model::Edition>>;

// What one site shows.
struct View {
  SeenEditions editions;  // as Plan::editions
  // The documents in force today; the draft itself, under its own id, where nothing is in force.
  const model::Edition* latest = nullptr;
  std::vector<model::TimelineEntry> timeline;
  std::vector<model::EditionChange> changes;  // between consecutive editions
  std::deque<model::Edition> own;             // those that were made for this view
};

// The editions of the plan for packs of one clearance; `own` takes those that must be made.
SeenEditions restrict_editions(const Plan& plan, const Loaded& loaded, std::string_view clearance,
                               std::deque<model::Edition>& own, const base::ForEach& for_each);

View view_for(const Plan& plan, const Loaded& loaded, std::string_view clearance, const base::ForEach& for_each);

}  // namespace kitei::cli
