// The one place where a finding gets its severity: the rule's usual one, what the finding itself says when that is milder,
// and what the handbook's `checks:` says above both.
#pragma once
#include <string_view>

#include "base/diagnostic.h"
#include "check/handbook.h"
#include "model/config.h"

namespace kitei::check {

// Whether a finding of this code, of which its check says that it is `own`, is looked for at this depth.
bool is_reported(std::string_view code, const model::Config& config, Depth depth, base::Severity own = base::Severity::Error);

// Findings that end up Off are removed.
void grade(base::Diagnostics& diagnostics, const model::Config& config);

// Leaves what is looked for at this depth; of graded findings.
void drop_notes(base::Diagnostics& diagnostics, Depth depth);

// In a frozen edition only integrity and parse failures count; nothing else about it can be mended.
void grade_frozen(base::Diagnostics& diagnostics);

// Warnings become errors (--strict).
void make_strict(base::Diagnostics& diagnostics);

}  // namespace kitei::check
