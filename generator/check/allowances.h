// Applies the allowances of the working tree to its graded findings: what is allowed today is taken away; an allowance that has
// ended leaves its finding and is named beside it (allowance-ended); one that silences nothing is said to be superfluous
// (allowance-unused).
#pragma once
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "model/allowance.h"
#include "model/config.h"

namespace kitei::check {

void apply_allowances(base::Diagnostics& diagnostics, const std::vector<model::Allowance>& allowances, const model::Config& config,
                      base::Date today);

}  // namespace kitei::check
