// Every pack of every built edition.
#pragma once
#include "base/for_each.h"
#include "cli/load/load.h"
#include "cli/output/keyed_files.h"
#include "cli/output/output.h"
#include "cli/output/plan.h"
#include "cli/output/share.h"
#include "cli/output/site.h"

namespace kitei::cli {

// What need not be made, and what decides that.
struct PackStanding {
  Standing& standing;  // packs of frozen editions
  Hash everything;     // everything_key()
  KeyedFiles& keyed;   // the others, and Word files of sites
  Hash share;          // LastBuild::share_hash()
};

// Writes packs/<edition>/<pack>.zip, those that the last build made from the same excepted. Faults of templates come back as diagnostics.
base::Diagnostics build_packs(const Plan& plan, Loaded& loaded, const Share& share, const Parts& parts, const PackStanding& standing, Output& output,
                              const base::ForEach& for_each);

}  // namespace kitei::cli
