// Method: the YAML gives rows of cells; they are laid into a grid as HTML does (a cell takes the next free place of its
// row), the grid is joined like that of a pipe table, and then the text of each cell that is left is read as Markdown.
#include "source/table_block.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/yaml_fields.h"
#include "base/utf8.h"
#include "source/captions.h"
#include "source/table_cell.h"
#include "source/table_grid.h"
#include "source/table_notes.h"

namespace kitei::source {
namespace {

using adapters::NamePair;
using adapters::yaml::Kind;
using adapters::yaml::Value;

constexpr std::string_view kCode = "table-invalid";
constexpr int kMostSpan = 100'000;

constexpr NamePair kKeys[] = {
    {"題名", "caption"}, {"幅", "widths"},       {"配置", "align"},
    {"横向き", "landscape"}, {"見出し行", "header"}, {"見出し列", "header_columns"},
    {"行", "rows"},      {"注", "notes"},        {"注記", "notes"},
    {"出典", "source"},  {"header-columns", "header_columns"},
};
constexpr NamePair kCellKeys[] = {{"内容", "text"}, {"列結合", "colspan"}, {"行結合", "rowspan"}, {"見出し", "header"}};
constexpr NamePair kAlignments[] = {{"左", "left"}, {"中央", "center"}, {"centre", "center"}, {"右", "right"}};

// One cell as written.
struct WrittenCell {
  const Value* text = nullptr;  // nullptr: empty
  base::Position position;
  unsigned rows = 1;
  unsigned columns = 1;
  model::CellHeader header = model::CellHeader::None;
  JoinSign sign = JoinSign::None;
};
struct WrittenRow {
  std::vector<WrittenCell> cells;
  base::Position position;
};

// A cell in the grid.
struct Layout {
  Grid grid;
  std::vector<std::vector<const WrittenCell*>> cells;  // nullptr: none begins here
};

class Reader {
 public:
  Reader(std::string_view text, base::Position fence, const BodyOptions& options, base::Diagnostics& diagnostics)
      : text_(text), fence_(fence), options_(options), diagnostics_(diagnostics) {}

  std::optional<model::Table> read() {
    auto yaml = adapters::parse_yaml(text_, options_.path, fence_.line + 1, kCode);
    take(std::move(yaml.diagnostics));
    if (yaml.value.kind == Kind::Null) {
      if (diagnostics_.size() == before_) report({fence_.line, 1, 0}, "the table is empty", "表の内容がありません");
      return std::nullopt;
    }
    base::Diagnostics found;
    const adapters::FieldContext context{options_.path, kCode, &found};
    adapters::Fields fields(yaml.value, context, kKeys, {"table", "表"});
    std::optional<model::Table> table;
    if (fields.readable()) {
      table = read_table(fields, context);
      fields.finish(adapters::UnknownKeys::Warn);
    }
    take(std::move(found));
    return table;
  }

 private:
  std::optional<model::Table> read_table(adapters::Fields& fields, const adapters::FieldContext& context) {
    std::vector<WrittenRow> rows = read_rows(fields.find("header"), context, RowList::Header);
    const std::size_t header_rows = rows.size();
    const Value* body = fields.find("rows");
    for (WrittenRow& row : read_rows(body, context, RowList::Body)) rows.push_back(std::move(row));
    model::Table table;
    read_texts(fields, table);
    if (rows.empty()) {
      context.report(fields.position(), {"the table has no rows", "表に行がありません"},
                     {"write `rows:` with a list of rows", "「rows:」の下に行を書いてください"});
      return std::nullopt;
    }
    const auto layout = lay_out(rows, header_rows);
    if (!layout) return std::nullopt;
    table.header_rows = static_cast<unsigned>(header_rows);
    table.columns.resize(layout->grid.front().size(), model::Alignment::None);
    base::Diagnostics found;
    const auto spans = join_cells(layout->grid, header_rows, options_.path, found);
    take(std::move(found));
    for (std::size_t r = 0; r < rows.size(); ++r) {
      model::TableRow& row = table.rows.emplace_back();
      row.position = shifted(rows[r].position);
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        model::TableCell& cell = row.cells.emplace_back();
        cell.position = shifted(layout->grid[r][c].position);
        cell.row_span = spans[r][c].rows;
        cell.column_span = spans[r][c].columns;
        const WrittenCell* written = layout->cells[r][c];
        if (cell.row_span == 0 || written == nullptr) continue;
        cell.header = written->header;
        if (written->text) {
          // A sign that joined nothing is shown as it is.
          read_cell_text({text_, fence_, *written->text}, cell, options_, diagnostics_);
        }
      }
    }
    read_columns(fields, context, table);
    return table;
  }

