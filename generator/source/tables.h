// A pipe table with merged cells: a cell with only `^` joins the cell above, only `<` the cell to its left.
#pragma once
#include "adapters/markdown.h"
#include "base/diagnostic.h"
#include "model/block.h"
#include "source/body.h"

namespace kitei::source {

// `header_rows` comes from the caption's attributes (1 without). table-shape: a row with more or fewer cells than the
// header, a merge sign with nothing to join, joined cells that make no rectangle (they are then not joined).
model::Table read_table(const adapters::MarkdownNode& table, unsigned header_rows, const BodyOptions& options,
                        base::Diagnostics& diagnostics);

}  // namespace kitei::source
