// What is wrong with a resolved handbook although every file could be read: rules about content. One file for each family
// of rules; this header lists them. Checks never change anything and never print.
#pragma once
#include "base/date.h"
#include "base/diagnostic.h"
#include "model/handbook.h"

namespace kitei::check {

// All families below, in any order; the caller sorts.
base::Diagnostics check_handbook(const model::Handbook& handbook, base::Date today);

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
// text.cpp: placeholder odd-character
base::Diagnostics check_text(const model::Handbook& handbook);

}  // namespace kitei::check
