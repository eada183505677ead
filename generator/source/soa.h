// soa.yaml → the statement of applicability: which controls apply, why, and how far they are implemented. `document:`
// holds front-matter keys (title, version, approval …), since the statement is a controlled document; its id defaults
// to "SoA". Codes: register-invalid, unknown-key, and those of source/front_matter.h. Whether a control exists is
// resolved later.
#pragma once
#include <string_view>

#include "base/diagnostic.h"
#include "model/config.h"
#include "model/register.h"

namespace kitei::source {

inline constexpr std::string_view kSoaPath = "soa.yaml";

base::Read<model::StatementOfApplicability> read_soa(std::string_view bytes, const model::Config& config);

}  // namespace kitei::source
