// Every pack of every built edition.
#pragma once
#include "base/for_each.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/plan.h"
#include "cli/share.h"
#include "cli/site.h"

namespace kitei::cli {

// Where packs of frozen editions stand, and everything_key().
struct PackStanding {
  Standing& standing;
  Hash everything;
};

// Writes packs/<edition>/<pack>.zip. Faults of templates come back as diagnostics.
base::Diagnostics build_packs(const Plan& plan, Loaded& loaded, const Share& share, const Parts& parts, const PackStanding& standing, Output& output,
                              const base::ForEach& for_each);

}  // namespace kitei::cli
