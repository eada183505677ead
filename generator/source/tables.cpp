// Method for merged cells: give each cell an owner (itself, or the owner of the neighbour that it joins), then check
// that the cells of each owner fill their bounding box; owners whose cells do not are taken apart again.
#include "source/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "source/inlines.h"

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

using Cell = std::pair<std::size_t, std::size_t>;  // row, column

class Merger {
 public:
  Merger(const MarkdownNode& table, std::size_t header_rows, const BodyOptions& options, base::Diagnostics& diagnostics)
      : table_(table), header_rows_(header_rows), options_(options), diagnostics_(diagnostics) {
    owners_.resize(table.children.size());
    for (std::size_t r = 0; r < owners_.size(); ++r) {
      for (std::size_t c = 0; c < table.columns.size(); ++c) owners_[r].push_back(owner_of(r, c));
    }
    take_apart_irregular();
  }

  bool is_covered(Cell cell) const { return owner(cell) != cell; }

  // Rows and columns that an owner covers.
  std::pair<unsigned, unsigned> spans_from(Cell cell) const {
    unsigned rows = 1, columns = 1;
    while (cell.first + rows < owners_.size() && owner({cell.first + rows, cell.second}) == cell) ++rows;
    while (cell.second + columns < table_.columns.size() && owner({cell.first, cell.second + columns}) == cell)
      ++columns;
    return {rows, columns};
  }

 private:
  const Cell& owner(Cell cell) const { return owners_[cell.first][cell.second]; }

  const MarkdownNode* node(Cell cell) const {
    const auto& cells = table_.children[cell.first].children;
    return cell.second < cells.size() ? &cells[cell.second] : nullptr;
  }

  Cell owner_of(std::size_t row, std::size_t column) {
    const MarkdownNode* cell = node({row, column});
    if (cell == nullptr) return {row, column};
    if (cell->text == "^") {
      if (row > 0 && row != header_rows_) return owner({row - 1, column});
      report(*cell, "`^` has no cell above to join in this part of the table",
             "`^`で結合する上のセルが、見出し行または本体の中にありません");
    } else if (cell->text == "<") {
      if (column > 0) return owners_[row].back();
      report(*cell, "`<` has no cell to its left to join", "`<`で結合する左のセルがありません");
    }
    return {row, column};
  }

  void take_apart_irregular() {
    const std::size_t columns = table_.columns.size();
    std::vector<std::size_t> counts(owners_.size() * columns);
    for (const auto& row : owners_) {
      for (const Cell& owned_by : row) ++counts[owned_by.first * columns + owned_by.second];
    }
    std::vector<bool> irregular(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (counts[i] < 2) continue;
      const auto [height, width] = spans_from({i / columns, i % columns});
      bool whole = counts[i] == static_cast<std::size_t>(height) * width;
      for (std::size_t r = i / columns; whole && r < i / columns + height; ++r) {
        for (std::size_t c = i % columns; whole && c < i % columns + width; ++c) {
          whole = owners_[r][c] == Cell{i / columns, i % columns};
        }
      }
      irregular[i] = !whole;
      if (whole) continue;
      const MarkdownNode* cell = node({i / columns, i % columns});
      report(cell != nullptr ? *cell : table_, "the cells joined to this one make no rectangle",
             "このセルに結合したセルが長方形になっていません");
    }
    for (std::size_t r = 0; r < owners_.size(); ++r) {
      for (std::size_t c = 0; c < columns; ++c) {
        if (irregular[owners_[r][c].first * columns + owners_[r][c].second]) owners_[r][c] = {r, c};
      }
    }
  }

  void report(const MarkdownNode& cell, const char* en, const char* ja) {
    diagnostics_.push_back(
        {"table-shape",
         options_.path,
         cell.position,
         {en, ja},
         {"write `\\^` or `\\<` for the characters themselves", "文字そのものは`\\^`、`\\<`と書いてください"}});
  }

  const MarkdownNode& table_;
  std::size_t header_rows_;
  const BodyOptions& options_;
  base::Diagnostics& diagnostics_;
  std::vector<std::vector<Cell>> owners_;
};

void check_row(const MarkdownNode& row, std::size_t columns, const BodyOptions& options,
               base::Diagnostics& diagnostics) {
  if (row.number == columns) return;
  diagnostics.push_back(
      {"table-shape",
       options.path,
       row.position,
       {fmt::format("this row has {} cells where the table has {} columns", row.number, columns),
        fmt::format("この行のセルは{}個ですが、表は{}列です", row.number, columns)},
       row.number > columns
           ? base::Message{"the cells beyond the last column are lost; write `\\|` for a bar in a cell",
                           "最後の列を超えたセルは失われます。セルの中の縦線は`\\|`と書いてください"}
           : base::Message{"the missing cells are empty; write them out",
                           "足りないセルは空になります。空のセルも書いてください"}});
}

}  // namespace

model::Table read_table(const MarkdownNode& source, unsigned header_rows, const BodyOptions& options,
                        base::Diagnostics& diagnostics) {
  model::Table table;
  for (const MarkdownAlignment alignment : source.columns) table.columns.push_back(alignment_of(alignment));
  const auto rows = static_cast<unsigned>(source.children.size());
  table.header_rows = std::clamp(header_rows, 1u, std::max(1u, rows));
  const Merger merger(source, table.header_rows, options, diagnostics);
  for (std::size_t r = 0; r < source.children.size(); ++r) {
    const MarkdownNode& row = source.children[r];
    check_row(row, table.columns.size(), options, diagnostics);
    model::TableRow& made = table.rows.emplace_back();
    made.position = row.position;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      model::TableCell& cell = made.cells.emplace_back();
      cell.position = c < row.children.size() ? row.children[c].position : row.position;
      if (merger.is_covered({r, c})) {
        cell.row_span = cell.column_span = 0;
        continue;
      }
      std::tie(cell.row_span, cell.column_span) = merger.spans_from({r, c});
      if (c < row.children.size()) {
        cell.content = read_inlines(row.children[c], {0, row.children[c].text.size()}, options, diagnostics);
      }
    }
  }
  return table;
}

}  // namespace kitei::source
