// Tables of the text: native, fixed widths, header rows that repeat on each page, merged cells by gridSpan and vMerge.
#include <algorithm>
#include <numeric>

#include "render/docx/blocks.h"
#include "render/docx/section.h"
#include "render/docx/table_parts.h"
#include "render/docx/table_widths.h"
#include "render/docx/text_scan.h"

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

// How the cells of a row are written.
struct RowFormat {
  RowKind kind = RowKind::Body;
  bool keep_next = false;  // with what stands under the table
};

void write_cell(Scope& scope, const model::Table& table, const Cover& cover, std::size_t row, const RowFormat& look,
                int width) {
  const auto& cells = table.rows[row].cells;
  const model::TableCell* cell =
      row == cover.row && cover.column < cells.size() ? &cells[cover.column] : nullptr;
  const model::TableRow& first_row = table.rows[cover.row];
  const bool header = look.kind == RowKind::Header;
  const bool row_header = !header && cover.column < first_row.cells.size() &&
                          first_row.cells[cover.column].header == model::CellHeader::Row;
  CellFormat format{.width = width, .columns = cover.columns};
  if (cover.rows > 1) format.merge = row == cover.row ? VerticalMerge::Start : VerticalMerge::Continue;
  if (header) format.fill = kHeaderFill;
  if (row_header) format.fill = kRowHeaderFill;
  if (header || cover.rows > 1) format.vertical = "center";
  open_cell(scope, format);
  Scope inside = scope;
  inside.region = Region::Cell;
  inside.width = width - kCellRoom;
  inside.indent = 0;
  inside.list_depth = 0;
  if (cell && cell->blocks) {
    write_blocks(inside, *cell->blocks);
  } else {
    ParagraphFormat paragraph{.style = header ? "TableHeader" : "TableText"};
    paragraph.justification = justification_of(table.columns[cover.column]);
    paragraph.keep_next = look.keep_next && !header;
    open_paragraph(inside, paragraph);
    if (cell) write_inlines(inside, cell->content);
    close_paragraph(inside, paragraph);
  }
  close_cell(scope);
}

// A row that is higher than this may be broken by the end of a page: a third of one.
constexpr std::size_t kShortLines = 15;

RowBreak break_of(const model::TableRow& row, const std::vector<int>& widths) {
  constexpr std::size_t kUnit = 95;  // a half-width character of TableText
  for (std::size_t c = 0; c < row.cells.size() && c < widths.size(); ++c) {
    const std::string text = model::plain_text(row.cells[c]);
    const auto room = static_cast<std::size_t>(std::max(widths[c], 500)) / kUnit;
    const auto breaks = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    if (text_units(text) / room + breaks > kShortLines) return RowBreak::Anywhere;
  }
  return RowBreak::Never;
}

void write_rows(Scope& scope, const model::Table& table, const std::vector<int>& widths, std::size_t header_rows) {
  const bool followed = !table.notes.empty() || (table.caption && !table.caption->source.empty());
  const Grid grid = cover_grid(table);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    RowFormat format;
    if (r < header_rows) format.kind = RowKind::Header;
    format.keep_next = followed && r + 1 == table.rows.size();
    open_row(scope, format.kind, break_of(table.rows[r], widths));
    const std::int64_t top = scope.story.height;
    std::int64_t bottom = top;
    for (std::size_t c = 0; c < widths.size(); c += grid[r][c].columns) {
      const Cover& cover = grid[r][c];
      const int width = std::accumulate(widths.begin() + static_cast<std::ptrdiff_t>(c),
                                        widths.begin() + static_cast<std::ptrdiff_t>(c + cover.columns), 0);
      scope.story.height = top;
      write_cell(scope, table, cover, r, format, width);
      bottom = std::max(bottom, scope.story.height);
    }
    scope.story.height = bottom;
    close_row(scope);
  }
}

}  // namespace

void write_table(Scope& outer, const model::Table& table) {
  if (table.columns.empty() || table.rows.empty()) return;
  Scope scope = outer;
  // On the page that write_blocks has turned for it.
  if (scope.region == Region::Body && scope.list_depth == 0) scope.width = text_width(scope.output, scope.state.page.turn);
  const unsigned outer_notes = scope.state.table_notes;
  scope.state.table_notes = table.notes.empty() ? 0 : ++scope.output.tables_with_notes;
  if (table.caption) write_caption(scope, *table.caption, CaptionOf::Table);
  const std::vector<int> widths = column_widths(table, std::max(scope.width - scope.indent, 1000));

  TableFormat format{.indent = scope.indent};
  const std::size_t header_rows = std::min<std::size_t>(table.header_rows, table.rows.size());
  if (header_rows > 0) format.header = HeaderRow::First;
  const auto& last = table.rows.back().cells;
  if (!last.empty() && last.front().header == model::CellHeader::Row) format.column = HeaderColumn::First;
  if (table.caption) format.title = table.caption->number + " " + model::plain_text(table.caption->content);
  open_table(scope, format, widths);
  write_rows(scope, table, widths, header_rows);
  scope.story.xml.close();
  write_table_notes(scope, table);
  write_table_end(scope);
  scope.state.table_notes = outer_notes;
}

}  // namespace kitei::render::docx
