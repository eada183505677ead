// clause-removed: a permanent address that a frozen edition had and that the working tree has no more, unless `moved_to` or
// `removed` of the document says where the clause went. Structural addresses (art-3) are no promise, since numbers shift.
//
// In:  resolved handbooks. Out: one diagnostic for each address, at the document's `moved_to`, else its first line; it names
// the newest edition that had the clause. Documents that are retired are left alone.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "model/edition.h"
#include "model/handbook.h"

namespace kitei::history {

// An edition whose clauses are not there counts as one without any.
base::Diagnostics check_removed_clauses(const model::Handbook& working, const std::vector<model::Edition>& frozen_oldest_first);

// The permanent addresses of each document's clauses in reading order, one text with a line for each; index as Handbook::documents.
using Addresses = std::vector<std::string>;
Addresses permanent_addresses(const model::Handbook& handbook);

// The editions whose clauses check_removed_clauses() would name, told by their addresses alone: nobody else's need be there.
// Indexes of `frozen_oldest_first`, each once.
std::vector<std::size_t> editions_of_removed_clauses(const model::Handbook& working, const std::vector<model::Edition>& frozen_oldest_first,
                                                     const std::function<const Addresses&(std::size_t edition)>& addresses);

}  // namespace kitei::history
