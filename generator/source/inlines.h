// The inlines of one paragraph, heading, cell or caption: adapters/markdown's nodes → model::Inlines.
//
// Here text gets its meaning: [[references]], {{ variables }}, bare URLs and undefined footnotes are looked for in the
// bytes that the author wrote, so it does not matter how the Markdown parser split them; what was escaped is never one
// of them.
#pragma once
#include <cstddef>

#include "adapters/markdown.h"
#include "base/diagnostic.h"
#include "model/block.h"
#include "source/body.h"

namespace kitei::source {

// A range of the leaf's text.
struct Range {
  std::size_t from = 0;
  std::size_t to = 0;
};

// What `leaf` says in the given bytes of its text. Findings are appended to `diagnostics`.
model::Inlines read_inlines(const adapters::MarkdownNode& leaf, Range range, const BodyOptions& options,
                            base::Diagnostics& diagnostics);

}  // namespace kitei::source
