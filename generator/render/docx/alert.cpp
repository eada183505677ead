// Quotes and boxes. A quote is a matter of style and indent; a box is a table of one cell, the only frame that Word and
// LibreOffice keep together around any content.
#include "render/docx/blocks.h"
#include "render/docx/table_parts.h"

namespace kitei::render::docx {
namespace {

struct Look {
  std::string_view text;   // key of the title
  std::string_view color;  // of the bar
  std::string_view fill;
};

Look look_of(model::AlertKind kind) {
  switch (kind) {
    case model::AlertKind::Note:
      return {"alert-note", "2F5D9B", "EFF4FA"};
    case model::AlertKind::Tip:
      return {"alert-tip", "2E7D4F", "EEF7F1"};
    case model::AlertKind::Important:
      return {"alert-important", "6B4FA0", "F4F0FA"};
    case model::AlertKind::Warning:
      return {"alert-warning", "B26A00", "FFF6E8"};
    case model::AlertKind::Caution:
      return {"alert-caution", "B3261E", "FDEEED"};
    case model::AlertKind::Column:
      return {"alert-column", "5F6B7A", "F4F6F8"};
  }
  return {"alert-note", "2F5D9B", "EFF4FA"};
}

}  // namespace

void write_quote(Scope& scope, const model::Quote& quote) {
  constexpr int kQuoteIndent = 420;
  Scope inside = scope;
  inside.region = scope.region == Region::Body || scope.region == Region::Item ? Region::Quote : scope.region;
  inside.indent = scope.indent + kQuoteIndent;
  write_blocks(inside, quote.content);
}

void write_alert(Scope& scope, const model::Alert& alert) {
  const Look look = look_of(alert.kind);
  XmlWriter& xml = scope.story.xml;
  const int width = scope.width - scope.indent;
  {
    Element table(xml, "w:tbl");
    xml.open("w:tblPr").open("w:tblW").attribute("w:w", width).attribute("w:type", "dxa").close();
    if (scope.indent > 0) xml.open("w:tblInd").attribute("w:w", scope.indent).attribute("w:type", "dxa").close();
    xml.open("w:tblBorders");
    xml.open("w:left").attribute("w:val", "single").attribute("w:sz", 36).attribute("w:space", 0);
    xml.attribute("w:color", look.color).close().close();
    xml.open("w:tblLayout").attribute("w:type", "fixed").close();
    xml.open("w:tblCellMar");
    for (const auto& [side, room] : {std::pair{"w:top", 60}, {"w:left", 170}, {"w:bottom", 60}, {"w:right", 140}}) {
      xml.open(side).attribute("w:w", room).attribute("w:type", "dxa").close();
    }
    xml.close();
    write_table_look(xml, HeaderRow::None);
    xml.close();
    xml.open("w:tblGrid").open("w:gridCol").attribute("w:w", width).close().close();
    Element row(xml, "w:tr");
    Element cell(xml, "w:tc");
    xml.open("w:tcPr").open("w:tcW").attribute("w:w", width).attribute("w:type", "dxa").close();
    xml.open("w:shd").attribute("w:val", "clear").attribute("w:color", "auto").attribute("w:fill", look.fill);
    xml.close().close();
    Scope inside = scope;
    inside.region = Region::Box;
    inside.width = width - 310;
    inside.indent = 0;
    inside.list_depth = 0;
    write_paragraph(inside, {.style = "AlertTitle", .keep_next = true}, scope.output.text(look.text));
    write_blocks(inside, alert.content);
  }
  write_table_end(scope);
}

}  // namespace kitei::render::docx
