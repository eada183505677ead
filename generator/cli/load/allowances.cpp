#include "cli/load/allowances.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

#include "check/allowances.h"
#include "source/allowances.h"

namespace kitei::cli {
namespace {

std::set<std::string_view> paths_of(const std::vector<model::Allowance>& allowances) {
  std::set<std::string_view> paths;
  for (const model::Allowance& allowance : allowances) paths.insert(allowance.path);
  return paths;
}

}  // namespace

base::Read<std::vector<model::Allowance>> read_yaml_allowances(const base::FileTree& files) {
  base::Read<std::vector<model::Allowance>> all;
  for (const auto& [path, bytes] : files) {
    if (!is_yaml(path)) continue;
    base::Read<source::Allowances> found = source::read_yaml_allowances(bytes, path);
    std::move(found.value.begin(), found.value.end(), std::back_inserter(all.value));
    base::append(all.diagnostics, std::move(found.diagnostics));
  }
  return all;
}

base::Read<std::vector<model::Allowance>> read_allowances(const Loaded& loaded) {
  base::Read<std::vector<model::Allowance>> all = read_yaml_allowances(loaded.working_files);
  for (const model::Document& document : loaded.working.handbook.documents) {
    all.value.insert(all.value.end(), document.allowances.begin(), document.allowances.end());
  }
  return all;
}

base::Diagnostics found_where_allowed(const base::Diagnostics& graded, const std::vector<model::Allowance>& allowances, const model::Config& config) {
  base::Diagnostics found;
  if (allowances.empty()) return found;
  const std::set<std::string_view> paths = paths_of(allowances);
  std::copy_if(graded.begin(), graded.end(), std::back_inserter(found), [&](const base::Diagnostic& finding) { return paths.contains(finding.path); });
  return check::as_found(std::move(found), allowances, config);
}

base::Diagnostics found_everywhere(const Loaded& loaded) {
  base::Diagnostics found = loaded.before_allowances;
  const std::set<std::string_view> paths = paths_of(loaded.allowances);
  std::copy_if(loaded.diagnostics.begin(), loaded.diagnostics.end(), std::back_inserter(found),
               [&](const base::Diagnostic& finding) { return !paths.contains(finding.path); });
  base::sort_diagnostics(found);
  return found;
}

}  // namespace kitei::cli
