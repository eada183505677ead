// A fenced block ```table: YAML for what a pipe table cannot hold – cells with lists or several paragraphs, cells over
// columns and rows, several header rows, row headers.
//
//   caption: 点検の項目          id: t-checks      landscape: true     source: …
//   widths: [2, 1, 3]            align: [left, center, right]          header_columns: 1
//   header:                      one row, or a list of rows
//     - [区分, {text: 点検, colspan: 2}]
//     - [^, 頻度, 内容]
//   rows:
//     - - アクセス権
//       - 毎月
//       - |
//         - 退職者のID
//         - 異動者の権限
//   notes: [※1 …]
//
// A cell is text (Markdown), empty, or {text, colspan, rowspan, header: true}; `^` and `<` join as in pipe tables.
//
// Codes: table-invalid (YAML that cannot be read, values of the wrong kind, too large), table-shape (rows, spans and
// widths that do not fit), unknown-key, and those of source/body.h for the text of the cells.
#pragma once
#include <functional>
#include <optional>
#include <string_view>

#include "base/diagnostic.h"
#include "model/block.h"
#include "source/body.h"

namespace kitei::source {

struct TableBlockLimits {
  static constexpr std::size_t kColumns = 100;
  static constexpr std::size_t kCells = 20'000;
};

// Whether a code block with this info string is a table.
bool is_table_block(std::string_view info);

// `text` is what stands inside the fence, `fence` the place of its first line. Nothing when it cannot be read at all;
// the block is then shown as it was written.
std::optional<model::Table> read_table_block(std::string_view text, base::Position fence, const BodyOptions& options,
                                             base::Diagnostics& diagnostics);

}  // namespace kitei::source
