// What all tables share: the tables of the text, and those of the cover.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/block.h"
#include "render/docx/output.h"
#include "render/docx/paragraph.h"

namespace kitei::render::docx {

enum class HeaderRow { None, First };
enum class HeaderColumn { None, First };
enum class VerticalMerge { None, Start, Continue };

struct TableFormat {
  std::string_view style = "PolicyTable";
  int indent = 0;
  std::string_view justification{};  // "" = left
  HeaderRow header = HeaderRow::None;
  HeaderColumn column = HeaderColumn::None;
  std::string title{};  // w:tblCaption, read out by screen readers
};

struct CellFormat {
  int width = 0;
  unsigned columns = 1;  // w:gridSpan
  VerticalMerge merge = VerticalMerge::None;
  std::string_view fill{};      // RRGGBB
  std::string_view vertical{};  // w:vAlign; "" = top
};

inline constexpr std::string_view kHeaderFill = "E4EAF1";
inline constexpr std::string_view kRowHeaderFill = "F3F5F8";

// Opens w:tbl with its properties and grid; fixed layout, the widths are what is printed.
void open_table(Scope& scope, const TableFormat& format, const std::vector<int>& widths);
// Closes it and sets the small paragraph that keeps it apart from what follows: neighbouring tables would grow
// together, and a cell must end with a paragraph.
void close_table(Scope& scope);
void write_table_end(Scope& scope);
// Takes that paragraph back when nothing has followed it; whether it did. The caller sets another paragraph in its
// place, so that no page is opened for an empty line.
bool drop_table_end(Story& story);

enum class RowKind { Body, Header };
// Whether a page may end inside a row: a short row stays together.
enum class RowBreak { Never, Anywhere };
void open_row(Scope& scope, RowKind kind, RowBreak row_break = RowBreak::Never);
void close_row(Scope& scope);
void open_cell(Scope& scope, const CellFormat& format);
void close_cell(Scope& scope);
// A whole cell with one paragraph of text.
void write_text_cell(Scope& scope, const CellFormat& format, const ParagraphFormat& paragraph, std::string_view text);

void write_table_look(XmlWriter& xml, HeaderRow header, HeaderColumn column = HeaderColumn::None);

}  // namespace kitei::render::docx
