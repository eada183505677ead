// The one place where a finding gets its severity: the rule's usual one, what the finding itself says when that is milder,
// and what the handbook's `checks:` says above both.
#pragma once
#include "base/diagnostic.h"
#include "model/config.h"

namespace kitei::check {

// Findings that end up Off are removed.
void grade(base::Diagnostics& diagnostics, const model::Config& config);

// In a frozen edition only integrity and parse failures count; nothing else about it can be mended.
void grade_frozen(base::Diagnostics& diagnostics);

// Warnings become errors (--strict).
void make_strict(base::Diagnostics& diagnostics);

}  // namespace kitei::check
