// Frozen editions as they come from their folders, and which of them is in force.
#pragma once
#include <string>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/edition.h"

namespace kitei::history {

// The files of one frozen edition, without edition.yaml, paths inside it.
struct FrozenFiles {
  model::EditionRecord record;
  base::FileTree files;
};

// Whether `a` is the older edition: by effective date, then by id in natural order (2026.9 before 2026.10). Every list
// that is called "oldest first" is in this order.
bool is_older(const model::EditionRecord& a, const model::EditionRecord& b);

// One status for each edition, same index, by the days on which they take effect: in force is the newest one that is effective on
// `today`; those before it are superseded, later ones are in the future.
std::vector<model::EditionStatus> edition_statuses(const std::vector<base::Date>& effective_oldest_first, base::Date today);

}  // namespace kitei::history
