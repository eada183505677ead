// The library's tree of blocks → our nodes, with their places. For adapters/markdown*.cpp only.
#pragma once
#include "adapters/markdown.h"
#include "adapters/markdown_lines.h"

struct cmark_node;

namespace kitei::adapters {

// `root` must not be deeper than find_too_deep allows: the copy is made by recursion.
MarkdownNode copy_tree(cmark_node* root, const SourceLines& lines);

}  // namespace kitei::adapters
