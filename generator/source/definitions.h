// Definition lists: a paragraph of one or more lines with a term each, and under them lines that begin with `: `.
//
//     機密性
//     : 許された人だけが見られること。
//
// A line that begins otherwise goes on with the definition above it. Captions (`表: …`) do not begin with the colon.
#pragma once
#include <optional>
#include <vector>

#include "adapters/markdown.h"
#include "base/diagnostic.h"
#include "model/block.h"
#include "source/body.h"
#include "source/inlines.h"

namespace kitei::source {

// Where the pieces stand in the paragraph's text.
struct DefinitionRanges {
  std::vector<Range> terms;
  std::vector<Range> definitions;
};

// Nothing when the paragraph is none. Without terms (it begins with `: `) it goes on with a list before it.
std::optional<DefinitionRanges> definition_ranges(const adapters::MarkdownNode& paragraph);

model::DefinitionItem read_definitions(const adapters::MarkdownNode& paragraph, const DefinitionRanges& ranges,
                                       const BodyOptions& options, base::Diagnostics& diagnostics);

}  // namespace kitei::source
