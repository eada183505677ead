// handbook.yaml → model::Config, with every default filled in: a config without a single key is a usable one.
//
// In:  the bytes of the file (inside the handbook it is always "handbook.yaml").
// Out: the config, and diagnostics: handbook-invalid for what cannot be understood or names an unknown classification,
//      audience or kind; unknown-key; classification-missing when `default_classification` is not given (the most
//      secret one is taken). Labels are accepted where ids are expected (clearance: 社外秘).
// After reading, classifications, default_classification, sites and kinds are never empty, and every id that a site,
// audience or pack names exists.
#pragma once
#include <string_view>

#include "base/diagnostic.h"
#include "model/config.h"

namespace kitei::source {

inline constexpr std::string_view kConfigPath = "handbook.yaml";

base::Read<model::Config> read_config(std::string_view bytes);

}  // namespace kitei::source
