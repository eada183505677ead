// What is to be built, as values: which editions, what is in force today, and what the readers of one clearance see of it.
#pragma once
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

// What one site or pack shows.
struct View {
  std::vector<model::Edition> editions;
  model::Edition latest;  // the documents in force today; the draft where none is
  std::vector<model::TimelineEntry> timeline;
  std::vector<model::EditionChange> changes;  // between consecutive editions
};

// The editions of the plan as readers of one clearance see them.
std::vector<model::Edition> restrict_editions(const Plan& plan, const Loaded& loaded, std::string_view clearance,
                                              const base::ForEach& for_each);

View view_for(const Plan& plan, const Loaded& loaded, std::string_view clearance, const base::ForEach& for_each);

}  // namespace kitei::cli
