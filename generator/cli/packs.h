// Every pack of every built edition.
#pragma once
#include "base/for_each.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/plan.h"
#include "cli/share.h"
#include "cli/site.h"

namespace kitei::cli {

// Writes packs/<edition>/<pack>.zip. Faults of templates come back as diagnostics.
base::Diagnostics build_packs(const Plan& plan, const Loaded& loaded, const Share& share, const Parts& parts, Output& output,
                              const base::ForEach& for_each);

}  // namespace kitei::cli
