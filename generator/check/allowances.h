// Applies the allowances of the working tree to its graded findings: what is allowed today is taken away; an allowance that has
// ended leaves its finding and is named beside it (allowance-ended); one that silences nothing is said to be superfluous
// (allowance-unused).
#pragma once
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "check/handbook.h"
#include "model/allowance.h"
#include "model/config.h"

namespace kitei::check {

// How far to look so that what is to be reported at `depth` can be told: whether an allowance is of use, by all findings only.
Depth depth_for(const std::vector<model::Allowance>& allowances, const model::Config& config, Depth depth);

// `diagnostics` are those that were found at depth_for().
void apply_allowances(base::Diagnostics& diagnostics, const std::vector<model::Allowance>& allowances, const model::Config& config,
                      base::Date today);

}  // namespace kitei::check
