#include "model/table_columns.h"

#include <algorithm>
#include <string>

namespace kitei::model {

std::vector<bool> blank_columns(const Table& table) {
  const std::size_t columns = table.columns.size();
  std::vector<bool> blank(columns, table.rows.size() > table.header_rows);
  for (std::size_t r = table.header_rows; r < table.rows.size(); ++r) {
    const auto& cells = table.rows[r].cells;
    for (std::size_t c = 0; c < std::min(cells.size(), columns); ++c) {
      if (cells[c].content.empty() && !cells[c].blocks) continue;
      const std::size_t end = std::min<std::size_t>(columns, c + std::max(cells[c].column_span, 1u));
      for (std::size_t i = c; i < end; ++i) blank[i] = false;
    }
  }
  return blank;
}

}  // namespace kitei::model
