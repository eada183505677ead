// What is wrong with a resolved handbook although every file could be read: rules about content. One file for each family
// of rules; this header lists them. Checks never change anything and never print.
#pragma once
#include <functional>
#include <string>

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/for_each.h"
#include "model/handbook.h"

namespace kitei::check {

// All families below, in any order; the caller sorts.
base::Diagnostics check_handbook(const model::Handbook& handbook, base::Date today, const base::ForEach& for_each = base::in_order);

// controls.cpp: control-uncovered soa-missing-reason soa-excluded-but-implemented
base::Diagnostics check_controls(const model::Handbook& handbook);
// dates.cpp: date-order review-overdue
base::Diagnostics check_dates(const model::Handbook& handbook, base::Date today);
// approval.cpp: approver-missing approver-is-author approval-evidence-missing
base::Diagnostics check_approval(const model::Handbook& handbook);
// secrecy.cpp: classification-leak sites-missing
base::Diagnostics check_secrecy(const model::Handbook& handbook);
// settings.cpp: setting-unsupported
base::Diagnostics check_settings(const model::Handbook& handbook);
// kinds.cpp: controls-missing form-empty
base::Diagnostics check_kinds(const model::Handbook& handbook);
// glossary.cpp: unused-term term-undefined
base::Diagnostics check_glossary(const model::Handbook& handbook);
// placeholders.cpp: placeholder
base::Diagnostics check_placeholders(const model::Handbook& handbook);
// characters.cpp: odd-character
base::Diagnostics check_characters(const model::Handbook& handbook);
// wording.cpp: modal-verb
base::Diagnostics check_wording(const model::Handbook& handbook);
// variants.cpp: term-variant
base::Diagnostics check_variants(const model::Handbook& handbook);
// numbering.cpp: hand-numbering
base::Diagnostics check_numbering(const model::Handbook& handbook);
// cadence.cpp: cadence-conflict
base::Diagnostics check_cadence(const model::Handbook& handbook);
// supplements.cpp: supplement-mismatch
base::Diagnostics check_supplements(const model::Handbook& handbook);

// The bytes of a file of the handbook's tree, or nullptr.
using AssetBytes = std::function<const std::string*(const std::string& path)>;
// images.cpp: image-alternative-missing broken-image (a file that is no picture) image-not-in-word. Not part of
// check_handbook, since it looks into files.
base::Diagnostics check_images(const model::Handbook& handbook, const AssetBytes& asset);

}  // namespace kitei::check
