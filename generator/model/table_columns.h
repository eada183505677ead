// What the writers of tables must know of columns as a whole.
#pragma once
#include <vector>

#include "model/block.h"

namespace kitei::model {

// For each column of the table: whether it is there to be filled in by hand. Its header (if the table has one) may say
// what with; below, nothing stands in any of its cells, and there is at least one. A cell that reaches over several
// columns fills all of them.
std::vector<bool> blank_columns(const Table& table);

}  // namespace kitei::model
