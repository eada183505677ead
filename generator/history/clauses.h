// clause-removed: a permanent address that a frozen edition had and that the working tree has no more, unless `moved_to` or
// `removed` of the document says where the clause went. Structural addresses (art-3) are no promise, since numbers shift.
//
// In:  resolved handbooks. Out: one diagnostic for each address, at the document's `moved_to`, else its first line; it names
// the newest edition that had the clause. Documents that are retired are left alone.
#pragma once
#include <vector>

#include "base/diagnostic.h"
#include "model/edition.h"
#include "model/handbook.h"

namespace kitei::history {

base::Diagnostics check_removed_clauses(const model::Handbook& working, const std::vector<model::Edition>& frozen_oldest_first);

}  // namespace kitei::history