  // ---- keys ----

  void read_texts(adapters::Fields& fields, model::Table& table) {
    const Value* title = fields.find("caption");
    if (title) {
      table.caption.emplace();
      table.caption->content = line(*title);
      table.caption->attributes.position = shifted(title->position);
    }
    if (const Value* id = fields.find("id"); id && id->kind == Kind::Scalar) {
      const auto attributes = read_caption_id(id->text);
      if (!attributes) {
        fields.context().report(id->position,
                                {fmt::format("'{}' cannot be an address", id->text),
                                 fmt::format("「{}」はアドレスとして使えません", id->text)},
                                {"use letters, digits, '-' and '_'", "文字・数字・「-」「_」で書いてください"});
      } else if (!table.caption) {
        fields.context().report(id->position, {"a table with an address needs a caption", "アドレスを付ける表には題名が要ります"},
                                {"add `caption:`", "「caption:」を加えてください"});
      } else {
        table.caption->attributes.id = *attributes;
      }
    }
    if (const Value* source = fields.find("source")) {
      if (table.caption) {
        table.caption->source = line(*source);
      } else {
        table.notes.push_back({"", line(*source), 0, shifted(source->position)});
      }
    }
    if (fields.boolean("landscape").value_or(false)) table.turn = model::PageTurn::Landscape;
    if (const Value* notes = fields.find("notes")) {
      if (notes->kind == Kind::Sequence) {
        for (const Value& note : notes->items) read_note(note, table);
      } else {
        read_note(*notes, table);
      }
    }
  }

  void read_note(const Value& value, model::Table& table) {
    model::Inlines content = line(value);
    if (content.empty()) return;
    model::TableNote note;
    note.position = shifted(value.position);
    if (auto* text = base::get_if<model::Text>(&content.front().node)) {
      const NoteMark mark = note_mark(text->text);
      note.mark = text->text.substr(0, mark.mark);
      text->text = text->text.substr(mark.length);
      content.front().position = content.front().position.behind(mark.length);
      if (text->text.empty()) content.erase(content.begin());
    }
    note.content = std::move(content);
    table.notes.push_back(std::move(note));
  }

  void read_columns(adapters::Fields& fields, const adapters::FieldContext& context, model::Table& table) {
    if (const Value* widths = fields.find("widths")) {
      std::string joined = widths->text;
      for (const Value& item : widths->items) joined += (joined.empty() ? "" : ",") + item.text;
      if (auto numbers = read_widths(joined)) {
        set_widths(table, std::move(*numbers), shifted(widths->position), options_, diagnostics_);
      } else {
        context.report_as("table-shape", widths->position,
                          {"the widths are no list of positive numbers", "幅が正の数のリストになっていません"},
                          {"write one number for each column: [2, 1, 1]", "列ごとに数を一つ書いてください（例 [2, 1, 1]）"});
      }
    }
    if (const Value* align = fields.find("align")) read_alignments(*align, context, table);
    const auto columns = static_cast<int>(table.columns.size());
    if (const auto count = fields.integer("header_columns", 0, columns)) {
      set_header_columns(table, static_cast<unsigned>(*count));
    }
  }

  void read_alignments(const Value& align, const adapters::FieldContext& context, model::Table& table) {
    const bool one = align.kind == Kind::Scalar;
    if (!one && align.items.size() != table.columns.size()) {
      context.report_as("table-shape", align.position,
                        {fmt::format("{} alignments are given for a table with {} columns", align.items.size(),
                                     table.columns.size()),
                         fmt::format("配置が{}個書かれていますが、表は{}列です", align.items.size(), table.columns.size())},
                        {"write one for each column", "列ごとに一つ書いてください"});
    }
    for (std::size_t c = 0; c < table.columns.size() && (one || c < align.items.size()); ++c) {
      const Value& written = one ? align : align.items[c];
      const std::string name(adapters::value_name(kAlignments, written.text));
      if (written.kind == Kind::Null || name.empty()) continue;
      if (name == "left") {
        table.columns[c] = model::Alignment::Left;
      } else if (name == "center") {
        table.columns[c] = model::Alignment::Center;
      } else if (name == "right") {
        table.columns[c] = model::Alignment::Right;
      } else if (!one || c == 0) {
        context.report(written.position,
                       {fmt::format("'{}' is no alignment", written.text),
                        fmt::format("「{}」という配置はありません", written.text)},
                       {"left, center or right", "left（左）・center（中央）・right（右）のいずれかです"});
      }
    }
  }

