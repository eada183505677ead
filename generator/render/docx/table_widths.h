// How wide the columns of a table become, since Word's tables are fixed: by the author's `widths`, else by what the
// cells hold.
#pragma once
#include <string_view>
#include <vector>

#include "model/block.h"

namespace kitei::render::docx {

// One width in twips for each column; they add up to `total`. `widths` is the author's "2,1,1": used when it has a
// positive number for each column.
std::vector<int> column_widths(const model::Table& table, int total, std::string_view widths);

}  // namespace kitei::render::docx
