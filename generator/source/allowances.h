// Finds the comments that allow a finding (model/allowance.h) and the lines that each of them covers.
//
// In a body a comment must stand on a line of its own. It covers the next block: a heading (not its section), a paragraph, a
// table, a list with all its items; inside a list item or quote the next block there. One that stands before everything
// else in the body covers the front matter and findings on the document as a whole too.
// In front matter a comment covers the whole front matter, wherever it stands. In other YAML files it covers the entry
// under it (the next line and those indented deeper), behind a value that line alone, and before the first key the file.
// Code: allowance-invalid (no code, unknown code, code that cannot be allowed, no date or one that does not exist).
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/allowance.h"
#include "model/block.h"

namespace kitei::source {

using Allowances = std::vector<model::Allowance>;

// `text` is the body, `first_line` its first line in the file; lines of front matter are 1 … first_line - 1.
base::Read<Allowances> read_body_allowances(std::string_view text, std::uint32_t first_line, const model::Blocks& blocks,
                                            std::string_view path);

base::Read<Allowances> read_front_matter_allowances(std::string_view yaml, std::uint32_t first_line, std::string_view path);

base::Read<Allowances> read_yaml_allowances(std::string_view text, std::string_view path);

}  // namespace kitei::source