  // ---- rows and cells ----

  enum class RowList { Header, Body };

  std::vector<WrittenRow> read_rows(const Value* list, const adapters::FieldContext& context, RowList kind) {
    std::vector<WrittenRow> rows;
    if (list == nullptr) return rows;
    if (list->kind != Kind::Sequence) {
      context.report(list->position, {"a list of rows is expected here", "ここには行のリストが必要です"},
                     {"write each row as a list of cells: - [a, b]", "行をセルのリストで書いてください（例 - [a, b]）"});
      return rows;
    }
    const bool single = kind == RowList::Header && std::none_of(list->items.begin(), list->items.end(), [](const Value& v) {
                          return v.kind == Kind::Sequence;
                        });
    if (single) {
      rows.push_back(read_row(*list, context));
      return rows;
    }
    for (const Value& item : list->items) rows.push_back(read_row(item, context));
    return rows;
  }

  WrittenRow read_row(const Value& value, const adapters::FieldContext& context) {
    WrittenRow row;
    row.position = value.position;
    if (value.kind == Kind::Sequence) {
      for (const Value& item : value.items) row.cells.push_back(read_cell(item, context));
    } else {
      row.cells.push_back(read_cell(value, context));
    }
    return row;
  }

  WrittenCell read_cell(const Value& value, const adapters::FieldContext& context) {
    WrittenCell cell;
    cell.position = value.position;
    switch (value.kind) {
      case Kind::Null:
        break;
      case Kind::Scalar:
        cell.text = &value;
        if (value.plain && value.text == "^") cell.sign = JoinSign::Up;
        if (value.plain && value.text == "<") cell.sign = JoinSign::Left;
        break;
      case Kind::Map:
        read_cell_keys(value, context, cell);
        break;
      case Kind::Sequence:
        context.report(value.position, {"a list stands where a cell is expected", "セルの場所にリストが書かれています"},
                       {"put text that begins with '[' into quotes; write a list as Markdown behind '|'",
                        "「[」で始まる文は引用符で囲み、箇条書きは「|」の次の行にMarkdownで書いてください"});
        break;
    }
    return cell;
  }

  void read_cell_keys(const Value& value, const adapters::FieldContext& context, WrittenCell& cell) {
    adapters::Fields fields(value, context, kCellKeys, {"cell", "セル"});
    if (const Value* text = fields.find("text")) {
      if (text->kind == Kind::Scalar) {
        cell.text = text;
      } else {
        fields.text("text");  // reports what stands there instead
      }
    }
    cell.columns = static_cast<unsigned>(fields.integer("colspan", 1, kMostSpan).value_or(1));
    cell.rows = static_cast<unsigned>(fields.integer("rowspan", 1, kMostSpan).value_or(1));
    if (fields.boolean("header").value_or(false)) cell.header = model::CellHeader::Row;
    fields.finish(adapters::UnknownKeys::Warn);
  }

  // ---- the grid ----

  std::optional<Layout> lay_out(const std::vector<WrittenRow>& rows, std::size_t header_rows) {
    const std::size_t columns = width_of(rows.front());
    const std::size_t cells = columns * rows.size();
    if (columns == 0 || columns > TableBlockLimits::kColumns || cells > TableBlockLimits::kCells) {
      report(rows.front().position,
             fmt::format("a table of {} columns and {} rows is too large (at most {} columns and {} cells)", columns,
                         rows.size(), TableBlockLimits::kColumns, TableBlockLimits::kCells),
             fmt::format("{}列{}行の表は大きすぎます（{}列、{}セルまで）", columns, rows.size(),
                         TableBlockLimits::kColumns, TableBlockLimits::kCells));
      return std::nullopt;
    }
    Layout layout;
    layout.grid.resize(rows.size(), std::vector<GridCell>(columns));
    layout.cells.resize(rows.size(), std::vector<const WrittenCell*>(columns));
    taken_.assign(rows.size(), std::vector<bool>(columns));
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (GridCell& cell : layout.grid[r]) cell.position = rows[r].position;
      lay_row(rows, r, r < header_rows ? header_rows : rows.size(), layout);
    }
    return layout;
  }

