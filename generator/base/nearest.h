// "Did you mean …?": the known name that is closest to a mistyped one.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace kitei::base {

// The candidate with the smallest edit distance (insert, delete, replace, swap of neighbours; in code points, case ignored
// for ASCII), or "" when none is nearer than about a third of the name. Ties go to the first candidate.
std::string nearest_name(std::string_view name, const std::vector<std::string_view>& candidates);

// The hint that asks for it; empty for "".
Message did_you_mean(std::string_view nearest);

}  // namespace kitei::base
