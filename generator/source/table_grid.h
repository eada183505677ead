// Which cells of a table belong together: `^` joins the cell above, `<` the cell to its left, and in fenced tables a
// cell may say how many columns and rows it covers.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"

namespace kitei::source {

using GridPlace = std::pair<std::size_t, std::size_t>;  // row, column

enum class JoinSign { None, Up, Left };

struct GridCell {
  JoinSign sign = JoinSign::None;
  std::optional<GridPlace> covered_by;  // a cell whose written spans reach here
  base::Position position;
};
using Grid = std::vector<std::vector<GridCell>>;  // every row as long as the first

// What a cell covers, itself included; 0 × 0: it is covered by another one.
struct GridSpan {
  unsigned rows = 1;
  unsigned columns = 1;
};

// Spans for each cell. table-shape: a sign with nothing to join in its part of the table (header rows, body), joined
// cells that make no rectangle (they are then not joined).
std::vector<std::vector<GridSpan>> join_cells(const Grid& grid, std::size_t header_rows, std::string_view path,
                                              base::Diagnostics& diagnostics);

}  // namespace kitei::source
