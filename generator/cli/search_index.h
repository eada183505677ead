// The search index of a site: one for each edition and for latest/. Editions share every file that is equal.
#pragma once
#include <string>

#include "base/for_each.h"
#include "cli/output.h"
#include "cli/plan.h"
#include "cli/site.h"

namespace kitei::cli {

// Writes <edition>/search-index.js and search/*.js under `root` ("site/"), except for editions that stand; says which files of search/
// each index that it made lies in.
SearchFiles add_search(const View& view, const std::string& root, const Parts& parts, Output& output, const base::ForEach& for_each);

}  // namespace kitei::cli
