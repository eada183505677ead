#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/table_columns.h"
#include "render/html/body_writer.h"

namespace kitei::render::html {
namespace {

std::string_view alignment_name(model::Alignment alignment) {
  switch (alignment) {
    case model::Alignment::None:
      return {};
    case model::Alignment::Left:
      return "left";
    case model::Alignment::Center:
      return "center";
    case model::Alignment::Right:
      return "right";
  }
  return {};
}

enum class Part { Head, Body };

// The classes of a cell on a page: how it is aligned, and whether its column is there to be filled in.
std::string cell_class(std::string_view alignment, bool blank) {
  std::string name = alignment.empty() ? std::string() : fmt::format("align-{}", alignment);
  if (blank) name += name.empty() ? "fill-in" : " fill-in";
  return name;
}

// What a header cell is the header of.
std::string_view scope_of(const model::TableCell& cell, Part part) {
  if (part == Part::Head) return cell.column_span > 1 ? "colgroup" : "col";
  return cell.row_span > 1 ? "rowgroup" : "row";
}

void write_content(BodyWriter& writer, const model::TableCell& cell) {
  if (!cell.blocks) return write_inlines(writer, cell.content);
  const bool outer = std::exchange(writer.in_item, false);
  writer.put("\n");
  write_blocks(writer, *cell.blocks);
  writer.fresh_line();
  writer.in_item = outer;
}

void write_cell(BodyWriter& writer, const model::TableCell& cell, model::Alignment alignment, Part part, bool blank) {
  if (cell.row_span == 0 || cell.column_span == 0) return;  // covered by another cell
  const bool header = part == Part::Head || cell.header == model::CellHeader::Row;
  const std::string_view element = header ? "th" : "td";
  writer.put("<");
  writer.put(element);
  // The attribute is obsolete, but it is what the specification prints; pages style a class.
  const std::string name = writer.page() ? cell_class(alignment_name(alignment), blank) : std::string(alignment_name(alignment));
  if (!name.empty()) writer.attribute(writer.page() ? "class" : "align", name);
  if (cell.row_span > 1) writer.attribute("rowspan", std::to_string(cell.row_span));
  if (cell.column_span > 1) writer.attribute("colspan", std::to_string(cell.column_span));
  if (writer.page() && header) writer.attribute("scope", scope_of(cell, part));
  writer.put(">");
  write_content(writer, cell);
  writer.put("</");
  writer.put(element);
  writer.put(">\n");
}

void write_rows(BodyWriter& writer, const model::Table& table, std::size_t from, std::size_t to, Part part) {
  if (from >= to) return;
  const std::vector<bool> blank = model::blank_columns(table);
  writer.put(part == Part::Head ? "<thead>\n" : "<tbody>\n");
  for (std::size_t r = from; r < to; ++r) {
    writer.put("<tr>\n");
    const model::TableRow& row = table.rows[r];
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      const bool first = r == 0 && table.widths.empty() && c < blank.size() && blank[c] && row.cells[c].column_span == 1;  // it sets the width
      write_cell(writer, row.cells[c], c < table.columns.size() ? table.columns[c] : model::Alignment::None, part, first);
    }
    writer.put("</tr>\n");
  }
  writer.put(part == Part::Head ? "</thead>\n" : "</tbody>\n");
}

// Pages have no style attributes: the theme has a class for each share of the width.
void write_columns(BodyWriter& writer, const model::Table& table) {
  if (!writer.page() || table.widths.empty()) return;
  writer.put("<colgroup>");
  for (const unsigned share : model::percent_widths(table.widths)) {
    writer.put("<col");
    writer.attribute("class", fmt::format("w-{}", share));
    writer.put(">");
  }
  writer.put("</colgroup>\n");
}

// A part that scrolls must be reachable by keyboard, and what takes the focus needs a name.
void open_wrapper(BodyWriter& writer, const model::Table& table) {
  std::string name(writer.label("表", "Table"));
  if (table.caption) {
    const std::string title = model::plain_text(table.caption->content);
    name = table.caption->number.empty() ? title : fmt::format("{} {}", table.caption->number, title);
  }
  const bool wide = table.turn == model::PageTurn::Landscape;
  writer.put(wide ? "<div class=\"table-wrap landscape\"" : "<div class=\"table-wrap\"");
  writer.put(" role=\"group\" tabindex=\"0\"");
  writer.attribute("aria-label", name);
  writer.put(">\n");
}

}  // namespace

void write_table(BodyWriter& writer, const model::Table& table) {
  writer.fresh_line();
  if (writer.page()) open_wrapper(writer, table);
  writer.put("<table");
  if (table.caption) {
    writer.id(writer.page() ? caption_id(*table.caption, "table") : table.caption->attributes.id.text);
  }
  if (writer.page() && !table.widths.empty()) writer.attribute("class", "sized");
  writer.put(">\n");
  if (table.caption) {
    writer.put("<caption>");
    writer.number(table.caption->number);
    if (!table.caption->number.empty()) writer.text(writer.label("　", " "));
    write_inlines(writer, table.caption->content);
    writer.put("</caption>\n");
  }
  write_columns(writer, table);
  const std::size_t head = std::min<std::size_t>(table.header_rows, table.rows.size());
  write_rows(writer, table, 0, head, Part::Head);
  write_rows(writer, table, head, table.rows.size(), Part::Body);
  writer.put("</table>\n");
  if (writer.page()) writer.put("</div>\n");
  write_table_notes(writer, table);
}

}  // namespace kitei::render::html
