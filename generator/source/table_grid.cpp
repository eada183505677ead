// Method: give each cell an owner (itself, or the owner of the neighbour that it joins), then check that the cells of
// each owner fill their bounding box; owners whose cells do not are taken apart again.
#include "source/table_grid.h"

#include <algorithm>

namespace kitei::source {
namespace {

class Merger {
 public:
  Merger(const Grid& grid, std::size_t header_rows, std::string_view path, base::Diagnostics& diagnostics)
      : grid_(grid),
        columns_(grid.empty() ? 0 : grid.front().size()),
        header_rows_(header_rows),
        path_(path),
        diagnostics_(diagnostics) {
    owners_.resize(grid.size());
    for (std::size_t r = 0; r < owners_.size(); ++r) {
      for (std::size_t c = 0; c < columns_; ++c) owners_[r].push_back(owner_of(r, c));
    }
    take_apart_irregular();
  }

  GridSpan span_of(GridPlace cell) const {
    if (owner(cell) != cell) return {0, 0};
    return reach_of(cell);
  }

 private:
  const GridPlace& owner(GridPlace cell) const { return owners_[cell.first][cell.second]; }

  // Rows and columns that an owner covers along its own edges.
  GridSpan reach_of(GridPlace cell) const {
    GridSpan span;
    while (cell.first + span.rows < owners_.size() && owner({cell.first + span.rows, cell.second}) == cell) ++span.rows;
    while (cell.second + span.columns < columns_ && owner({cell.first, cell.second + span.columns}) == cell) {
      ++span.columns;
    }
    return span;
  }

  GridPlace owner_of(std::size_t row, std::size_t column) {
    const GridCell& cell = grid_[row][column];
    if (cell.covered_by) return *cell.covered_by;
    switch (cell.sign) {
      case JoinSign::None:
        break;
      case JoinSign::Up:
        if (row > 0 && row != header_rows_) return owner({row - 1, column});
        report(cell, "`^` has no cell above to join in this part of the table",
               "`^`で結合する上のセルが、見出し行または本体の中にありません");
        break;
      case JoinSign::Left:
        if (column > 0) return owners_[row].back();
        report(cell, "`<` has no cell to its left to join", "`<`で結合する左のセルがありません");
        break;
    }
    return {row, column};
  }

  bool is_rectangle(GridPlace cell, std::size_t count) const {
    const GridSpan span = reach_of(cell);
    if (count != static_cast<std::size_t>(span.rows) * span.columns) return false;
    for (std::size_t r = cell.first; r < cell.first + span.rows; ++r) {
      for (std::size_t c = cell.second; c < cell.second + span.columns; ++c) {
        if (owners_[r][c] != cell) return false;
      }
    }
    return true;
  }

  void take_apart_irregular() {
    std::vector<std::size_t> counts(owners_.size() * columns_);
    for (const auto& row : owners_) {
      for (const GridPlace& owned_by : row) ++counts[owned_by.first * columns_ + owned_by.second];
    }
    std::vector<bool> irregular(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const GridPlace cell{i / columns_, i % columns_};
      if (counts[i] < 2 || is_rectangle(cell, counts[i])) continue;
      irregular[i] = true;
      report(grid_[cell.first][cell.second], "the cells joined to this one make no rectangle",
             "このセルに結合したセルが長方形になっていません");
    }
    for (std::size_t r = 0; r < owners_.size(); ++r) {
      for (std::size_t c = 0; c < columns_; ++c) {
        if (irregular[owners_[r][c].first * columns_ + owners_[r][c].second]) owners_[r][c] = {r, c};
      }
    }
  }

  void report(const GridCell& cell, const char* en, const char* ja) {
    diagnostics_.push_back(
        {"table-shape",
         std::string(path_),
         cell.position,
         {en, ja},
         {"write `\\^` or `\\<` for the characters themselves", "文字そのものは`\\^`、`\\<`と書いてください"}});
  }

  const Grid& grid_;
  std::size_t columns_;
  std::size_t header_rows_;
  std::string_view path_;
  base::Diagnostics& diagnostics_;
  std::vector<std::vector<GridPlace>> owners_;
};

}  // namespace

std::vector<std::vector<GridSpan>> join_cells(const Grid& grid, std::size_t header_rows, std::string_view path,
                                              base::Diagnostics& diagnostics) {
  const auto joined = [](const GridCell& cell) { return cell.sign != JoinSign::None || cell.covered_by; };
  const bool plain = std::none_of(grid.begin(), grid.end(), [&](const auto& row) { return std::any_of(row.begin(), row.end(), joined); });
  if (plain) {
    std::vector<std::vector<GridSpan>> ones;
    ones.reserve(grid.size());
    for (const auto& row : grid) ones.emplace_back(row.size(), GridSpan{1, 1});
    return ones;
  }
  const Merger merger(grid, header_rows, path, diagnostics);
  std::vector<std::vector<GridSpan>> spans(grid.size());
  for (std::size_t r = 0; r < grid.size(); ++r) {
    for (std::size_t c = 0; c < grid[r].size(); ++c) spans[r].push_back(merger.span_of({r, c}));
  }
  return spans;
}

}  // namespace kitei::source
