// The text of a cell of a fenced table: a YAML scalar that holds Markdown, with its places in the file.
#pragma once
#include <optional>
#include <string_view>

#include "adapters/yaml.h"
#include "base/diagnostic.h"
#include "model/block.h"
#include "source/body.h"

namespace kitei::source {

struct CellSource {
  std::string_view yaml;  // the text inside the fence
  base::Position fence;   // of the fence's first line
  const adapters::yaml::Value& value;
};

// Puts the text into `cell`: one paragraph as its content, else as blocks. table-shape: headings, fenced tables and
// footnotes in a cell.
void read_cell_text(const CellSource& source, model::TableCell& cell, const BodyOptions& options,
                    base::Diagnostics& diagnostics);

// The address of a table written as `id:`, without '#'; nothing when it cannot be one.
std::optional<model::Address> read_caption_id(std::string_view text);

}  // namespace kitei::source
