// Tables of the text: native, fixed widths, header rows that repeat on each page, merged cells by gridSpan and vMerge.
#include <numeric>

#include "render/docx/blocks.h"
#include "render/docx/table_parts.h"
#include "render/docx/table_widths.h"

namespace kitei::render::docx {
namespace {

constexpr int kCellRoom = 170;  // left and right margins of PolicyTable

// Which cell covers each place of the grid.
struct Cover {
  std::size_t row = 0;
  std::size_t column = 0;
  unsigned rows = 1;
  unsigned columns = 1;
};
using Grid = std::vector<std::vector<Cover>>;

// Spans that reach over the edge of the table or into another cell are cut, and a covered place that no cell covers
// becomes an empty cell: Word refuses a row whose spans do not add up.
Grid cover_grid(const model::Table& table) {
  const std::size_t columns = table.columns.size();
  std::vector<std::vector<bool>> taken(table.rows.size(), std::vector<bool>(columns, false));
  Grid grid(table.rows.size(), std::vector<Cover>(columns));
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const auto& cells = table.rows[r].cells;
    for (std::size_t c = 0; c < columns; ++c) {
      if (taken[r][c]) continue;
      unsigned width = c < cells.size() ? std::max(cells[c].column_span, 1u) : 1;
      unsigned height = c < cells.size() ? std::max(cells[c].row_span, 1u) : 1;
      width = std::min<unsigned>(width, static_cast<unsigned>(columns - c));
      height = std::min<unsigned>(height, static_cast<unsigned>(table.rows.size() - r));
      for (unsigned i = 1; i < width; ++i) {
        if (taken[r][c + i]) width = i;
      }
      for (unsigned down = 0; down < height; ++down) {
        for (unsigned i = 0; i < width; ++i) {
          taken[r + down][c + i] = true;
          grid[r + down][c + i] = {r, c, height, width};
        }
      }
    }
  }
  return grid;
}

std::string_view justification_of(model::Alignment alignment) {
  switch (alignment) {
    case model::Alignment::None:
      return "";
    case model::Alignment::Left:
      return "left";
    case model::Alignment::Center:
      return "center";
    case model::Alignment::Right:
      return "right";
  }
  return "";
}

void write_cell(Scope& scope, const model::Table& table, const Cover& cover, std::size_t row, RowKind kind, int width) {
  const bool header = kind == RowKind::Header;
  CellFormat format{.width = width, .columns = cover.columns};
  if (cover.rows > 1) format.merge = row == cover.row ? VerticalMerge::Start : VerticalMerge::Continue;
  if (header) format.fill = kHeaderFill;
  if (header || cover.rows > 1) format.vertical = "center";
  open_cell(scope, format);
  Scope inside = scope;
  inside.region = Region::Cell;
  inside.width = width - kCellRoom;
  inside.indent = 0;
  inside.list_depth = 0;
  ParagraphFormat paragraph{.style = header ? "TableHeader" : "TableText"};
  paragraph.justification = justification_of(table.columns[cover.column]);
  open_paragraph(inside, paragraph);
  const auto& cells = table.rows[row].cells;
  if (row == cover.row && cover.column < cells.size()) write_inlines(inside, cells[cover.column].content);
  close_paragraph(inside, paragraph);
  close_cell(scope);
}

}  // namespace

void write_table(Scope& scope, const model::Table& table) {
  if (table.columns.empty() || table.rows.empty()) return;
  if (table.caption) write_caption(scope, *table.caption, CaptionOf::Table);
  const std::string* wanted = table.caption ? table.caption->attributes.value("widths") : nullptr;
  const std::vector<int> widths =
      column_widths(table, std::max(scope.width - scope.indent, 1000), wanted ? std::string_view(*wanted) : "");

  TableFormat format{.indent = scope.indent};
  const std::size_t header_rows = std::min<std::size_t>(table.header_rows, table.rows.size());
  if (header_rows > 0) format.header = HeaderRow::First;
  if (table.caption) format.title = table.caption->number + " " + model::plain_text(table.caption->content);
  open_table(scope, format, widths);
  const Grid grid = cover_grid(table);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const RowKind kind = r < header_rows ? RowKind::Header : RowKind::Body;
    open_row(scope, kind);
    const std::int64_t top = scope.story.height;
    std::int64_t bottom = top;
    for (std::size_t c = 0; c < widths.size(); c += grid[r][c].columns) {
      const Cover& cover = grid[r][c];
      const int width = std::accumulate(widths.begin() + static_cast<std::ptrdiff_t>(c),
                                        widths.begin() + static_cast<std::ptrdiff_t>(c + cover.columns), 0);
      scope.story.height = top;
      write_cell(scope, table, cover, r, kind, width);
      bottom = std::max(bottom, scope.story.height);
    }
    scope.story.height = bottom;
    close_row(scope);
  }
  close_table(scope);
}

}  // namespace kitei::render::docx