  static std::size_t width_of(const WrittenRow& row) {
    std::size_t width = 0;
    for (const WrittenCell& cell : row.cells) width += cell.columns;
    return width;
  }

  // `end`: the row behind the last one that a span may reach.
  void lay_row(const std::vector<WrittenRow>& rows, std::size_t r, std::size_t end, Layout& layout) {
    const std::size_t columns = layout.grid[r].size();
    std::size_t c = 0;
    std::size_t lost = 0;
    for (const WrittenCell& cell : rows[r].cells) {
      while (c < columns && taken_[r][c]) ++c;
      if (c == columns) {
        ++lost;
        continue;
      }
      std::size_t width = 1;
      while (width < cell.columns && c + width < columns && !taken_[r][c + width]) ++width;
      if (width < cell.columns) {
        shape(cell.position, fmt::format("this cell covers {} columns, but {} are free here", cell.columns, width),
              fmt::format("このセルは{}列にまたがりますが、ここで空いているのは{}列です", cell.columns, width));
      }
      const std::size_t height = std::min<std::size_t>(cell.rows, end - r);
      if (height < cell.rows) {
        const bool header = end < rows.size();
        shape(cell.position,
              fmt::format("this cell covers {} rows, but {} has {} more", cell.rows,
                          header ? "the header" : "the table", height),
              fmt::format("このセルは{}行にまたがりますが、{}は残り{}行です", cell.rows,
                          header ? "見出し行" : "表", height));
      }
      for (std::size_t down = 0; down < height; ++down) {
        for (std::size_t i = 0; i < width; ++i) {
          taken_[r + down][c + i] = true;
          if (down > 0 || i > 0) layout.grid[r + down][c + i].covered_by = {r, c};
        }
      }
      layout.grid[r][c].position = cell.position;
      layout.grid[r][c].sign = cell.sign;
      layout.cells[r][c] = &cell;
      c += width;
    }
    const auto missing = static_cast<std::size_t>(std::count(taken_[r].begin(), taken_[r].end(), false));
    if (lost == 0 && missing == 0) return;
    const std::size_t filled = columns - missing + lost;
    shape(rows[r].position, fmt::format("this row fills {} columns where the table has {}", filled, columns),
          fmt::format("この行は{}列分ですが、表は{}列です", filled, columns));
  }

  // ---- places ----

  // A place in the YAML is counted from the start of its lines; the fence may stand further right (in a list, a quote).
  base::Position shifted(base::Position position) const {
    if (position.known()) position = position.behind(fence_.column - 1);
    return position;
  }

  void take(base::Diagnostics found) {
    for (base::Diagnostic& diagnostic : found) {
      diagnostic.position = shifted(diagnostic.position);
      diagnostics_.push_back(std::move(diagnostic));
    }
  }

  void report(base::Position position, std::string en, std::string ja) {
    diagnostics_.push_back(
        {std::string(kCode), options_.path, shifted(position), {std::move(en), std::move(ja)}, {}, base::Severity::Error});
  }

  void shape(base::Position position, std::string en, std::string ja) {
    diagnostics_.push_back({"table-shape",
                            options_.path,
                            shifted(position),
                            {std::move(en), std::move(ja)},
                            {"count the cells of the row, the columns that they cover, and what reaches in from above",
                             "行のセルの数、またがる列の数、上の行からまたがるセルを数えてください"}});
  }

  // The words of a caption, a note or a source.
  model::Inlines line(const Value& value) {
    if (value.kind != Kind::Scalar) return {};
    model::TableCell cell;
    read_cell_text({text_, fence_, value}, cell, options_, diagnostics_);
    if (!cell.blocks) return std::move(cell.content);
    auto* first = base::get_if<model::Paragraph>(&cell.blocks->front().node);
    return first ? std::move(first->content) : model::Inlines{};
  }

  std::string_view text_;
  base::Position fence_;
  const BodyOptions& options_;
  base::Diagnostics& diagnostics_;
  std::size_t before_ = diagnostics_.size();
  std::vector<std::vector<bool>> taken_;
};

}  // namespace

bool is_table_block(std::string_view info) {
  const std::string_view word = info.substr(0, info.find_first_of(" \t"));
  return word == "table" || word == "表";
}

std::optional<model::Table> read_table_block(std::string_view text, base::Position fence, const BodyOptions& options,
                                             base::Diagnostics& diagnostics) {
  return Reader(text, fence, options, diagnostics).read();
}

}  // namespace kitei::source
