// How wide the columns of a table become, since Word's tables are fixed: by the author's `widths`, else by what the
// cells hold.
#pragma once
#include <vector>

#include "model/block.h"

namespace kitei::render::docx {

// One width in twips for each column; they add up to `total`.
std::vector<int> column_widths(const model::Table& table, int total);

}  // namespace kitei::render::docx
