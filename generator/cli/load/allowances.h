// What a handbook allows (model/allowance.h), and its findings before anything was allowed: of them the next build tells what is
// reported when an edit changes a finding, or an allowance.
#pragma once
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "cli/load/load.h"
#include "model/allowance.h"

namespace kitei::cli {

// In comments of YAML files.
base::Read<std::vector<model::Allowance>> read_yaml_allowances(const base::FileTree& files);

// What the working tree allows: in documents, and in its YAML files.
base::Read<std::vector<model::Allowance>> read_allowances(const Loaded& loaded);

// Of graded findings those in files that allow something, as check::as_found().
base::Diagnostics found_where_allowed(const base::Diagnostics& graded, const std::vector<model::Allowance>& allowances, const model::Config& config);

// What was found in all files, sorted: Loaded::diagnostics with Loaded::before_allowances in the place of what is reported of these.
base::Diagnostics found_everywhere(const Loaded& loaded);

}  // namespace kitei::cli
