// {{ table records }}, {{ table documents kind=procedure owner="情報システム管理者" }} in a paragraph of its own: a table
// whose rows are made from a register when the handbook is resolved.
#pragma once
#include <optional>
#include <string_view>

#include "adapters/markdown.h"
#include "base/diagnostic.h"
#include "model/block.h"
#include "source/body.h"

namespace kitei::source {

// Whether the inside of {{ … }} asks for a table, well written or not.
bool is_generated_table(std::string_view inside);

// Nothing when the paragraph holds anything else. table-invalid when filters are not written key=value.
std::optional<model::GeneratedTable> read_generated_table(const adapters::MarkdownNode& paragraph,
                                                          const BodyOptions& options, base::Diagnostics& diagnostics);

// For one among other words.
base::Diagnostic table_among_words(const BodyOptions& options, base::Position position);

}  // namespace kitei::source
