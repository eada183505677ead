// What the adapter's own files ask of the library's nodes. Not for use outside adapters/markdown*.cpp: a cmark_node is
// never handed out. The library's internal node header is needed, since it alone has the content of a block and the
// label of a footnote; it is included in markdown_library.cpp only.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "adapters/markdown.h"
#include "adapters/markdown_lines.h"

struct cmark_node;

namespace kitei::adapters {

MarkdownKind kind_of(cmark_node* node);

cmark_node* first_child(cmark_node* node);
cmark_node* next_sibling(cmark_node* node);

// Views into the library's memory, valid as long as its tree. The text of a text, code or HTML node, the label of a
// footnote definition, the number of a footnote reference.
std::string_view literal_of(const cmark_node* node);
// What the library read a block's inlines from: lines without container prefixes.
std::string_view content_of(const cmark_node* node);
// Of a link or an image; without backslashes and entities.
std::string_view url_of(const cmark_node* node);
std::string_view title_of(const cmark_node* node);
// Behind the fence of a code block.
std::string_view info_of(const cmark_node* code_block);
// The label of the definition that a footnote reference leads to.
std::string_view footnote_label_of(const cmark_node* reference);
bool is_setext(const cmark_node* heading);

// Where the library says a block begins: a line of the text, from 1, and the 0-based byte in it.
struct Start {
  std::uint32_t line = 1;
  std::size_t byte = 0;
  auto operator<=>(const Start&) const = default;
};
Start start_of(const cmark_node* block);

// The label's bracket before the place at which the library begins a footnote definition.
base::Position definition_position(const SourceLines& lines, Start start);

// The first node that lies deeper than MarkdownLimits::kDepth, or nullptr.
cmark_node* find_too_deep(cmark_node* root);
// The block that holds a node.
const cmark_node* block_around(const cmark_node* node);

}  // namespace kitei::adapters
