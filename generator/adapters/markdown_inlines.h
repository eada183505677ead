// The library's inlines of one paragraph, heading or cell → our nodes, with their places. For adapters/markdown*.cpp
// only.
#pragma once
#include <string_view>
#include <vector>

#include "adapters/markdown.h"
#include "adapters/markdown_lines.h"
#include "adapters/markdown_memory.h"

struct cmark_node;

namespace kitei::adapters {

// `content` is what the library read the inlines of `block` from, `text` the same without markers, `placement` where its
// bytes stand.
std::vector<MarkdownNode> copy_inlines(cmark_node* block, std::string_view content, std::string_view text,
                                       Placement placement, const CleanTexts& clean);

}  // namespace kitei::adapters
