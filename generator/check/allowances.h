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

// Whether it is reported which allowances are of use: then this depends on all findings that they cover, notes too.
bool are_allowances_judged(const model::Config& config, Depth depth);

// How far to look so that what is to be reported at `depth` can be told: whether an allowance is of use, by all findings only.
Depth depth_for(const std::vector<model::Allowance>& allowances, const model::Config& config, Depth depth);

// `diagnostics` are those that were found at depth_for().
void apply_allowances(base::Diagnostics& diagnostics, const std::vector<model::Allowance>& allowances, const model::Config& config,
                      base::Date today);

// What makes graded findings a report.
struct Reporting {
  const model::Config& config;
  base::Date today{};
  Depth depth = Depth::Faults;
  bool strict = false;  // warnings become errors
};

// `found` as it is reported beside these allowances, sorted. Files do not mix: those of one file may be reported alone.
base::Diagnostics reported(base::Diagnostics found, const std::vector<model::Allowance>& allowances, const Reporting& how);

// What later reports of a file can be made from, with these or with other allowances: its findings as they were found, graded and
// sorted, without notes where these cannot matter to `allowances`.
base::Diagnostics as_found(base::Diagnostics found, const std::vector<model::Allowance>& allowances, const model::Config& config);

}  // namespace kitei::check
