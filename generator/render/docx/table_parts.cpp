#include "render/docx/table_parts.h"

#include <numeric>

#include "render/docx/inline.h"

namespace kitei::render::docx {

void write_table_look(XmlWriter& xml, HeaderRow header, HeaderColumn column) {
  const bool first = header == HeaderRow::First;
  const bool left = column == HeaderColumn::First;
  xml.open("w:tblLook").attribute("w:val", left ? (first ? "06A0" : "0680") : first ? "0620" : "0600");
  xml.attribute("w:firstRow", first ? "1" : "0").attribute("w:lastRow", "0");
  xml.attribute("w:firstColumn", left ? "1" : "0").attribute("w:lastColumn", "0");
  xml.attribute("w:noHBand", "1").attribute("w:noVBand", "1").close();
}

void open_table(Scope& scope, const TableFormat& format, const std::vector<int>& widths) {
  XmlWriter& xml = scope.story.xml;
  xml.open("w:tbl").open("w:tblPr").value("w:tblStyle", format.style);
  xml.open("w:tblW").attribute("w:w", std::accumulate(widths.begin(), widths.end(), 0));
  xml.attribute("w:type", "dxa").close();
  if (!format.justification.empty()) xml.value("w:jc", format.justification);
  if (format.indent != 0) xml.open("w:tblInd").attribute("w:w", format.indent).attribute("w:type", "dxa").close();
  xml.open("w:tblLayout").attribute("w:type", "fixed").close();
  write_table_look(xml, format.header, format.column);
  if (!format.title.empty()) xml.value("w:tblCaption", format.title);
  xml.close();
  xml.open("w:tblGrid");
  for (int width : widths) xml.open("w:gridCol").attribute("w:w", width).close();
  xml.close();
}

void close_table(Scope& scope) {
  scope.story.xml.close();
  write_table_end(scope);
}

void write_table_end(Scope& scope) {
  Story& story = scope.story;
  story.table_end_begins = story.xml.size();
  const ParagraphFormat format{.style = "TableEnd"};
  open_paragraph(scope, format);
  close_paragraph(scope, format);
  story.table_end_stops = story.xml.size();
}

bool drop_table_end(Story& story) {
  if (story.table_end_stops == 0 || story.table_end_stops != story.xml.size()) return false;
  story.xml.rewind(story.table_end_begins);
  story.table_end_stops = 0;
  return true;
}

void open_row(Scope& scope, RowKind kind, RowBreak row_break) {
  XmlWriter& xml = scope.story.xml;
  xml.raw("<w:tr>");
  if (kind == RowKind::Body && row_break == RowBreak::Anywhere) return;
  xml.raw("<w:trPr><w:cantSplit/>");
  if (kind == RowKind::Header) xml.raw("<w:tblHeader/>");
  xml.raw("</w:trPr>");
}

void close_row(Scope& scope) { scope.story.xml.raw("</w:tr>"); }

void open_cell(Scope& scope, const CellFormat& format) {
  XmlWriter& xml = scope.story.xml;
  xml.raw("<w:tc><w:tcPr><w:tcW w:w=\"").raw(format.width).raw("\" w:type=\"dxa\"/>");
  if (format.columns > 1) xml.value("w:gridSpan", format.columns);
  if (format.merge == VerticalMerge::Start) xml.value("w:vMerge", "restart");
  if (format.merge == VerticalMerge::Continue) xml.empty("w:vMerge");
  if (!format.fill.empty()) {
    xml.raw("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"").raw(format.fill).raw("\"/>");
  }
  if (!format.vertical.empty()) xml.raw("<w:vAlign w:val=\"").raw(format.vertical).raw("\"/>");
  xml.raw("</w:tcPr>");
}

void close_cell(Scope& scope) { scope.story.xml.raw("</w:tc>"); }

void write_text_cell(Scope& scope, const CellFormat& format, const ParagraphFormat& paragraph, std::string_view text) {
  open_cell(scope, format);
  Scope inside = scope;
  inside.region = Region::Cell;
  inside.width = format.width - 170;
  inside.indent = 0;
  write_paragraph(inside, paragraph, text);
  close_cell(scope);
}

}  // namespace kitei::render::docx
