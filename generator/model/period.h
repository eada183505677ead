// A length of time as registers write it: "3y", "18m", "2w", "30d".
#pragma once
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace kitei::model {

// 3年, 18 months; the author's own words when they are nothing of the kind.
std::string period_text(std::string_view written, base::Language language);

}  // namespace kitei::model
