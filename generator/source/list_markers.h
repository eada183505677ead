// list_markers: of handbook.yaml: what ordered lists count in, the outermost first.
#pragma once
#include "adapters/yaml_fields.h"
#include "model/config.h"

namespace kitei::source {

// Either one list for every scheme, ["(1)", "①", "a)"], or a map from scheme to such a list. Each marker is named by its
// first sign: 1. (1) ① a) ア (ア) (a) (i) イ (いろは) 一. Codes: handbook-invalid.
void read_list_markers(adapters::Fields& fields, model::Config& config);

}  // namespace kitei::source
