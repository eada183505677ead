// What changed in a table comes as tables of one row each, then tables of one note each; the caption as a paragraph.
#include <algorithm>
#include <utility>

#include "render/html/redline_writer.h"

namespace kitei::render::html {
namespace {

const model::Block& block_of(const model::ClauseChange& change) { return *(change.after ? change.after : change.before); }

// A note under a table: a table of one note and no row.
bool is_note(const model::ClauseChange& change) {
  const auto* table = base::get_if<model::Table>(&block_of(change).node);
  return table && table->rows.empty() && !table->notes.empty();
}

// Cells may reach over several rows where no row comes, goes or changes its shape.
bool has_both_rows(const model::ClauseChange& row) {
  if (is_note(row) || !base::holds_alternative<model::Table>(block_of(row).node)) return true;
  return row.kind == model::ChangeKind::Same || (row.kind == model::ChangeKind::Changed && !row.inside.empty());
}

void write_span(RedlineWriter& writer, std::string_view name, unsigned value) {
  writer.put(" ");
  writer.put(name);
  writer.put("=\"");
  writer.put(std::to_string(value));
  writer.put("\"");
}

enum class RowSide { Old, New, Removed, Added };

void write_row_of(RedlineWriter& writer, const model::ClauseChange& change, std::size_t columns, RowSide side) {
  const bool old = side == RowSide::Old || side == RowSide::Removed;
  const bool edited = side == RowSide::Removed || side == RowSide::Added;
  const model::Table& table = base::get<model::Table>((old ? change.before : change.after)->node);
  const bool head = table.header_rows > 0;
  writer.put(side == RowSide::Removed ? "<tr class=\"diff-removed\">"
             : side == RowSide::Added ? "<tr class=\"diff-added\">"
                                      : "<tr>");
  std::size_t covered_until = 0;
  for (std::size_t i = 0; i < table.rows[0].cells.size() && i < columns; ++i) {
    const model::TableCell& cell = table.rows[0].cells[i];
    if (i < covered_until || (writer.rows_stay && cell.row_span == 0)) continue;
    covered_until = i + std::max(cell.column_span, 1u);
    const bool header = head || cell.header == model::CellHeader::Row;
    writer.put(head ? "<th scope=\"col\"" : header ? "<th scope=\"row\"" : "<td");
    if (cell.column_span > 1) write_span(writer, "colspan", cell.column_span);
    if (writer.rows_stay && cell.row_span > 1) write_span(writer, "rowspan", cell.row_span);
    writer.put(">");
    if (i < change.inside.size() && !edited) {
      write_cell_text(writer, change.inside[i]);
    } else {
      if (edited) writer.open_edit(side == RowSide::Added, cell.blocks ? "diff-block" : "");
      if (cell.blocks) {
        writer.blocks(*cell.blocks, old);
      } else {
        writer.inlines(cell.content, old);
      }
      if (edited) writer.close_edit(side == RowSide::Added);
    }
    writer.put(header ? "</th>" : "</td>");
  }
  writer.put("</tr>\n");
}

void write_row(RedlineWriter& writer, const model::ClauseChange& change, std::size_t columns) {
  if (writer.hides(change)) return;
  const bool gone = change.kind == model::ChangeKind::Removed;
  const bool added = change.kind == model::ChangeKind::Added;
  // A row that changed its shape is taken out and put in as a whole.
  const bool replaced = change.kind == model::ChangeKind::Changed && change.inside.empty();
  if (gone || replaced) {
    if (writer.side != Side::After) write_row_of(writer, change, columns, RowSide::Removed);
  } else if (!added) {
    write_row_of(writer, change, columns, writer.shows_old(change) ? RowSide::Old : RowSide::New);
  }
  if (added || (replaced && writer.side != Side::Before)) write_row_of(writer, change, columns, RowSide::Added);
}

void write_omitted_rows(RedlineWriter& writer, std::size_t columns) {
  writer.put("<tr><td class=\"omitted\" colspan=\"");
  writer.put(std::to_string(columns));
  writer.put("\">");
  writer.text(writer.word("diff-omitted"));
  writer.put("</td></tr>\n");
}

void write_notes(RedlineWriter& writer, Changes::const_iterator note, Changes::const_iterator end) {
  writer.put("<ul class=\"table-notes\">\n");
  for (; note != end; ++note) {
    const model::ClauseChange& change = *note;
    if (writer.hides(change)) continue;
    const bool gone = change.kind == model::ChangeKind::Removed;
    const bool old = writer.shows_old(change);
    const model::TableNote& written = base::get<model::Table>((old ? change.before : change.after)->node).notes[0];
    const bool edited = gone || change.kind == model::ChangeKind::Added;
    writer.put("<li>");
    writer.attributes(change);
    if (edited) writer.open_edit(!gone);
    writer.text(written.mark.empty() ? "" : written.mark + " ");
    if (change.runs.empty()) {
      writer.inlines(written.content, old);
    } else {
      writer.runs(change.runs);
    }
    if (edited) writer.close_edit(!gone);
    writer.put("</li>\n");
  }
  writer.put("</ul>\n");
}

}  // namespace

void write_table_changes(RedlineWriter& writer, const model::Table& node, const model::ClauseChange& change) {
  writer.put("<div class=\"table-wrap\"><table>\n");
  const bool both = writer.side == Side::Both && std::all_of(change.inside.begin(), change.inside.end(), has_both_rows);
  const bool outer = std::exchange(writer.rows_stay, both);  // a cell may hold a table
  bool omitted = false;
  auto row = change.inside.begin();
  for (; row != change.inside.end() && !is_note(*row); ++row) {
    const auto* table = base::get_if<model::Table>(&block_of(*row).node);
    const bool left_out =
        writer.side != Side::Both && row->kind == model::ChangeKind::Same && table && table->header_rows == 0;
    if (!table) {
      writer.put("<caption>");
      write_cell_text(writer, *row);
      writer.put("</caption>\n");
    } else if (!left_out) {
      write_row(writer, *row, node.columns.size());
    } else if (!omitted) {
      write_omitted_rows(writer, node.columns.size());
    }
    omitted = left_out;
  }
  writer.put("</table></div>\n");
  writer.rows_stay = outer;
  if (row != change.inside.end()) write_notes(writer, row, change.inside.end());
}

}  // namespace kitei::render::html
