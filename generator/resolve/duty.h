// effective=, every= and by= of headings, and `every` and `by` of the front matter: dates are read, cadences understood,
// roles looked up, and both the heading and its entry in Document::clauses hold the result.
//
// Codes: attribute-invalid (no such date), cadence-invalid, unknown-role (roles.yaml exists, but does not have it).
#pragma once
#include <vector>

#include "base/diagnostic.h"
#include "model/document.h"
#include "model/register.h"

namespace kitei::resolve {

// After numbering. Changes the document's headings and clauses only.
base::Diagnostics read_duties(model::Document& document, const std::vector<model::RegisterEntry>& roles);

}  // namespace kitei::resolve
