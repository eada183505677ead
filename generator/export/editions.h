// The list of editions that banner and switcher of every page read: editions.json and editions.js in the site's root.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/edition.h"

namespace kitei::exports {

struct EditionEntry {
  std::string id;
  std::optional<base::Date> effective;  // the working tree has none
  model::EditionStatus status = model::EditionStatus::Draft;
};

// [{"id", "effective_date", "status", "url"}] in the order given; `url` is relative to the site's root; effective_date may
// be null.
std::string editions_json(const std::vector<EditionEntry>& editions);

// The same as `var KITEI_EDITIONS=…;`, for pages opened from a disk, where a script may not fetch a file. Safe inside a
// <script> element too.
std::string editions_script(const std::vector<EditionEntry>& editions);

}  // namespace kitei::exports
