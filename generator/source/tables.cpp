#include "source/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "source/inlines.h"
#include "source/table_grid.h"

namespace kitei::source {
namespace {

using adapters::MarkdownAlignment;
using adapters::MarkdownNode;

model::Alignment alignment_of(MarkdownAlignment alignment) {
  switch (alignment) {
    case MarkdownAlignment::None:
      return model::Alignment::None;
    case MarkdownAlignment::Left:
      return model::Alignment::Left;
    case MarkdownAlignment::Center:
      return model::Alignment::Center;
    case MarkdownAlignment::Right:
      return model::Alignment::Right;
  }
  return model::Alignment::None;
}

Grid grid_of(const MarkdownNode& table) {
  Grid grid;
  grid.reserve(table.children.size());
  for (const MarkdownNode& row : table.children) {
    auto& cells = grid.emplace_back();
    cells.reserve(table.columns.size());
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const MarkdownNode* written = c < row.children.size() ? &row.children[c] : nullptr;
      GridCell& cell = cells.emplace_back();
      cell.position = written ? written->position : row.position;
      if (written && written->text == "^") cell.sign = JoinSign::Up;
      if (written && written->text == "<") cell.sign = JoinSign::Left;
    }
  }
  return grid;
}

bool looks_like_note(const MarkdownNode& row) {
  return !row.children.empty() && row.number == 1 && row.children.front().text.starts_with("※");
}

void check_row(const MarkdownNode& row, std::size_t columns, const BodyOptions& options,
               base::Diagnostics& diagnostics) {
  if (row.number == columns) return;
  base::Message hint{"the missing cells are empty; write them out", "足りないセルは空になります。空のセルも書いてください"};
  if (row.number > columns) {
    hint = {"the cells beyond the last column are lost; write `\\|` for a bar in a cell",
            "最後の列を超えたセルは失われます。セルの中の縦線は`\\|`と書いてください"};
  } else if (looks_like_note(row)) {
    hint = {"put an empty line between a table and the notes under it", "表とその下の注記の間に空行を入れてください"};
  }
  diagnostics.push_back({"table-shape",
                         options.path,
                         row.position,
                         {fmt::format("this row has {} cells where the table has {} columns", row.number, columns),
                          fmt::format("この行のセルは{}個ですが、表は{}列です", row.number, columns)},
                         std::move(hint)});
}

}  // namespace

model::Table read_table(const MarkdownNode& source, unsigned header_rows, const BodyOptions& options,
                        base::Diagnostics& diagnostics) {
  model::Table table;
  for (const MarkdownAlignment alignment : source.columns) table.columns.push_back(alignment_of(alignment));
  const auto rows = static_cast<unsigned>(source.children.size());
  table.header_rows = std::clamp(header_rows, 1u, std::max(1u, rows));
  table.rows.reserve(rows);
  const auto spans = join_cells(grid_of(source), table.header_rows, options.path, diagnostics);
  for (std::size_t r = 0; r < source.children.size(); ++r) {
    const MarkdownNode& row = source.children[r];
    check_row(row, table.columns.size(), options, diagnostics);
    model::TableRow& made = table.rows.emplace_back();
    made.position = row.position;
    made.cells.reserve(table.columns.size());
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      model::TableCell& cell = made.cells.emplace_back();
      cell.position = c < row.children.size() ? row.children[c].position : row.position;
      cell.row_span = spans[r][c].rows;
      cell.column_span = spans[r][c].columns;
      if (cell.row_span == 0 || c >= row.children.size()) continue;
      cell.content = read_inlines(row.children[c], {0, row.children[c].text.size()}, options, diagnostics);
    }
  }
  return table;
}

}  // namespace kitei::source
