// The library's tree of blocks → our nodes, with their places. For adapters/markdown*.cpp only.
#pragma once
#include "adapters/markdown.h"
#include "adapters/markdown_lines.h"
#include "adapters/markdown_memory.h"

struct cmark_node;

namespace kitei::adapters {

// `root` must not be deeper than find_too_deep allows: the copy is made by recursion.
// Texts are shown where they lie in `memory`, which is the library's; those with markers are copied into it without them.
void copy_tree(cmark_node* root, const SourceLines& lines, MarkdownMemory& memory, MarkdownNode& copied);

}  // namespace kitei::adapters
