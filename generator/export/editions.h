// The list of editions that banner and switcher of every page read: editions.json and editions.js in the site's root.
#pragma once
#include <string>
#include <vector>

#include "model/edition.h"

namespace kitei::exports {

// [{"id", "effective_date", "status", "url"}] in the order given; `url` is relative to the site's root; effective_date
// is null for the working tree.
std::string editions_json(const std::vector<const model::Edition*>& editions);

// The same as `var KITEI_EDITIONS=…;`, for pages opened from a disk, where a script may not fetch a file. Safe inside a
// <script> element too.
std::string editions_js(const std::vector<const model::Edition*>& editions);

}  // namespace kitei::exports
