// catalogs/*.yaml → model::Catalog: groups (which may nest), controls in the order of the file, axes of attributes,
// mappings to other catalogues, mention forms.
//
// Axes are a map from axis to its values, or to {label, values}; an axis without values takes any. `controls:` may
// stand beside or instead of `groups:`; `requirements:` is another name for it. Controls before any group belong to an
// unnamed one. Levels and criteria are lists or maps from number to text (read_levels in catalog.cpp). Codes: catalog-invalid (also for two controls whose ids are the same after control_key), unknown-key.
#pragma once
#include <string_view>

#include "base/diagnostic.h"
#include "model/catalog.h"

namespace kitei::catalog {

base::Read<model::Catalog> read_catalog(std::string_view path, std::string_view bytes);

}  // namespace kitei::catalog
